import { routes } from '@fengsui/contract'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { FindingList } from './FindingList.tsx'
import styles from './evaluation.module.css'

/** The findings so far, beside the incident; the whole evaluation has a page of its own. */
export function EvaluationPanel({ incidentId }: { readonly incidentId: string }) {
  const mayRead = useCan('evaluation:read')
  const query = useRoute(routes.getEvaluation, { params: { incidentId } }, { touches: ['evaluation', 'improvement', 'clock', 'suspicion', 'shortage', 'linkage-alarm'], enabled: mayRead })
  if (!mayRead) return <NoPermissionState permission="查看处置评估" />
  if (query.error !== null && query.data === undefined) return <ErrorState hint={query.error.message} code={query.error.problem.code} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <LoadingState />
  return (
    <div className={styles.panel}>
      <LinkTo to={paths.evaluation(incidentId)}>打开处置评估（数字、改进建议、印发）</LinkTo>
      <FindingList incidentId={incidentId} findings={query.data.findings} />
    </div>
  )
}
