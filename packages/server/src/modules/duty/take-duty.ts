import type { dutyRoutes } from '@fengsui/contract/duty'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { DutyDeps } from './duty-deps.ts'
import { findRunningWatch, getUnit, lockUnitDuty } from './duty-store.ts'
import { beginWatch } from './watch-changes.ts'

/** Takes the duty of the own unit where nobody has it: at the first start, or after a gap. Otherwise there is a handover. */
export function takeDuty(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.takeDuty>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'take-duty', actor: actor.label, input: body }, async (context) => {
    await lockUnitDuty(context.tx, actor.unitId)
    const unit = await getUnit(context.tx, actor.unitId)
    if (await findRunningWatch(deps.objects, context.tx, unit.id)) throw new Problem('lifecycle-refused', '本单位已有人当班，请由当班人起草交接班，双方签字后接班')
    const { id, change, byHand } = await beginWatch(context, actor, unit, { plannedEndAt: body.plannedEndAt, asOf: deps.rulesAsOf() })
    context.record({ type: 'duty-watch.taken', audience: { division: unit.divisionCode, units: [unit.id] }, changes: [change], note: { byHand, unit: unit.name } })
    return { id }
  })
}
