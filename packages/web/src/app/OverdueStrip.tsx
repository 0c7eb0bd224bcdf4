import { routes } from '@fengsui/contract'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { paths, useGo } from '../lib/navigation.ts'
import { useSession } from '../lib/session.tsx'
import { useRoute } from '../lib/use-route.ts'
import { durationText, monthDayTime } from '../ui/clocks/time-text.ts'
import { RedStrip } from '../ui/frames/RedStrip.tsx'
import { useNow } from '../ui/now-context.tsx'

type Clock = RouteResponse<typeof routes.listClocks>['items'][number]

/** Running clocks past their time, the own unit's first, then the longest overdue. */
export function listOverdue(clocks: readonly Clock[], now: number, unitId: string): readonly Clock[] {
  return clocks
    .filter(({ status, dueAt }) => status === 'running' && Date.parse(dueAt) < now)
    .sort((a, b) => Number(b.fromUnitId === unitId) - Number(a.fromUnitId === unitId) || Date.parse(a.dueAt) - Date.parse(b.dueAt))
}

/** Seconds are left to the clock itself: this text is spoken, and must not be spoken anew each second. */
function overdueWords(milliseconds: number): string {
  return milliseconds < 60_000 ? '刚过时限' : `已超时 ${durationText(milliseconds)}`
}

/** The red strip for legal reporting clocks of the jurisdiction that ran out. */
export function OverdueStrip() {
  const go = useGo()
  const { account } = useSession()
  const clocks = useRoute(routes.listClocks, { query: { status: 'running', limit: 500 } }, { touches: ['clock'] })
  const now = useNow()
  const overdue = listOverdue(clocks.data?.items ?? [], now, account.unitId)
  const first = overdue[0]
  if (first === undefined) return null
  const own = first.fromUnitId === account.unitId
  const more = overdue.length > 1 ? `；另有 ${overdue.length - 1} 项超时` : ''
  return (
    <RedStrip
      title={`${own ? '本单位' : first.fromUnitName}报送${overdueWords(now - Date.parse(first.dueAt))}：${first.title}`}
      detail={`${first.incidentTitle} · 应于 ${monthDayTime(first.dueAt)} 前报${first.toUnitName}${more}`}
      actions={[{ label: own ? '立即报送' : '查看事件', onPress: () => go(paths.incident(first.incidentId)) }]}
    />
  )
}
