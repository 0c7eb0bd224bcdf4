import type { DocumentFormsView } from '@fengsui/contract/reports'
import { covers, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { defaultForm, formOf } from './document-form-rules.ts'
import { findFormInForce, getFormUnit, listForms } from './document-form-store.ts'
import { getDivisionName } from './report-store.ts'

/** The form of a unit's papers and those before. @throws Problem not-found for a unit elsewhere */
export async function getDocumentForms(objects: ObjectStore, db: Queryable, actor: Actor, unitId: string, at: string): Promise<DocumentFormsView> {
  const unit = await getFormUnit(db, actor, unitId)
  const form = await findFormInForce(objects, db, unitId, at)
  return {
    unitId: unit.id, unitName: unit.name, own: form !== undefined,
    inForce: form ? formOf(form) : defaultForm(unit, await getDivisionName(db, unit.divisionCode)),
    history: await listForms(objects, db, unitId),
    maySet: actor.permissions.has('org:edit') && covers(actor.scope, unit.divisionCode),
  }
}
