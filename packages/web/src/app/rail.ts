import type { Permission } from '@fengsui/contract/kernel'
import { paths } from '../lib/navigation.ts'
import type { SymbolName } from '../ui/symbols/symbols.ts'

/** A place of the rail and what one must be allowed to see it. */
interface RailPlace {
  readonly key: string
  readonly word: string
  readonly symbol: SymbolName
  readonly path: string
  readonly needs: Permission
}

const places: readonly RailPlace[] = [
  { key: 'duty', word: '值班', symbol: 'rail-duty', path: paths.duty(), needs: 'signal:read' },
  { key: 'reporting', word: '报送', symbol: 'note', path: paths.reporting(), needs: 'instruction:read' },
  { key: 'incidents', word: '指挥', symbol: 'rail-commandPost', path: paths.incidents(), needs: 'incident:read' },
  { key: 'map', word: '一张图', symbol: 'rail-map', path: paths.map(), needs: 'incident:read' },
  { key: 'warnings', word: '预警', symbol: 'rail-warning', path: paths.warnings(), needs: 'warning:read' },
  { key: 'dispatch', word: '调度', symbol: 'force-truck', path: paths.dispatch(), needs: 'dispatch:read' },
  { key: 'calls', word: '叫应', symbol: 'source-phoneCall', path: paths.calls(), needs: 'call:read' },
  { key: 'tasks', word: '任务', symbol: 'doubleCheck', path: paths.tasks(), needs: 'task:read' },
  { key: 'resources', word: '资源', symbol: 'rail-resource', path: paths.resources(), needs: 'resource:read' },
  { key: 'plans', word: '预案', symbol: 'rail-plan', path: paths.plans(), needs: 'plan:read' },
  { key: 'statistics', word: '统计', symbol: 'rail-statistics', path: paths.statistics(), needs: 'assessment:read' },
  { key: 'replay', word: '回放', symbol: 'play', path: paths.replays(), needs: 'sandbox:run' },
  { key: 'admin', word: '组织', symbol: 'users', path: paths.admin(), needs: 'org:read' },
]

/** What the role may use, in the order of the rail. An administrator's place for the organisation is 管理. */
export function listRailPlaces(permissions: readonly Permission[]): readonly RailPlace[] {
  const held = new Set(permissions)
  return places
    .filter(({ needs }) => held.has(needs))
    .map((place) => (place.key === 'admin' && held.has('account:manage') ? { ...place, word: '管理', symbol: 'rail-administration' } : place))
}

/** Rail place an address belongs to: reports and rosters are duty work, what is reported beside incidents is 报送. */
export function railKeyOf(pathname: string): string | null {
  const first = pathname.split('/')[1] ?? ''
  if (first === 'reports' || first === 'rosters') return 'duty'
  if (first === 'disasters' || first === 'instructions') return 'reporting'
  return places.some(({ key }) => key === first) ? first : null
}

/** Where a role starts: who verifies at the desk, who keeps goods at the goods, who only works off tasks at them, the rest at the first place they have. */
export function homePathOf(permissions: readonly Permission[]): string | null {
  const held = new Set(permissions)
  if (held.has('signal:verify') || held.has('suspicion:decide')) return paths.duty()
  if (held.has('account:manage')) return paths.admin()
  if (held.has('response:decide') || held.has('incident:edit')) return paths.incidents()
  if (held.has('stock:edit')) return paths.resources('stock')
  if (held.has('task:work') && held.has('incident:read')) return paths.tasks()
  return listRailPlaces(permissions)[0]?.path ?? null
}
