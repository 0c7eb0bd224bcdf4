import { formatLegalBasis, type LegalBasis, type Verification } from '../incidents/grading/index.ts'

/** Whom a report goes to beside the line upwards: units of the same place, found by their duty or, where no duty names them, by their name. Dated. */
export interface RoutingRule {
  readonly id: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly basis: LegalBasis
  readonly verified: Verification
  /** `natural-disaster` …; absent: every class. */
  readonly classes?: readonly string[]
  /** Only from this grade up (1 is gravest). */
  readonly fromGrade?: 1 | 2 | 3 | 4
  readonly kinds?: readonly ('initial' | 'followUp' | 'final')[]
  readonly to: readonly { readonly roles?: readonly string[]; readonly nameHas?: readonly string[]; readonly labelZh: string }[]
  readonly reasonZh: string
  /** Chosen before the sender looks; the others are offered. */
  readonly chosen: boolean
}

const article10: LegalBasis = { instrument: '生产安全事故报告和调查处理条例（国务院令第493号）', article: '第十条', issuedBy: '国务院' }
const article17: LegalBasis = { instrument: '中华人民共和国突发事件应对法（2024年修订）', article: '第十七条', issuedBy: '全国人民代表大会常务委员会' }
const platform: LegalBasis = { instrument: '平台默认通报范围（请按本地预案核定）', article: '按事件类别', issuedBy: '本平台' }

export const routingRules: readonly RoutingRule[] = [
  {
    id: 'routing.accident-article-10', validFrom: '2007-06-01', validTo: null, basis: article10, verified: 'verified', classes: ['accident'], reasonZh: '生产安全事故应通知公安、劳动保障、工会、检察院', chosen: true,
    to: [
      { roles: ['public-security'], labelZh: '公安机关' }, { nameHas: ['人力资源和社会保障', '劳动保障'], labelZh: '劳动保障行政部门' },
      { nameHas: ['总工会', '工会'], labelZh: '工会' }, { nameHas: ['人民检察院'], labelZh: '人民检察院' },
    ],
  },
  { id: 'routing.own-government', validFrom: '2007-11-01', validTo: null, basis: article17, verified: 'from-memory', reasonZh: '向本级人民政府报告', chosen: true, to: [{ roles: ['county-government', 'town-government'], labelZh: '本级人民政府' }] },
  { id: 'routing.member-natural', validFrom: '2007-11-01', validTo: null, basis: platform, verified: 'from-memory', classes: ['natural-disaster'], fromGrade: 3, reasonZh: '自然灾害相关成员单位', chosen: false, to: [{ roles: ['emergency'], labelZh: '应急管理部门' }, { roles: ['flood-office'], labelZh: '防汛指挥机构' }, { roles: ['fire'], labelZh: '消防救援机构' }, { roles: ['health'], labelZh: '卫生健康部门' }] },
  { id: 'routing.member-accident', validFrom: '2007-06-01', validTo: null, basis: platform, verified: 'from-memory', classes: ['accident'], reasonZh: '事故灾难相关成员单位', chosen: false, to: [{ roles: ['emergency'], labelZh: '应急管理部门' }, { roles: ['fire'], labelZh: '消防救援机构' }, { roles: ['health'], labelZh: '卫生健康部门' }] },
  { id: 'routing.member-health', validFrom: '2007-11-01', validTo: null, basis: platform, verified: 'from-memory', classes: ['public-health'], reasonZh: '公共卫生事件相关成员单位', chosen: false, to: [{ roles: ['health'], labelZh: '卫生健康部门' }, { roles: ['education'], labelZh: '教育部门' }, { roles: ['public-security'], labelZh: '公安机关' }] },
  { id: 'routing.member-social', validFrom: '2007-11-01', validTo: null, basis: platform, verified: 'from-memory', classes: ['social-security'], reasonZh: '社会安全事件相关成员单位', chosen: false, to: [{ roles: ['public-security'], labelZh: '公安机关' }, { roles: ['publicity'], labelZh: '宣传部门' }] },
]

export interface RoutableUnit {
  readonly unitId: string
  readonly name: string
  readonly role: string
}

/** One unit proposed, with every reason for it; an office proposed by law that the place has no unit for is named too. */
export interface RoutingProposal {
  readonly unitId: string | null
  readonly name: string
  readonly chosen: boolean
  readonly reasons: { ruleId: string; text: string; basis: string }[]
}

/**
 * Units of the reporting place that should be told of a report sideways, lawful ones first. A proposal: the signer may take any out.
 * @param day legal day (`YYYY-MM-DD`) on which the rules hold
 */
export function proposeRouting(input: { readonly incidentClass: string; readonly grade: number | null; readonly kind: 'initial' | 'followUp' | 'final'; readonly units: readonly RoutableUnit[]; readonly day: string }): RoutingProposal[] {
  const proposals = new Map<string, { unitId: string | null; name: string; chosen: boolean; reasons: { ruleId: string; text: string; basis: string }[] }>()
  const inForce = routingRules.filter((rule) => rule.validFrom <= input.day && (rule.validTo === null || input.day < rule.validTo)
    && (rule.classes === undefined || rule.classes.includes(input.incidentClass))
    && (rule.fromGrade === undefined || (input.grade !== null && input.grade <= rule.fromGrade))
    && (rule.kinds === undefined || rule.kinds.includes(input.kind)))
  for (const rule of inForce) {
    for (const target of rule.to) {
      const found = input.units.filter((unit) => target.roles?.includes(unit.role) === true || target.nameHas?.some((word) => unit.name.includes(word)) === true)
      const reason = { ruleId: rule.id, text: rule.reasonZh, basis: formatLegalBasis(rule.basis) }
      if (found.length === 0 && rule.basis === article10) proposals.set(`missing:${target.labelZh}`, { unitId: null, name: target.labelZh, chosen: false, reasons: [reason] })
      for (const unit of found) {
        const known = proposals.get(unit.unitId)
        if (known) {
          known.reasons.push(reason)
          known.chosen ||= rule.chosen
        } else proposals.set(unit.unitId, { unitId: unit.unitId, name: unit.name, chosen: rule.chosen, reasons: [reason] })
      }
    }
  }
  return [...proposals.values()]
}
