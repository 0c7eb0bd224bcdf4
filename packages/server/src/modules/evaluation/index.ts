import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindEvaluation } from './http.ts'
import { evaluationTimelineTexts } from './timeline-texts.ts'

/** After-action evaluation drafted from the journal (REC-2): figures, findings with evidence, improvements. */
export function createEvaluation(deps: ModuleDeps): Required<Pick<ModuleParts, 'timelineTexts'>> {
  bindEvaluation(deps)
  return { timelineTexts: evaluationTimelineTexts }
}
