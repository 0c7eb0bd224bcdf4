import type { incidentRoutes } from '@fengsui/contract/incidents'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { Problem, type Json, type ParsedRequest, type Position } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireCoversPlace } from './incident-policy.ts'
import { classify, proposeGrade, requireTitleWithoutPhone } from './incident-rules.ts'
import { getPlace, lockIncident, nextIncidentNumber } from './incident-store.ts'

export interface NewIncident {
  title: string
  typeCode: string
  divisionCode: string
  position: Position | null
  occurredAt: string
  /** When the place first knew: a deadline may run from here. */
  knownAt: string
  facts: IncidentFacts
  parentId: string | null
}

/** Makes an incident inside a command's transaction; used by registration and by the verification of a signal. */
export async function registerInContext(deps: ModuleDeps, context: CommandContext, actor: Actor, input: NewIncident): Promise<string> {
  requireCoversPlace(actor, input.divisionCode)
  requireTitleWithoutPhone(input.title)
  if (input.occurredAt > context.at) throw new Problem('invalid-input', '发生时间不能晚于现在，请核对', [{ path: 'occurredAt', message: '晚于现在' }])
  const place = await getPlace(context.tx, input.divisionCode)
  if (input.parentId) await lockIncident(deps.objects, context.tx, actor.scope, input.parentId)
  const { incidentClass, standardId } = classify(input.typeCode)
  const id = context.newId()
  const proposal = proposeGrade({ standardId, facts: input.facts, divisionCode: input.divisionCode, asOf: deps.rulesAsOf(), at: context.at })
  context.record({
    type: 'incident.registered',
    subject: id,
    audience: { division: input.divisionCode },
    changes: [
      {
        object: 'incident', id, created: true,
        set: {
          number: await nextIncidentNumber(context.tx, input.divisionCode, context.at),
          title: input.title, typeCode: input.typeCode, incidentClass, standardId, divisionCode: input.divisionCode,
          position: input.position ?? place.position, occurredAt: input.occurredAt, knownAt: input.knownAt, registeredAt: context.at, status: 'registered',
          facts: input.facts as Json, proposal, ownerUnitId: actor.unitId, ...(input.parentId ? { parentId: input.parentId } : {}),
        },
      },
    ],
  })
  return id
}

export function registerIncident(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof incidentRoutes.registerIncident>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'register-incident', actor: actor.label, input: body }, async (context) => ({
    id: await registerInContext(deps, context, actor, { ...body, knownAt: context.at }),
  }))
}
