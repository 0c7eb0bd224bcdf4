import { routes } from '@fengsui/contract'
import { incidentStatusNames } from '@fengsui/contract/incidents'
import type { IncidentStatus } from '@fengsui/contract/incidents'
import { signalSources, signalStatusNames } from '@fengsui/contract/signals'
import { Button } from 'antd'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useCan } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { RelativeTime } from '../../../ui/clocks/RelativeTime.tsx'
import { GradeMark } from '../../../ui/marks/GradeMark.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import type { IncidentPage } from '../workspace/workspace-data.ts'
import styles from './panels.module.css'

interface RelationsPanelProps {
  readonly incident: IncidentPage
  readonly mayEdit: boolean
  readonly mayMerge: boolean
  readonly onLink: () => void
  readonly onMerge: () => void
  readonly onSplit: () => void
}

/** Where the incident comes from and what came out of it: signals, parent, secondary incidents. */
export function RelationsPanel({ incident, mayEdit, mayMerge, onLink, onMerge, onSplit }: RelationsPanelProps) {
  const maySeeSignals = useCan('signal:read')
  const signals = useRoute(routes.listSignals, { query: { limit: 500 } }, { touches: ['signal'], enabled: maySeeSignals && incident.signalIds.length > 0 })
  const ids = new Set(incident.signalIds)
  const own = (signals.data?.items ?? []).filter((signal) => ids.has(signal.id))
  return (
    <div className={styles.panel}>
      <div className={styles.panelTools}>
        <b>上下关系</b>
        {mayEdit && <Button size="small" onClick={onLink}>{incident.parentId === null ? '设为次生事件' : '改上级事件'}</Button>}
        {mayMerge && <Button size="small" onClick={onMerge}>并入他事</Button>}
      </div>
      {incident.parentId === null ? (
        <p className={styles.quiet}>没有上级事件</p>
      ) : (
        <p>
          次生、衍生自 <LinkTo to={paths.incident(incident.parentId)}>{incident.parentTitle ?? '上级事件'}</LinkTo>
        </p>
      )}
      {incident.mergedIntoId !== null && (
        <p>
          已并入 <LinkTo to={paths.incident(incident.mergedIntoId)}>另一事件</LinkTo>
        </p>
      )}
      <h3 className={styles.sectionTitle}>次生、衍生事件 {incident.children.length} 个</h3>
      <ul className={styles.cards}>
        {incident.children.map((child) => (
          <li key={child.id} className={styles.oneCard}>
            <div className={styles.cardLine}>
              {child.grade === null ? <Tag tone="outline">未定级</Tag> : <GradeMark grade={child.grade} />}
              <LinkTo to={paths.incident(child.id)}>{child.title}</LinkTo>
              <Tag>{incidentStatusNames[child.status as IncidentStatus] ?? child.status}</Tag>
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.panelTools}>
        <b>来报 {incident.signalIds.length} 条</b>
        {mayEdit && incident.signalIds.length > 1 && <Button size="small" onClick={onSplit}>拆分</Button>}
      </div>
      {incident.signalIds.length === 0 && <p className={styles.quiet}>直接立项，没有来报</p>}
      <ul className={styles.cards}>
        {own.map((signal) => (
          <li key={signal.id} className={styles.oneCard}>
            <div className={styles.cardLine}>
              <LinkTo to={paths.duty(signal.id)}>{signal.title}</LinkTo>
              <Tag>{signalStatusNames[signal.status]}</Tag>
            </div>
            <div className={styles.cardMeta}>
              {signalSources[signal.source]} · {signal.placeName} · <RelativeTime at={signal.receivedAt} />
            </div>
            {signal.words !== null && <p className={styles.conclusion}>{signal.words}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}
