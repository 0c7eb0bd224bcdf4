/**
 * How a figure is written: `count` a whole number, `decimal` two places, `percent` 0–100 with two places, the rest words.
 * Units are in `unit` as the form prints them.
 */
export type IndicatorType = 'count' | 'decimal' | 'percent' | 'text' | 'hour' | 'day' | 'yes-no' | 'level'

/**
 * What happens to a figure when places are summed: `add`; `min`, `max` for times and magnitudes; `same` where all must say the same;
 * `own` = the level's own business (本级), never summed; `below` = sum of other indicators of the places below.
 */
export type SumRule = 'add' | 'min' | 'max' | 'same' | 'own' | 'below'

/** One indicator of the statutory forms. */
export interface Indicator {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly type: IndicatorType
  readonly sum: SumRule
  /** Kept as present value and cumulative value (实时值、累计值); the cumulative one has the bare code. */
  readonly dual: boolean
  /** Set where the copy of the form at hand is illegible and name or code was read from the explanations and relations. */
  readonly inferred: boolean
}

/** A line of a form: a heading, or an indicator as this form spells it. */
export type FormLine = { readonly heading: string } | { readonly code: string; readonly name: string; readonly unit: string; readonly indent: 0 | 1 }

/** A form of figures (A01–A07, B01–B03, C01, C02) as the regulation lays it out. */
export interface FigureForm {
  readonly code: string
  readonly title: string
  /** 附表 and what it is about. */
  readonly subtitle: string | null
  readonly periodText: string
  readonly filledBy: string
  readonly lines: readonly FormLine[]
}

/** Spelling of one line: `[code, name, unit, more]`; a text alone is a heading. */
type Line = string | readonly [code: string, name: string, unit: string, more?: Partial<Pick<Indicator, 'type' | 'sum' | 'dual' | 'inferred'>> & { readonly indent?: 1 }]

const decimalUnits = new Set(['公顷', '千米', '皮长公里', '万元', '平方米', '吨', '里氏震级', '元'])

const typeOfUnit = (unit: string): IndicatorType =>
  unit === '%' ? 'percent' : unit === '年-月-日-时' ? 'hour' : unit === '年-月-日' ? 'day' : unit === '' || unit === '年-编号-名称' ? 'text' : decimalUnits.has(unit) ? 'decimal' : 'count'

/** Makes a form and the indicators it brings. Codes of another form are only shown here. */
export function defineForm(form: Omit<FigureForm, 'lines'>, lines: readonly Line[]): { form: FigureForm; indicators: Indicator[] } {
  const indicators: Indicator[] = []
  const laid = lines.map((line): FormLine => {
    if (typeof line === 'string') return { heading: line }
    const [code, name, unit, more = {}] = line
    const { indent = 0, ...own } = more
    if (code.startsWith(form.code)) {
      indicators.push({ code, name: name.replace(/^其中：/, ''), unit, type: typeOfUnit(unit), sum: typeOfUnit(unit) === 'text' ? 'same' : 'add', dual: false, inferred: false, ...own })
    }
    return { code, name, unit, indent: name.startsWith('其中：') ? 1 : indent }
  })
  return { form: { ...form, lines: laid }, indicators }
}
