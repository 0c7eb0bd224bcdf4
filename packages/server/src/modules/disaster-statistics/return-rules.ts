import {
  getIndicator, hazardWords, listFindings, listFormCodes, listRequiredForms, natureNames, NOW, returnKindNames, returnLifecycle, returnStatusNames,
  type DisasterProcess, type DisasterReturn, type Finding, type FormSetKey, type FormValue, type FormValues, type ListTotals, type ReturnKind,
} from '@fengsui/contract/disaster-statistics'
import { divisionLevelOf, Problem } from '@fengsui/contract/kernel'

/** A version as far as what follows it needs to know. */
export type Version = Pick<DisasterReturn, 'id' | 'kind' | 'sequence' | 'status' | 'values' | 'submittedAt'>

/** Versions that count as handed in: not drafts, not what was sent back. */
export const standing = (versions: readonly Version[]): Version[] => versions.filter(({ status }) => status !== 'draft' && status !== 'returned')

/** Kinds that may come now. A disaster's first is 初报, then 续报 until it is stable, then 核报; a year has first and checked; a winter one. */
export function listKinds(process: Pick<DisasterProcess, 'kind' | 'status'>, earlier: readonly Version[]): ReturnKind[] {
  if (process.kind === 'winter-needed' || process.kind === 'winter-given') return ['final']
  if (process.kind === 'annual') return ['initial', 'final']
  const begun: ReturnKind[] = standing(earlier).length === 0 ? ['initial'] : ['followUp']
  return process.status === 'stable' ? ['final', ...begun] : begun
}

/** @throws Problem rule-refused naming what is possible */
export function requireKind(kind: ReturnKind, process: Pick<DisasterProcess, 'kind' | 'status'>, earlier: readonly Version[]): void {
  const kinds = listKinds(process, earlier)
  if (kinds.includes(kind)) return
  const reason = kind === 'final' ? '灾情稳定后才做核报，请先由登记地区确认灾情稳定' : kind === 'initial' ? '初报只报一次，请选续报' : '还没有报过初报'
  throw new Problem('rule-refused', `${reason}；现在可以报：${kinds.map((each) => returnKindNames[each]).join('、')}`, [{ path: 'kind', message: reason }])
}

/** `2019-08-10-02` in Beijing time. */
export function formHour(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 13).replace('T', '-')
}

/** What the process itself says of the first lines of A01. */
export function headValues(process: DisasterProcess, formSet: FormSetKey, divisionCode: string): Record<string, FormValue> {
  if (formSet !== 'loss' || process.hazard === null) return {}
  return {
    A01001: process.nature === 'undetermined' ? natureNames.undetermined : hazardWords(process.hazard, process.hazardKind, divisionLevelOf(divisionCode)),
    ...(process.typhoon === null ? {} : { A01002: process.typhoon }),
    ...(process.startedAt === null ? {} : { A01004: formHour(process.startedAt) }),
  }
}

/** A place that says "nothing here" (零报告) for the first time: every figure of the forms due is zero, which is not the same as unknown. */
export function zeroValues(process: DisasterProcess, formSet: FormSetKey): Record<string, FormValue> {
  return Object.fromEntries(listFormCodes(formSet, listRequiredForms(formSet, process)).flatMap((code) => {
    const { type, dual, unit } = getIndicator(code)
    if ((type !== 'count' && type !== 'decimal') || unit === '里氏震级') return []
    return dual ? [[code, 0], [`${code}${NOW}`, 0]] : [[code, 0]]
  }))
}

/** The checked report has cumulative values only (总说明（六）1（3）). */
export function valuesToSubmit(kind: ReturnKind, values: FormValues): Record<string, FormValue> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => kind !== 'final' || !key.endsWith(NOW)))
}

/** Everything a return is held against, found. */
export function findIn(process: DisasterProcess, version: { formSet: FormSetKey; kind: ReturnKind; values: FormValues }, held: { last: FormValues | null; below: FormValues | null; lists: ListTotals | null }): Finding[] {
  return listFindings({ ...version, ...held, process: { hazard: process.hazard, startedOn: process.startedAt ?? process.openedAt } })
}

/** @throws Problem rule-refused naming every error, and every check that nobody has explained */
export function requireMayStand(findings: readonly Finding[], explanations: Readonly<Record<string, string>>): void {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const open = findings.filter(({ id, severity }) => severity === 'check' && (explanations[id] ?? '').trim() === '')
  const [first] = [...errors, ...open]
  if (first === undefined) return
  throw new Problem('rule-refused', errors.length > 0 ? `有 ${String(errors.length)} 处逻辑关系不成立，改正后才能上报：${first.text}` : `有 ${String(open.length)} 处需要核对，请改正或逐条说明：${first.text}`,
    [...errors, ...open].flatMap(({ keys, text }) => keys.map((key) => ({ path: `values.${key}`, message: text }))))
}

/** Something must be said. @throws Problem invalid-input */
export function requireSomething(values: FormValues): void {
  if (!Object.values(values).some((value) => typeof value === 'number')) throw new Problem('invalid-input', '一个数字也没有填：没有灾情请用零报告，有灾情请至少填一项', [{ path: 'values', message: '至少填一项' }])
}

/** @throws Problem for figures that cannot be */
export function requireValues(problems: readonly { key: string; message: string }[]): void {
  const [first] = problems
  if (first) throw new Problem('invalid-input', first.message, problems.map(({ key, message }) => ({ path: `values.${key}`, message })))
}

/** @throws Problem when a version cannot go there */
export function requireReturnTransition(from: DisasterReturn['status'], to: DisasterReturn['status']): void {
  if (!(returnLifecycle[from] as readonly string[]).includes(to)) throw new Problem('lifecycle-refused', `这一版${returnStatusNames[from]}，不能再${to === 'submitted' ? '上报' : to === 'accepted' ? '审核' : '退回'}；请刷新后看最新一版`)
}

/** @throws Problem conflict when somebody else saved in between */
export function requireRevision(known: number, given: number): void {
  if (known !== given) throw new Problem('conflict', '这份草稿刚被另一人保存过，请重新打开，核对后再改', [{ path: 'revision', message: '草稿已更新' }])
}
