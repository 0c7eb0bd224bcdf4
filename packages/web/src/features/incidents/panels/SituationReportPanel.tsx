import { routes } from '@fengsui/contract'
import { App, Button } from 'antd'
import { useRoute } from '../../../lib/use-route.ts'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import styles from './panels.module.css'

/** The situation report made from the record; copied as plain text into whatever is written next. */
export function SituationReportPanel({ incidentId }: { readonly incidentId: string }) {
  const { message } = App.useApp()
  const report = useRoute(routes.getSituationReport, { params: { incidentId } }, { touches: ['incident', 'response', 'task', 'report', 'clock', 'typhoon-fix'] })
  if (report.error !== null && report.data === undefined) return <ErrorState hint={report.error.message} code={report.error.problem.code} onRetry={() => void report.refetch()} />
  if (report.data === undefined) return <LoadingState />
  const { title, paragraphs, madeAt } = report.data
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText([title, ...paragraphs].join('\n'))
      message.success('简报已复制，可粘贴到报告或消息里')
    } catch {
      message.error('浏览器没有允许复制，请选中文字后用 Ctrl+C 复制')
    }
  }
  return (
    <div className={styles.panel}>
      <div className={styles.panelTools}>
        <span className={styles.quiet}>
          按日志自动生成，<RelativeTime at={madeAt} />
        </span>
        <Button size="small" type="primary" onClick={() => void copy()}>
          复制全文
        </Button>
      </div>
      <article className={styles.paper}>
        <h3>{title}</h3>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </article>
    </div>
  )
}
