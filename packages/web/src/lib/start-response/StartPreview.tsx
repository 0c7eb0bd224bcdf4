import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { LevelReadiness } from './LevelChoice.tsx'
import styles from './start-response.module.css'

/** What starting will send out at once, and what nobody here would take up. */
export function StartPreview({ level }: { readonly level: LevelReadiness }) {
  return (
    <section className={styles.preview} aria-label="启动后立即发出">
      <h3>启动后立即</h3>
      <dl>
        <div>
          <dt>派任务</dt>
          <dd>{level.tasks}<small>项</small></dd>
        </div>
        <div>
          <dt>发通知</dt>
          <dd>{level.notices}<small>条</small></dd>
        </div>
        <div>
          <dt>列需求</dt>
          <dd>{level.demands}<small>项</small></dd>
        </div>
        <div>
          <dt>无人承接</dt>
          <dd>{level.unresolved.length}<small>处</small></dd>
        </div>
      </dl>
      {level.unresolved.length > 0 && (
        <details>
          <summary>
            <Symbol name="note" size={14} />
            {level.unresolved.length} 处在本地找不到对应单位或职务，先交指挥部办公室，请随后指定
          </summary>
          <ul>
            {level.unresolved.map((item) => (
              <li key={item.path}>
                <b>{item.name}</b>：{item.why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
