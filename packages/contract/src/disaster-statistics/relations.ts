import { annualCodes } from './forms/annual.ts'
import { formSetKeys, getIndicator, indicators, keyName, listCodes, NOW, type FormSetKey } from './catalogue.ts'

/** How two sides stand to each other. */
export type Operator = '=' | '>='
/** `error` stops handing in; `check` may be explained. */
export type Severity = 'error' | 'check'

/** A logic relation (逻辑关系): left stands to the sum of right. Sides are keys of values. */
export interface Relation {
  readonly id: string
  readonly left: string
  readonly operator: Operator
  readonly right: readonly string[]
  readonly severity: Severity
  readonly basis: string
}

/** Reads `A01013=A01014+A01015` and chains such as `A01021>=A01022>=A01023`. */
function read(form: string, item: number, spelled: string): Relation[] {
  const parts = spelled.split(/(>=|=)/)
  const found: Relation[] = []
  for (let index = 0; index + 2 < parts.length; index += 2) {
    const [left = '', operator = '=', right = ''] = parts.slice(index, index + 3)
    found.push({ id: `${left}${operator}${right}`, left, operator: operator as Operator, right: right.split('+'), severity: 'error', basis: `${form} 逻辑关系第 ${String(item)} 项` })
  }
  return found
}

const ofForm = (form: string, ...items: readonly string[]): Relation[] => items.flatMap((item, index) => item.split(',').flatMap((spelled) => read(form, index + 1, spelled)))

const quick = ofForm('A01',
  'A01007>=A01008,A01007>=A01009,A01007>=A01010,A01007>=A01011,A01007>=A01012,A01007>=A01013,A01007>=A01014,A01007>=A01015,A01007>=A01017,A01007>=A01018,A01007>=A01019>=A01020,A01010>=A01011,A01013=A01014+A01015,A01014>=A01016',
  'A01021>=A01022>=A01023,A01024>=A01025>=A01026,A01027>=A01028>=A01029',
  'A01030>=A01031,A01032>=A01033,A01034>=A01035,A01030>=A01032>=A01034,A01031>=A01033>=A01035,A01038>=A01039,A01038>=A01040,A01041>=A01042,A01041>=A01043',
  'A01058=A01059+A01060+A01061+A01062+A01063+A01064')

/** B01: "as in the quick form", for those whose indicators the year's form asks too. */
const annual = quick.flatMap((relation): Relation[] => {
  const left = annualCodes[relation.left]
  const right = relation.right.flatMap((code) => annualCodes[code] ?? [])
  if (left === undefined || right.length !== relation.right.length) return []
  return [{ ...relation, id: `${left}${relation.operator}${right.join('+')}`, left, right, basis: `B01 逻辑关系（同快报表，${relation.basis.replace('A01 逻辑关系', '')}）` }]
})

/** The relations as printed. B02 prints some codes with one digit too many (B0200017); they are read as B02017 and so on. */
const printed: readonly Relation[] = [
  ...quick,
  ...ofForm('A02',
    'A02002>=A02001,A02004>=A02003,A02006>=A02005,A02013>=A02012,A02015>=A02014,A02017>=A02016', 'A02011=A02008+A02009+A02010', 'A02022=A02019+A02020+A02021',
    'A01023=A02001+A02012,A01026=A02003+A02014,A01029=A02005+A02016,A01022=A02002+A02013,A01025=A02004+A02015,A01028=A02006+A02017', 'A01059=A02007+A02011+A02018+A02022'),
  ...ofForm('A03', 'A01060=A03002+A03006+A03010+A03014'),
  ...ofForm('A04', 'A01046>=A04002+A04004+A04006', 'A01061>=A04001+A04003+A04005+A04007'),
  ...ofForm('A05', 'A01053>=A05009', 'A01062>=A05005+A05006+A05007+A05013+A05016+A05020+A05023'),
  ...ofForm('A06', 'A01057=A06005+A06006', 'A01063>=A06001+A06004+A06007+A06009+A06011+A06015'),
  ...ofForm('A07', 'A07005>=A07006'),
  ...annual,
  ...ofForm('B02', 'B02001=B02002+B02003+B02004+B02005', 'B02016>=B02017+B02018+B02019+B02020+B02021', 'B02022>=B02023+B02024+B02025+B02026+B02027', 'B02028>=B02029'),
]

/** Present values never exceed cumulative ones, and stand to each other as these do: it follows from what the two mean (总说明（六）1（2）). */
const ofPresentValues: readonly Relation[] = [
  ...[...indicators.values()].filter(({ dual }) => dual).map(({ code }): Relation => ({ id: `${code}>=${code}${NOW}`, left: code, operator: '>=', right: [`${code}${NOW}`], severity: 'error', basis: '实时值是存量、累计值是总量（总说明六、续报）' })),
  ...([['A01013', 'A01014'], ['A01014', 'A01016'], ['A01019', 'A01020']] as const).map(([left, right]): Relation => ({ id: `${left}${NOW}>=${right}${NOW}`, left: `${left}${NOW}`, operator: '>=', right: [`${right}${NOW}`], severity: 'error', basis: 'A01 逻辑关系第 1 项，用于实时值' })),
]

/** Parts named 其中 that the regulation states no relation for: more of the part than of the whole is at least to be explained. */
const platformChecks: readonly Relation[] = (['B02007>=B02008', 'B02009>=B02010', 'B02011>=B02012', 'B02013>=B02014', 'A01044>=A03011', 'A01038>=A01039+A01040', 'A01041>=A01042+A01043', 'B01030>=B01031+B01032', 'B01033>=B01034+B01035'] as const)
  .flatMap((spelled) => read('', 0, spelled)).map((relation) => ({ ...relation, severity: 'check', basis: '平台默认核对：“其中”项不大于总项' }))

export const relations: readonly Relation[] = [...printed, ...ofPresentValues, ...platformChecks]

const bySet: Readonly<Record<FormSetKey, readonly Relation[]>> = Object.fromEntries(formSetKeys.map((set) => {
  const codes = new Set(listCodes(set))
  return [set, relations.filter((relation) => [relation.left, ...relation.right].every((key) => codes.has(key.replace(NOW, ''))))]
})) as unknown as Record<FormSetKey, readonly Relation[]>

/** The relations among the indicators of a set. */
export function listRelations(set: FormSetKey): readonly Relation[] {
  return bySet[set]
}

/** `紧急转移安置人口（A01013）＝集中安置人口（A01014）＋分散安置人口（A01015）`. */
export function relationWords(relation: Relation): string {
  const side = (keys: readonly string[]): string => keys.map((key) => `${keyName(key)}（${key.replace(NOW, '')}）`).join('＋')
  return `${side([relation.left])}${relation.operator === '=' ? '＝' : '≥'}${side(relation.right)}`
}

/** @throws RangeError when a relation names a code no form has; called by the tests of the tables */
export function requireKnownCodes(relation: Relation): void {
  for (const key of [relation.left, ...relation.right]) getIndicator(key.replace(NOW, ''))
}
