import { commandRoutes } from '@fengsui/contract/command'
import { disasterStatisticsRoutes } from '@fengsui/contract/disaster-statistics'
import { evacuationRoutes } from '@fengsui/contract/evacuation'
import type { Permission, Route, RouteResponse } from '@fengsui/contract/kernel'
import { notificationRoutes } from '@fengsui/contract/notifications'
import { orgRoutes } from '@fengsui/contract/org'
import { resourceRoutes } from '@fengsui/contract/resources'
import { signalRoutes } from '@fengsui/contract/signals'
import { warningRoutes } from '@fengsui/contract/warnings'
import { callRoute } from '../../lib/api.ts'
import type { RequestOf } from '../../lib/api.ts'
import type { KeptMe } from './phone-session.ts'

/** Something the phone keeps to be read without a network. */
interface ReadSpec<R extends Route> {
  readonly route: R
  /** What it is, for the list of kept data. */
  readonly words: string
  readonly needs: Permission | null
  /** Kinds of objects whose live change makes it old. */
  readonly touches: readonly string[]
  readonly load: (me: KeptMe) => Promise<RouteResponse<R>>
}

const spec = <const R extends Route>(given: ReadSpec<R>): ReadSpec<R> => given
/** Most pages of one list; 500 rows each. */
const mostPages = 8
const pageSize = 500

/** All rows of a paged list as one answer. */
async function loadPages<T>(load: (after: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<{ items: T[]; next: string | null }> {
  const items: T[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await load(after)
    items.push(...answer.items)
    if (answer.next === null) return { items, next: null }
    after = answer.next
  }
  return { items, next: after ?? null }
}

const from = (after: string | undefined): { limit: number; after?: string } => ({ limit: pageSize, ...(after === undefined ? {} : { after }) })
const call = <R extends Route>(route: R, request: RequestOf<R>): Promise<RouteResponse<R>> => callRoute(route, request)

export const readSpecs = {
  calls: spec({ route: notificationRoutes.listMyCalls, words: '叫到我的', needs: 'call:answer', touches: ['call', 'call-recipient'], load: () => call(notificationRoutes.listMyCalls, { query: { status: 'open' } }) }),
  tasks: spec({ route: commandRoutes.listTasks, words: '我的任务', needs: 'task:read', touches: ['task'], load: () => call(commandRoutes.listTasks, { query: { mine: 'true', status: 'open', limit: pageSize } }) }),
  notices: spec({ route: commandRoutes.listNotices, words: '通知', needs: 'task:read', touches: ['notice'], load: () => call(commandRoutes.listNotices, { query: { limit: 50 } }) }),
  warnings: spec({ route: warningRoutes.listWarnings, words: '生效预警', needs: 'warning:read', touches: ['warning'], load: () => call(warningRoutes.listWarnings, { query: { status: 'inForce', limit: 100 } }) }),
  households: spec({
    route: evacuationRoutes.listHouseholds, words: '转移台账', needs: 'evacuation:read', touches: ['transfer-household', 'return-release'],
    load: (me) => loadPages((after) => call(evacuationRoutes.listHouseholds, { query: { divisionCode: me.account.divisionCode, ...from(after) } })),
  }),
  disasters: spec({ route: disasterStatisticsRoutes.listDisasterProcesses, words: '灾害过程', needs: 'disaster:read', touches: ['disaster-process', 'disaster-return'], load: () => call(disasterStatisticsRoutes.listDisasterProcesses, { query: { status: 'open', kind: 'event', limit: 20 } }) }),
  shelters: spec({ route: resourceRoutes.listShelters, words: '避难场所', needs: 'resource:read', touches: ['shelter'], load: () => call(resourceRoutes.listShelters, { query: { limit: pageSize } }) }),
  villages: spec({ route: orgRoutes.listDivisions, words: '地名', needs: null, touches: ['division'], load: (me) => call(orgRoutes.listDivisions, { query: me.division.level === 'village' ? { q: me.account.divisionCode, limit: 1 } : { parent: me.account.divisionCode, limit: 1000 } }) }),
  signals: spec({ route: signalRoutes.listSignals, words: '我报的险情', needs: 'signal:read', touches: ['signal'], load: () => call(signalRoutes.listSignals, { query: { status: 'all', limit: 50 } }) }),
} as const

export type ReadName = keyof typeof readSpecs
export type ReadData<N extends ReadName> = RouteResponse<(typeof readSpecs)[N]['route']>
export const readNames = Object.keys(readSpecs) as readonly ReadName[]
