import { Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import type { ReactNode } from 'react'

interface ShellMenuProps {
  readonly items: NonNullable<MenuProps['items']>
  readonly onPick: (key: string) => void
  /** The button it opens from. */
  readonly children: ReactNode
}

/** A menu of the shell that opens on press. */
export function ShellMenu({ items, onPick, children }: ShellMenuProps) {
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onPick(key) }}>
      {children}
    </Dropdown>
  )
}
