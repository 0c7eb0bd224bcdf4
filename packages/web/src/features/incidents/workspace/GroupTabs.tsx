import { joinClasses } from '../../../ui/join-classes.ts'
import type { BoardTask, TaskGroup } from './task-groups.ts'
import styles from './tasks.module.css'

interface GroupTabsProps<T extends BoardTask> {
  readonly groups: readonly TaskGroup<T>[]
  /** Groups whose lanes are in view. */
  readonly visible: ReadonlySet<string>
  readonly onGo: (key: string) => void
}

/** Every work group with done and total, what is late in words; a press brings its lane into view. */
export function GroupTabs<T extends BoardTask>({ groups, visible, onGo }: GroupTabsProps<T>) {
  return (
    <nav className={styles.groups} aria-label="工作组">
      {groups.map((group) => (
        <button key={group.key} type="button" className={joinClasses(styles.group, visible.has(group.key) && styles.groupOn)} title={`${group.name}：完成 ${group.done.length} 项，共 ${group.total} 项${group.late > 0 ? `，超时 ${group.late} 项` : ''}`} onClick={() => onGo(group.key)}>
          <span>{group.name.replace(/组$/u, '')}</span>
          <b>
            {group.done.length}
            <small>/{group.total}</small>
          </b>
          {group.late > 0 && <em>超 {group.late}</em>}
        </button>
      ))}
    </nav>
  )
}
