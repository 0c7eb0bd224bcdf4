import { findStatutoryGaps, getLevelContent, getResponseLevel } from '@fengsui/contract/plans/structured'
import type { ResponseLevelNumber, StatutoryField, StructuredPlan } from '@fengsui/contract/plans/structured'

/** What a person typed or chose; null = not touched, the plan's own words stand. */
export interface StartDraft {
  readonly level: ResponseLevelNumber | null
  readonly matter: string | null
  /** Whole hours as typed. */
  readonly hours: string | null
  /** One measure per line. */
  readonly measures: string | null
}

export const emptyStartDraft: StartDraft = { level: null, matter: null, hours: null, measures: null }

/** The decision as it stands in the form, with the plan's text where nothing was typed. */
export interface StartForm {
  readonly level: ResponseLevelNumber | null
  readonly matter: string
  readonly hours: string
  readonly measures: string
}

/** Fills the form: matter from the incident, level as proposed, duration and measures from the plan's level. */
export function fillStartForm(draft: StartDraft, plan: StructuredPlan | undefined, incidentTitle: string, proposed: number | null): StartForm {
  const levels = plan?.responseLevels.map((level) => level.level) ?? []
  const wanted = draft.level ?? levels.find((level) => level === proposed) ?? null
  const level = wanted !== null && levels.includes(wanted) ? wanted : null
  const matter = draft.matter ?? `${incidentTitle}应急响应`
  if (plan === undefined || level === null) return { level, matter, hours: draft.hours ?? '', measures: draft.measures ?? '' }
  return {
    level,
    matter,
    hours: draft.hours ?? String(getResponseLevel(plan, level).expectedDurationHours),
    measures: draft.measures ?? getLevelContent(plan, level).measures.join('\n'),
  }
}

/** Lines of the measures field that say something. */
export function listMeasures(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

/** Field of the form for each statutory field, as the route's body names it. */
const formFields: Readonly<Record<StatutoryField, 'matter' | 'level' | 'expectedHours' | 'measures'>> = { matterZh: 'matter', level: 'level', expectedDurationHours: 'expectedHours', measures: 'measures' }

/** What the law still wants (突发事件应对法 第七十一、七十二条), beside the field it belongs to. */
export function findStartGaps(form: StartForm): { field: string; message: string }[] {
  const hours = /^\d+$/u.test(form.hours.trim()) ? Number(form.hours.trim()) : null
  return findStatutoryGaps({ matterZh: form.matter, level: form.level, expectedDurationHours: hours, measures: listMeasures(form.measures) })
    .map((gap) => ({ field: formFields[gap.field], message: gap.field === 'expectedDurationHours' ? '请填整数小时，如 24。' : gap.messageZh }))
}

/** Levels whose start reaches everybody in the place: the name of the place must be typed before. */
export function needsTypedPlace(level: number | null): boolean {
  return level === 1 || level === 2
}
