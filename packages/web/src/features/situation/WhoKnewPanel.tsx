import { routes } from '@fengsui/contract'
import { knowledgeKindNames } from '@fengsui/contract/situation'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { knowledgeTouches } from './WhoKnewPage.tsx'
import styles from './situation.module.css'
import { summaryWords } from './who-knew-rows.ts'

/** Beside the incident: what there was to know and how many answered by now; the units and the times have a page of their own. */
export function WhoKnewPanel({ incidentId }: { readonly incidentId: string }) {
  const query = useRoute(routes.getWhoKnew, { params: { incidentId } }, { touches: knowledgeTouches })
  if (query.error !== null && query.data === undefined) return <ErrorState hint={query.error.message} code={query.error.problem.code} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <LoadingState />
  const { facts, asOf } = query.data
  return (
    <div className={styles.panel}>
      <LinkTo to={paths.whoKnew(incidentId)}>打开知情情况（各单位、各时刻、导出）</LinkTo>
      {facts.length === 0 ? <EmptyState title="还没有记录" hint="来报、伤亡数字、预警和命令出现后，这里列出告知了谁、谁还没有应答。" /> : (
        <ul className={styles.facts}>
          {[...facts].reverse().map((fact) => (
            <li key={fact.key} className={styles.fact}>
              <span><Tag tone="outline">{knowledgeKindNames[fact.kind]}</Tag> <time dateTime={fact.knownAt}>{monthDayTime(fact.knownAt)}</time></span>
              <b>{fact.text}</b>
              <small>{summaryWords(fact, asOf)}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
