import type { DivisionLevel } from '@fengsui/contract/kernel'
import type { CallAudience } from '@fengsui/contract/notifications'

/** An audience as the form holds it: what was chosen for each way of choosing is kept while others are tried. */
export interface AudienceDraft {
  readonly type: CallAudience['type']
  readonly divisionCode: string
  readonly level: DivisionLevel
  readonly unitIds: readonly string[]
  readonly personIds: readonly string[]
  readonly headquartersId: string | null
}

/** The audience that was chosen, or null while something is missing. */
export function toAudience(draft: AudienceDraft): CallAudience | null {
  switch (draft.type) {
    case 'places':
      return draft.divisionCode === '' ? null : { type: 'places', divisionCode: draft.divisionCode, level: draft.level }
    case 'units':
      return draft.unitIds.length === 0 ? null : { type: 'units', unitIds: [...draft.unitIds] }
    case 'persons':
      return draft.personIds.length === 0 ? null : { type: 'persons', personIds: [...draft.personIds] }
    case 'headquarters':
      return draft.headquartersId === null ? null : { type: 'headquarters', headquartersId: draft.headquartersId }
  }
}
