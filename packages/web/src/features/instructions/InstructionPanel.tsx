import { routes } from '@fengsui/contract'
import { GiveInstructionButton } from '../../lib/give-instruction/GiveInstructionButton.tsx'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { InstructionRow } from './InstructionRow.tsx'
import { sortInstructions } from './instruction-words.ts'
import styles from './instructions.module.css'

/** The instructions about one incident, beside it; each opens on its own page. */
export function InstructionPanel({ incidentId }: { readonly incidentId: string }) {
  const go = useGo()
  const mayRead = useCan('instruction:read')
  const list = useRoute(routes.listInstructions, { query: { incidentId, status: 'all', limit: 100 } }, { touches: ['instruction', 'instruction-duty', 'supervision-notice'], enabled: mayRead })
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'] })
  if (!mayRead) return <NoPermissionState permission="查看批示" />
  if (list.data === undefined) return list.error === null ? <LoadingState /> : <ErrorState hint={list.error.problem.detail} code={list.error.problem.code} onRetry={() => void list.refetch()} />
  return (
    <div className={styles.panel}>
      <GiveInstructionButton incidentId={incidentId} aboutTitle={incident.data?.title ?? '本事件'} primary />
      {list.data.items.length === 0 ? (
        <EmptyState symbol="note" title="还没有批示" hint="领导对本事件的批示、上级批示和承办情况会列在这里。" />
      ) : (
        <ul className={styles.list}>
          {sortInstructions(list.data.items).map((instruction) => (
            <InstructionRow key={instruction.id} instruction={instruction} current={false} onOpen={() => go(paths.instructions(instruction.id))} />
          ))}
        </ul>
      )}
    </div>
  )
}
