import { routes } from '@fengsui/contract'
import type { Item } from '@fengsui/contract/stockpile'
import { Select } from 'antd'
import { useAllPages } from '../../lib/use-all-pages.ts'

interface ItemPickerProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-label'?: string | undefined
  readonly value: string | null
  /** Only these; the whole catalogue otherwise. */
  readonly among?: ReadonlySet<string> | undefined
  readonly onChange: (itemId: string, item: Item | undefined) => void
}

/** Finds goods of the catalogue by name or code. */
export function ItemPicker({ id, value, among, onChange, ...rest }: ItemPickerProps) {
  const items = useAllPages(routes.listItems, {}, { touches: ['item'] })
  const shown = (items.data ?? []).filter((item) => among === undefined || among.has(item.id))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...rest}
      showSearch={{ filterOption: (typed, option) => String(option?.search ?? '').includes(typed.trim()) }}
      value={value}
      placeholder="输入名称或编码"
      loading={items.isLoading}
      notFoundContent={items.error === null ? '没有这个品种' : items.error.problem.detail}
      options={shown.map(({ id: itemId, name, code, unit }) => ({ value: itemId, label: `${name}（${unit}）`, search: `${name}${code}`, note: code }))}
      optionRender={({ data }) => (
        <span>
          {data.label} <small>{data.note}</small>
        </span>
      )}
      onChange={(itemId: string) => onChange(itemId, items.data?.find((item) => item.id === itemId))}
    />
  )
}
