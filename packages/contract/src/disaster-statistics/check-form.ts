import { getIndicator, keyName, NOW, type FormSetKey } from './catalogue.ts'
import { listRelations, relationWords, type Relation, type Severity } from './relations.ts'
import { hundredths, valueWords, type FormValues } from './values.ts'

/** The kinds a return comes in (初报、续报、核报). */
export const returnKindNames = { initial: '初报', followUp: '续报', final: '核报' } as const
export type ReturnKind = keyof typeof returnKindNames

/** A side of a broken relation: what it is made of and what that comes to. */
export interface Side {
  readonly words: string
  readonly value: number
  /** False where some of its figures are unknown: the true value is at least this. */
  readonly complete: boolean
}

/** Something in a form that does not hold. `keys` are the figures concerned. */
export interface Finding {
  readonly id: string
  readonly severity: Severity
  readonly text: string
  readonly basis: string
  readonly keys: readonly string[]
  readonly left?: Side
  readonly right?: Side
}

function sideOf(keys: readonly string[], values: FormValues): { cents: number; known: number; side: Side } {
  const given = keys.flatMap((key) => (typeof values[key] === 'number' ? [{ key, value: values[key] }] : []))
  const cents = given.reduce((sum, { value }) => sum + hundredths(value), 0)
  const words = keys.map((key) => `${keyName(key)} ${valueWords(key, values[key]) || '未填'}`).join(' ＋ ')
  return { cents, known: given.length, side: { words, value: cents / 100, complete: given.length === keys.length } }
}

/**
 * Whether a relation is broken by what is known. Unknown figures are not zero: an equation with an unknown part is broken only where the known
 * parts already exceed the whole, a comparison only where the known parts on the right exceed the left.
 */
export function isBroken(relation: Relation, values: FormValues): boolean {
  const left = sideOf([relation.left], values)
  const right = sideOf(relation.right, values)
  if (left.known === 0 || right.known === 0) return false
  if (left.cents < right.cents) return true
  return relation.operator === '=' && right.side.complete && left.cents !== right.cents
}

/** Broken relations of a set's values, each with both sides, their values and the figures concerned. */
export function checkForm(set: FormSetKey, values: FormValues): Finding[] {
  return listRelations(set).filter((relation) => isBroken(relation, values)).map((relation) => {
    const left = sideOf([relation.left], values).side
    const right = sideOf(relation.right, values).side
    return {
      id: relation.id, severity: relation.severity, basis: relation.basis, keys: [relation.left, ...relation.right], left, right,
      text: `应有 ${relationWords(relation)}；现在左边 ${String(left.value)}，右边${right.complete ? '' : '至少'} ${String(right.value)}`,
    }
  })
}

/** Cumulative figures that became smaller since the last report: possible after checking, never without a word. */
export function checkAgainstLast(values: FormValues, last: FormValues | null): Finding[] {
  if (last === null) return []
  return Object.entries(last).flatMap(([key, before]): Finding[] => {
    const now = values[key]
    if (key.endsWith(NOW) || typeof before !== 'number' || getIndicator(key).sum === 'max') return []
    if (now === null || now === undefined) return [{ id: `withdrawn:${key}`, severity: 'check', basis: '平台默认核对', keys: [key], text: `${keyName(key)}上次报 ${valueWords(key, before)}，这次未填：未知不等于 0，请填写或说明` }]
    if (typeof now !== 'number' || hundredths(now) >= hundredths(before)) return []
    return [{ id: `fell:${key}`, severity: 'check', basis: '累计值为灾害发生后至报送时点的总量（总说明六、续报）；平台默认核对', keys: [key], text: `${keyName(key)}累计值由上次的 ${valueWords(key, before)} 降为 ${valueWords(key, now)}，请核对或说明` }]
  })
}

/** What the lists D01 and D02 hold for a place. */
export interface ListTotals {
  readonly dead: number
  readonly missing: number
  readonly houses: { readonly collapsedRooms: number; readonly collapsedHouseholds: number; readonly severeRooms: number; readonly severeHouseholds: number; readonly slightRooms: number; readonly slightHouseholds: number; readonly listed: number }
}

/**
 * The list of the dead and missing against the figures. While it goes on the figures come first (先报后核), so a difference is to be explained; in
 * the checked report it must be gone. Houses are listed by household for the checked report only.
 */
export function checkAgainstLists(values: FormValues, lists: ListTotals, kind: ReturnKind): Finding[] {
  const pairs: [key: string, listed: number, list: string][] = [['A01008', lists.dead, '因灾死亡失踪人口一览表（D01）死亡'], ['A01009', lists.missing, '因灾死亡失踪人口一览表（D01）失踪']]
  if (kind === 'final' || lists.houses.listed > 0) {
    const { houses } = lists
    const list = '因灾倒塌损坏住房户一览表（D02）'
    pairs.push(['A01022', houses.collapsedRooms, list], ['A01023', houses.collapsedHouseholds, list], ['A01025', houses.severeRooms, list], ['A01026', houses.severeHouseholds, list], ['A01028', houses.slightRooms, list], ['A01029', houses.slightHouseholds, list])
  }
  return pairs.flatMap(([key, listed, list]): Finding[] => {
    const stated = values[key]
    if (typeof stated !== 'number' ? listed === 0 : stated === listed) return []
    const persons = key === 'A01008' || key === 'A01009'
    return [{
      id: `list:${key}`, severity: kind === 'final' && persons ? 'error' : 'check', keys: [key], basis: persons ? '总说明（六）1：造成人员死亡失踪的须填一览表；先报后核' : '总说明（六）1：倒损住房分户建表，核报阶段上报',
      text: `${keyName(key)}填 ${valueWords(key, stated) || '未填'}，${list}登记 ${String(listed)}：${kind === 'final' && persons ? '核报时须一致' : '请补登一览表或说明差异'}`,
    }]
  })
}

/** Words and figures that do not go with the kind of disaster or the kind of report. */
export function checkPlausible(values: FormValues, process: { readonly hazard: string | null; readonly startedOn: string }, kind: ReturnKind): Finding[] {
  const findings: Finding[] = []
  const add = (id: string, severity: Severity, keys: string[], text: string, basis = '平台默认核对'): void => void findings.push({ id, severity, keys, text, basis })
  const above = (key: string): boolean => typeof values[key] === 'number' && values[key] > 0
  const drought = ['A01019', 'A01020', 'A01036', 'A01041', 'A01042', 'A01043'].filter(above)
  if (drought.length > 0 && process.hazard !== 'drought' && process.hazard !== null) add('hazard:drought', 'check', drought, `本过程不是干旱灾害，却填了${drought.map(keyName).join('、')}`)
  if (above('A01003') && process.hazard !== 'earthquake' && process.hazard !== null) add('hazard:earthquake', 'check', ['A01003'], '本过程不是地震灾害，却填了地震震级')
  const [from, to] = [values['A01004'], values['A01005']]
  if (typeof from === 'string' && typeof to === 'string' && to < from.slice(0, 10)) add('time:order', 'error', ['A01004', 'A01005'], `灾害结束时间 ${to} 早于发生时间 ${from}`)
  const presentOnly = kind === 'final' ? [] : Object.keys(values).filter((key) => !key.endsWith(NOW) && typeof values[key] === 'number' && getIndicator(key).dual && values[`${key}${NOW}`] === undefined)
  if (presentOnly.length > 0) add('present:missing', 'check', presentOnly.map((key) => `${key}${NOW}`), `${presentOnly.map(keyName).join('、')}只填了累计值，未填实时值`, '总说明（六）1（2）：分别统计实时值和累计值')
  return findings
}
