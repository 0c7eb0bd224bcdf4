import { routes } from '@fengsui/contract'
import { formatLegalBasis, type IncidentClass } from '@fengsui/contract/incidents/grading'
import { divisionLevelOf } from '@fengsui/contract/kernel'
import { listImmediateDuties, reportLevelNamesZh } from '@fengsui/contract/reports/deadlines'
import { useSession } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { useNow } from '../../../ui/now-context.tsx'
import styles from './duties.module.css'

/** Duties of the own level that the law sets "at once": there is no minute to count, so they stand as a list beside the clocks. */
export function ImmediateDuties({ incidentId }: { readonly incidentId: string }) {
  const { division } = useSession()
  const now = useNow()
  const answer = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'] })
  const incident = answer.data
  if (incident === undefined || incident.status === 'closed' || incident.status === 'merged') return null
  const duties = listImmediateDuties({
    incident: { ...incident, incidentClass: incident.incidentClass as IncidentClass, grade: incident.grade ?? incident.proposal?.grade ?? null },
    reporter: { level: divisionLevelOf(division.code), divisionCode: division.code }, receivedAt: incident.knownAt, asOf: new Date(now).toISOString(),
  })
  if (duties.length === 0) return null
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>法定立即报告</h3>
      </div>
      <ul className={styles.immediate}>
        {duties.map((duty) => (
          <li key={duty.ruleId}>
            <b>{reportLevelNamesZh[duty.toLevel]}</b>：{duty.titleZh}
            <small>{formatLegalBasis(duty.legalBasis)}{duty.skipAllowedZh === undefined ? '' : `；${duty.skipAllowedZh}`}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
