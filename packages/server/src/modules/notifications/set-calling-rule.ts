import type { Json, ParsedRequest } from '@fengsui/contract/kernel'
import type { notificationRoutes } from '@fengsui/contract/notifications'
import type { Actor } from '../../platform/actor.ts'
import { requireTextWithoutPhone } from './call-policy.ts'
import { requireUsableRule } from './calling-rules.ts'
import { sortLadder } from './ladder-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'

/** A place sets how it calls people from an instant on. What was in force stays on record; calls under way keep the ladder they were made with. */
export function setCallingRules(deps: NotificationDeps, actor: Actor, { body }: Pick<ParsedRequest<typeof notificationRoutes.setCallingRules>, 'body'>): Promise<{ id: string }> {
  requireTextWithoutPhone(body.basis, 'basis')
  for (const [kind, steps] of Object.entries(body.ladders)) steps.forEach((step, index) => requireTextWithoutPhone(step.name, `ladders.${kind}.${String(index)}.name`))
  return deps.commands.run({ commandId: body.commandId, name: 'set-calling-rules', actor: actor.label, input: { body } }, (context) => {
    requireUsableRule(body, context.at)
    const id = context.newId()
    const ladders = Object.fromEntries(Object.entries(body.ladders).map(([kind, steps]) => [kind, sortLadder(steps)]))
    context.record({
      type: 'calling-rule.set', audience: { division: actor.divisionCode, units: [actor.unitId] },
      changes: [{ object: 'calling-rule', id, created: true, set: { divisionCode: actor.divisionCode, ladders: ladders as unknown as Json, quietFrom: body.quiet.from, quietTo: body.quiet.to, basis: body.basis, inForceFrom: body.inForceFrom < context.at ? context.at : body.inForceFrom, setAt: context.at, setByUnitId: actor.unitId } }],
    })
    return Promise.resolve({ id })
  })
}
