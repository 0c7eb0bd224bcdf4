import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { clockRuleRoutes } from '@fengsui/contract/reports'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireUsableConduct } from './clock-conduct-rules.ts'

/** A place sets how it keeps its clocks from an instant on. What was in force stays on record; clocks that run keep their reminders. */
export function setClockRules(deps: ModuleDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof clockRuleRoutes.setClockRules>, 'body'>): Promise<{ id: string }> {
  if (/1[3-9]\d{9}/.test(body.basis)) throw new Problem('invalid-input', '依据里不要写电话号码', [{ path: 'basis', message: '不要写电话号码' }])
  return deps.commands.run({ commandId: body.commandId, name: 'set-clock-rules', actor: actor.label, input: { body } }, (context) => {
    requireUsableConduct(body, context.at)
    const id = context.newId()
    const { localPhoneMinutes, localWrittenMinutes, ...conduct } = body.conduct
    context.record({
      type: 'clock-rule.set', audience: { division: actor.divisionCode, units: [actor.unitId] },
      changes: [{
        object: 'clock-rule', id, created: true,
        set: {
          divisionCode: actor.divisionCode, ...conduct, ...(localPhoneMinutes === null ? {} : { localPhoneMinutes }), ...(localWrittenMinutes === null ? {} : { localWrittenMinutes }),
          basis: body.basis, inForceFrom: body.inForceFrom < context.at ? context.at : body.inForceFrom, setAt: context.at, setByUnitId: actor.unitId,
        },
      }],
    })
    return Promise.resolve({ id })
  })
}
