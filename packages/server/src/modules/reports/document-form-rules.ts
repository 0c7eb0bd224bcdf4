import type { DocumentForm, DocumentFormsView } from '@fengsui/contract/reports'

/** How a unit's papers look while it has set nothing (platform default): its name everywhere, the number by its place. */
export function defaultForm(unit: { readonly id: string; readonly name: string; readonly divisionCode: string }, placeName: string): DocumentFormsView['inForce'] {
  return { unitId: unit.id, divisionCode: unit.divisionCode, issuerTitle: unit.name, numberWord: `${placeName}值班`, signatureName: unit.name, copiesTo: '', printedBy: unit.name, inForceFrom: null }
}

export function formOf(form: DocumentForm): DocumentFormsView['inForce'] {
  const { id: _id, setAt: _setAt, setByUnitId: _setBy, ...shown } = form
  return shown
}
