import { addMinutes, Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { documentFormRoutes } from '@fengsui/contract/reports'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { getFormUnit } from './document-form-store.ts'

const LATEST_DAYS = 366

/** Sets how a unit's papers look from an instant on, never from before: issued papers keep the form they went out with. */
export function setDocumentForm(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof documentFormRoutes.setDocumentForm>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-document-form', actor: actor.label, input: { params, body } }, async (context) => {
    const unit = await getFormUnit(context.tx, actor, params.unitId)
    if (!covers(actor.scope, unit.divisionCode)) throw new Problem('forbidden', '这个单位不在您的管理范围内')
    const inForceFrom = body.inForceFrom ?? context.at
    if (inForceFrom < addMinutes(context.at, -10)) throw new Problem('invalid-input', '格式自现在或以后生效，不能倒签', [{ path: 'inForceFrom', message: '不能早于现在' }])
    if (inForceFrom > addMinutes(context.at, LATEST_DAYS * 1440)) throw new Problem('invalid-input', '生效时间最迟在一年内，请核对年份', [{ path: 'inForceFrom', message: '最迟在一年内' }])
    const { issuerTitle, numberWord, signatureName, copiesTo, printedBy } = body
    context.record({
      type: 'document-form.set', audience: { division: unit.divisionCode, units: [unit.id] },
      changes: [{ object: 'document-form', id: context.newId(), created: true, set: { unitId: unit.id, divisionCode: unit.divisionCode, issuerTitle, numberWord, signatureName, copiesTo, printedBy, inForceFrom: inForceFrom < context.at ? context.at : inForceFrom, setAt: context.at, setByUnitId: actor.unitId } }],
      note: { unit: unit.name },
    })
    return { id: unit.id }
  })
}
