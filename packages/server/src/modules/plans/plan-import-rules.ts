import { isCarriableText } from '@fengsui/contract/kernel'
import { planProblems, StructuredPlan } from '@fengsui/contract/plans/structured'

export interface PlanFault {
  path: string
  message: string
}

/** Telephone numbers belong into the address book, where they can be masked and destroyed; a plan goes into the journal. */
const PHONE = /(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/u
const MAX_FAULTS = 50
/** Far deeper than any plan; a hostile nesting is refused before it exhausts the stack. */
const MAX_DEPTH = 30

/** Reads a structured plan as handed in. Every fault is named with its place, so that one round of corrections is enough. */
export function readPlan(input: unknown): { plan: StructuredPlan; faults: [] } | { plan: null; faults: PlanFault[] } {
  const parsed = StructuredPlan.safeParse(input)
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => ({ path: ['structure', ...issue.path.map(String)].join('.'), message: issue.message }))),
    ...listTextFaults(input, 'structure'),
  ].slice(0, MAX_FAULTS)
  return parsed.success && faults.length === 0 ? { plan: parsed.data, faults: [] } : { plan: null, faults }
}

function listTextFaults(value: unknown, path: string, depth = 0): PlanFault[] {
  if (depth > MAX_DEPTH) return [{ path: path.slice(0, 200), message: '内容嵌套过深，请按结构化预案的格式整理' }]
  if (typeof value === 'string') {
    if (!isCarriableText(value)) return [{ path, message: '含有不能保存的字符（如空字符、残缺的表情符号），请删除后重试' }]
    return PHONE.test(value.normalize('NFKC')) ? [{ path, message: '预案里不要写电话号码，请在通讯录维护' }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [...(isCarriableText(key) ? [] : [{ path, message: '字段名含有不能保存的字符' }]), ...listTextFaults(each, `${path}.${key}`, depth + 1)])
}

export interface PlanFinding {
  severity: string
  path: string
  text: string
}

/** What does not fit inside the plan, for whoever corrects it. */
export function listFindings(plan: StructuredPlan): PlanFinding[] {
  return planProblems(plan).map(({ severity, path, messageZh }) => ({ severity, path, text: messageZh }))
}

/** Why a draft cannot be put in force on a legal day (`20190810`), or null. A plan with errors cannot be carried out as written. */
export function whyNotInForce(plan: StructuredPlan, status: 'draft' | 'inForce' | 'retired', legalDay: string): string | null {
  if (status === 'inForce') return '这个预案已经生效'
  if (status === 'retired') return '这个预案已经废止，请导入新版'
  if (plan.validFrom.replaceAll('-', '') > legalDay) return `预案自 ${plan.validFrom} 起施行，请到期再生效`
  const errors = planProblems(plan).filter((problem) => problem.severity === 'error')
  if (errors.length > 0) return `预案内部还有 ${String(errors.length)} 处错误，请改正后重新导入：${errors.slice(0, 3).map((problem) => problem.messageZh).join('')}`
  return null
}
