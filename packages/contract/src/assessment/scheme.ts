/** What may be counted for or against a unit's reporting. `automatic` items come from the record, the others are entered with a reason. */
export const assessmentItems = {
  late: { name: '迟报', source: '报送时限', automatic: true },
  missed: { name: '未报', source: '报送时限', automatic: true },
  incomplete: { name: '要素不全', source: '信息报告', automatic: true },
  suspicionLate: { name: '认定迟报', source: '疑点认定', automatic: true },
  suspicionOmitted: { name: '认定漏报', source: '疑点认定', automatic: true },
  suspicionFalse: { name: '认定谎报', source: '疑点认定', automatic: true },
  suspicionConcealed: { name: '认定瞒报', source: '疑点认定', automatic: true },
  correctionOverdue: { name: '逾期未更正', source: '更正要求', automatic: true },
  spotCheckMissed: { name: '抽查未应答', source: '值班抽查', automatic: true },
  instructionOverdue: { name: '批示逾期', source: '批示督办', automatic: true },
  adopted: { name: '信息被采用', source: '登记', automatic: false },
  commended: { name: '受上级表扬', source: '登记', automatic: false },
  criticised: { name: '受上级通报批评', source: '登记', automatic: false },
} as const
export type AssessmentItemKey = keyof typeof assessmentItems
export const assessmentItemKeys = Object.keys(assessmentItems) as AssessmentItemKey[]

/** Points of one item: each time, and at most in a month (absolute; null = no limit). An item of 0 points is shown but counts nothing. */
interface SchemeItem {
  readonly key: AssessmentItemKey
  readonly points: number
  readonly cap: number | null
}

/** How a month is scored. The law asks for timely and true reports (突发事件应对法 2024 Art 61; 生产安全事故报告和调查处理条例) but sets no points. */
export interface AssessmentScheme {
  readonly name: string
  /** Points everybody starts with. */
  readonly base: number
  readonly items: readonly SchemeItem[]
  /** Working days in which a unit may object to a published bulletin. */
  readonly objectionDays: number
  readonly basis: string
}

/** What counts until a place sets its own: a proposal of the platform, marked as such. */
export const defaultScheme: AssessmentScheme = {
  name: '平台默认考核办法', base: 100, objectionDays: 5, basis: '平台默认；突发事件应对法（2024）要求及时、如实报告，分值由各地自定',
  items: [
    { key: 'late', points: -2, cap: 20 }, { key: 'missed', points: -5, cap: 30 }, { key: 'incomplete', points: -1, cap: 10 }, { key: 'suspicionLate', points: -5, cap: 30 }, { key: 'suspicionOmitted', points: -10, cap: null },
    { key: 'suspicionFalse', points: -20, cap: null }, { key: 'suspicionConcealed', points: -30, cap: null }, { key: 'correctionOverdue', points: -5, cap: null }, { key: 'spotCheckMissed', points: -3, cap: 15 }, { key: 'instructionOverdue', points: -2, cap: 10 },
    { key: 'adopted', points: 1, cap: 10 }, { key: 'commended', points: 3, cap: 6 }, { key: 'criticised', points: -5, cap: null },
  ],
}
