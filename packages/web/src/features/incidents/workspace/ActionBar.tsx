import { Button, Popover } from 'antd'
import type { ReactNode } from 'react'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { actionNames, actionSymbols } from './next-actions.ts'
import type { ActionName, NextActions } from './next-actions.ts'
import styles from './strips.module.css'

interface ActionBarProps {
  readonly actions: NextActions
  /** Small words behind an action: "2 处将到期". */
  readonly notes: Partial<Record<ActionName, string>>
  readonly onAct: (name: ActionName) => void
  /** Further things to do that have their own place, such as calling a consultation. */
  readonly further?: ReactNode
}

/** What can be done now, and beside it what cannot and why; everything here comes from the server's policy. */
export function ActionBar({ actions, notes, onAct, further }: ActionBarProps) {
  const { first, possible, locked } = actions
  const [shownReason] = locked.filter(({ reason }) => !reason.startsWith('您的角色'))
  return (
    <section className={styles.actions} aria-label="现在能做">
      <h2>现在能做</h2>
      <div className={styles.possible}>
        {possible.map((name) => (
          <Button key={name} type={name === first ? 'primary' : 'default'} icon={<Symbol name={actionSymbols[name]} size={16} />} onClick={() => onAct(name)}>
            {actionNames[name]}
            {notes[name] !== undefined && <small>{notes[name]}</small>}
          </Button>
        ))}
        {possible.length === 0 && <span className={styles.none}>您的岗位在这个事件上没有待办操作</span>}
        {further}
      </div>
      {locked.length > 0 && (
        <div className={styles.locked}>
          {shownReason !== undefined && (
            <span className={styles.why}>
              {actionNames[shownReason.name]}：{shownReason.reason}
            </span>
          )}
          <Popover
            trigger="click"
            placement="topRight"
            title="现在不能做的"
            content={
              <dl className={styles.reasons}>
                {locked.map(({ name, reason }) => (
                  <div key={name}>
                    <dt>{actionNames[name]}</dt>
                    <dd>{reason}</dd>
                  </div>
                ))}
              </dl>
            }
          >
            <Button icon={<Symbol name="lock" size={14} />}>未放开 {locked.length}</Button>
          </Popover>
        </div>
      )}
    </section>
  )
}
