import { areaBasics, lossOfYear } from './forms/annual.ts'
import { farmingAndFishing, housingAndProperty, industryAndTrade, infrastructure, publicServices } from './forms/quick-annexes.ts'
import { quickLoss } from './forms/quick-loss.ts'
import { reliefWork, reliefWorkOfYear } from './forms/relief-work.ts'
import { winterAidGiven, winterAidNeeded } from './forms/winter-aid.ts'
import type { FigureForm, Indicator } from './form.ts'

/** The regulation whose forms these are, as dated data. */
export const statisticsRegulation = {
  title: '自然灾害情况统计调查制度',
  madeBy: '国家防灾减灾救灾委员会办公室、应急管理部',
  approvedBy: '国家统计局',
  approvalNumber: '国统制〔2024〕82号',
  validFrom: '2024-04-01',
  /** Printed on the forms as 有效期至：2027年3月; from this day on a newer edition is due. */
  validTo: '2027-04-01',
  validToWords: '2027年3月',
} as const

const definitions = [quickLoss, housingAndProperty, farmingAndFishing, industryAndTrade, infrastructure, publicServices, reliefWork, lossOfYear, reliefWorkOfYear, areaBasics, winterAidNeeded, winterAidGiven]

export const figureForms: readonly FigureForm[] = definitions.map(({ form }) => form)
/** Every indicator by its code. */
export const indicators: ReadonlyMap<string, Indicator> = new Map(definitions.flatMap((each) => each.indicators).map((indicator) => [indicator.code, indicator]))

/** @throws RangeError for a code no form has */
export function getIndicator(code: string): Indicator {
  const found = indicators.get(code)
  if (found === undefined) throw new RangeError(`no indicator ${code}`)
  return found
}

/** @throws RangeError for a form that does not exist */
export function getFigureForm(code: string): FigureForm {
  const found = figureForms.find((form) => form.code === code)
  if (found === undefined) throw new RangeError(`no form ${code}`)
  return found
}

/** Kinds of collecting: one disaster, one year, one winter. */
export const processKindNames = { event: '灾害过程', annual: '年报', 'winter-needed': '冬春需救助', 'winter-given': '冬春已救助' } as const
export type ProcessKind = keyof typeof processKindNames

/**
 * What is filled together: indicators that several forms show are one figure. `loss` holds A01 and, while a national relief response runs,
 * the annexes A02–A06 (总说明（六）1).
 */
export const formSets = {
  loss: { name: '灾害损失', process: 'event', forms: ['A01', 'A02', 'A03', 'A04', 'A05', 'A06'], summed: true },
  relief: { name: '救灾工作', process: 'event', forms: ['A07'], summed: false },
  'annual-loss': { name: '年度灾害损失', process: 'annual', forms: ['B01'], summed: true },
  'annual-relief': { name: '年度救灾工作', process: 'annual', forms: ['B02'], summed: true },
  'annual-area': { name: '地区基础指标', process: 'annual', forms: ['B03'], summed: true },
  'winter-needed': { name: '冬春需救助', process: 'winter-needed', forms: ['C01'], summed: true },
  'winter-given': { name: '冬春已救助', process: 'winter-given', forms: ['C02'], summed: true },
} as const satisfies Record<string, { name: string; process: ProcessKind; forms: readonly string[]; summed: boolean }>
export type FormSetKey = keyof typeof formSets
export const formSetKeys = Object.keys(formSets) as [FormSetKey, ...FormSetKey[]]

/** What is collected in a process of a kind. */
export function listFormSets(kind: ProcessKind): FormSetKey[] {
  return formSetKeys.filter((key) => formSets[key].process === kind)
}

export type ReliefResponse = 'none' | 'province' | 'national'

/** Forms of a set that must be filled now: the annexes only while a national relief response runs, and not for drought. */
export function listRequiredForms(set: FormSetKey, process: { readonly reliefResponse: ReliefResponse; readonly hazard: string | null }): string[] {
  const forms: readonly string[] = formSets[set].forms
  if (set !== 'loss' || (process.reliefResponse === 'national' && process.hazard !== 'drought')) return [...forms]
  return ['A01']
}

/** Codes of a set in the order of its forms, each once; `forms` limits it to some of them. */
export function listCodes(set: FormSetKey, forms: readonly string[] = formSets[set].forms): string[] {
  const codes = forms.flatMap((code) => getFigureForm(code).lines.flatMap((line) => ('code' in line ? [line.code] : [])))
  return [...new Set(codes)]
}

/** Suffix of the key under which the present value (实时值) of an indicator is kept; the bare code is the cumulative one (累计值). */
export const NOW = '@now'

/** Keys under which a set's values are kept: every code, and the present value of those that have one. */
export function listKeys(set: FormSetKey): string[] {
  return listCodes(set).flatMap((code) => (getIndicator(code).dual ? [code, `${code}${NOW}`] : [code]))
}

/** Name of a figure on screen, `紧急转移安置人口（实时）`. */
export function keyName(key: string): string {
  const { name } = getIndicator(key.replace(NOW, ''))
  return key.endsWith(NOW) ? `${name}（实时）` : name
}

/** What a village fills on a telephone: the figures of the first report (总说明（六）1（1）) and what a house and a field lost. */
export const villageKeys = ['A01007', 'A01008', 'A01009', 'A01010', 'A01012', 'A01013', 'A01017', 'A01022', 'A01030', 'A01058'] as const
