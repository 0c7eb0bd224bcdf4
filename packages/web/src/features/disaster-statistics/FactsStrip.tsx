import { routes } from '@fengsui/contract'
import { factDifferences, factsOfValues, keyName, type ReturnView } from '@fengsui/contract/disaster-statistics'
import { Button } from 'antd'
import { paths, LinkTo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import styles from './disaster.module.css'

/** Where the figures handed in and the facts of the incident say different things, and the press that brings them together. */
export function FactsStrip({ incidentId, view }: { readonly incidentId: string; readonly view: ReturnView }) {
  const mayRead = useCan('incident:read')
  const mayEdit = useMay('incident:edit')
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'], enabled: mayRead })
  const update = useCommand(routes.updateFacts)
  if (incident.data === undefined || incident.data.divisionCode !== view.divisionCode) return null
  const different = factDifferences(view.values, incident.data.facts).filter(({ figure }) => figure !== null)
  if (different.length === 0) return null
  return (
    <div className={styles.ownStrip}>
      <span>与事件不一致</span>
      <span>{different.slice(0, 5).map(({ code, figure, known }) => `${keyName(code)} 报表 ${String(figure)}、事件 ${known === null ? '未知' : String(known)}`).join('；')}{different.length > 5 && ` 等 ${String(different.length)} 项`}</span>
      <LinkTo to={paths.incident(incidentId)}>看事件</LinkTo>
      {mayEdit && view.status !== 'draft' && view.status !== 'returned' && (
        <span className={styles.ownEnd}>
          <Button size="small" loading={update.busy} onClick={() => void update.run({ params: { incidentId }, body: { facts: { ...incident.data.facts, ...factsOfValues(view.values) }, sourceNote: `灾情统计报表第 ${String(view.sequence)} 版` } })}>用报表数字更新事件</Button>
        </span>
      )}
      {update.problem !== null && <span className={styles.late} role="alert">{update.problem.detail}</span>}
    </div>
  )
}
