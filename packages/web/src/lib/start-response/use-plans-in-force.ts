import { routes } from '@fengsui/contract'
import type { PlanSummary } from '@fengsui/contract/plans'
import { useSession } from '../session.tsx'
import { useRoute } from '../use-route.ts'

/** Plans that can be carried out now; those of the own place first, for they are the ones one may start. */
export function usePlansInForce(enabled: boolean): { plans: readonly PlanSummary[]; loading: boolean } {
  const { division } = useSession()
  const list = useRoute(routes.listPlans, { query: { limit: 500 } }, { touches: ['plan'], enabled })
  const inForce = (list.data?.items ?? []).filter((plan) => plan.status === 'inForce')
  const own = (plan: PlanSummary): number => (plan.divisionCode === division.code ? 0 : 1)
  return { plans: [...inForce].sort((a, b) => own(a) - own(b) || a.divisionCode.localeCompare(b.divisionCode)), loading: list.isPending && enabled }
}
