import { readValues, type disasterStatisticsRoutes } from '@fengsui/contract/disaster-statistics'
import { type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { refusePhoneNumbers } from '../command/index.ts'
import { requireConcerns, requireFills } from './disaster-policy.ts'
import { getProcess, listAcceptedBelow, lockReturn } from './disaster-store.ts'
import { requireKind, requireReturnTransition, requireRevision, requireValues } from './return-rules.ts'

/** Words that name people, as one value apart; null when there are none. */
export function protectWords(context: CommandContext, id: string, words: Readonly<Record<string, string>>): Json {
  const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== ''))
  const kept = Object.keys(said).length === 0 ? null : context.protect(`disaster-return:${id}`, JSON.stringify(said))
  return kept === null ? null : { ref: kept.ref, digest: kept.digest }
}

/** Texts among the values go into the journal as they are. */
export function refusePhonesIn(values: Readonly<Record<string, unknown>>): void {
  refusePhoneNumbers(Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (typeof value === 'string' ? [[`values.${key}`, value]] : []))))
}

/** Saves a draft: figures must be figures, relations may still be broken. */
export function saveReturn(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof disasterStatisticsRoutes.saveDisasterReturn>, 'params' | 'body'>): Promise<{ id: string }> {
  refusePhonesIn(body.values)
  return deps.commands.run({ commandId: body.commandId, name: 'save-disaster-return', actor: actor.label, input: { params, body } }, async (context) => {
    const { found, series } = await lockReturn(deps.objects, context.tx, actor, params.returnId)
    requireFills(actor, found.divisionCode)
    requireReturnTransition(found.status, 'submitted')
    requireRevision(found.revision, body.revision)
    const process = await getProcess(deps.objects, context.tx, actor, found.processId)
    requireConcerns(process, found.divisionCode)
    const { values, problems } = readValues(found.formSet, body.values)
    requireValues(problems)
    if (body.kind !== undefined) requireKind(body.kind, process, series.filter(({ id }) => id !== found.id))
    const below = body.takeSum ? await listAcceptedBelow(context.tx, found) : null
    context.record({
      type: 'disaster-return.saved', subject: process.incidentId, audience: { division: found.divisionCode, units: [actor.unitId], ownPlaceOnly: true },
      changes: [{
        object: 'disaster-return', id: found.id,
        set: {
          values, revision: found.revision + 1, asOf: context.at, byUnitId: actor.unitId, explanations: protectWords(context, found.id, body.explanations), signatures: protectWords(context, found.id, body.signatures),
          ...(body.kind === undefined ? {} : { kind: body.kind }), ...(below === null ? {} : { sources: below.map(({ divisionCode, returnId }) => ({ divisionCode, returnId })) }),
        },
      }],
    })
    return { id: found.id }
  })
}
