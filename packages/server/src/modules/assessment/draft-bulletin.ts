import type { AssessmentBulletin, assessmentRoutes, ScoredEvent } from '@fengsui/contract/assessment'
import { addDays, addWorkingDays, legalDayAt, startOfDay } from '@fengsui/contract/calendar'
import { Problem, type Change, type Json, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { requireEditor } from './assessment-policy.ts'
import { monthSpan, requireBegun, requireOver, standingsOf } from './assessment-rules.ts'
import { findScheme, lockBulletin, lockMonth, lockScores } from './assessment-store.ts'
import { findEvents, listAssessedDesks } from './event-views.ts'

/** Reads the month anew and records what it gives: by the scheme in force when the month began. */
async function record(deps: ModuleDeps, actor: Actor, context: CommandContext, month: string, before: AssessmentBulletin | null): Promise<string> {
  const place = actor.divisionCode
  const { from, to } = monthSpan(month)
  const { scheme } = await findScheme(deps.objects, context.tx, place, from)
  const found = await findEvents(context.tx, place, from, to)
  const units = [...new Set([...(await listAssessedDesks(context.tx, place)), ...found.map(({ unitId }) => unitId)])].sort()
  const eventsOf = (unitId: string): ScoredEvent[] => found.filter((each) => each.unitId === unitId).map(({ event }) => event).sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id) || a.item.localeCompare(b.item))
  const material = units.map((unitId) => ({ unitId, events: eventsOf(unitId), excluded: [] }))
  const standings = standingsOf(scheme, material)
  const id = before?.id ?? context.newId()
  const known = before ? await lockScores(deps.objects, context.tx, before.id) : []
  const head = { scheme: scheme as unknown as Json, computedAt: context.at, byUnitId: actor.unitId }
  const scores = material.map(({ unitId, events }): Change => {
    const standing = standings.find((each) => each.unitId === unitId)
    const set = { total: standing?.total ?? scheme.base, rank: standing?.rank ?? 0, events: events as unknown as Json, excluded: [], listed: true }
    const score = known.find((each) => each.unitId === unitId)
    return score ? { object: 'assessment-score', id: score.id, set } : { object: 'assessment-score', id: context.newId(), created: true, set: { ...set, bulletinId: id, divisionCode: place, unitId } }
  })
  const gone = known.filter((score) => score.listed && !units.includes(score.unitId)).map((score): Change => ({ object: 'assessment-score', id: score.id, set: { listed: false } }))
  context.record({
    type: 'assessment-bulletin.computed', audience: { division: place, ownPlaceOnly: true },
    changes: [before ? { object: 'assessment-bulletin', id, set: head } : { object: 'assessment-bulletin', id, created: true, set: { ...head, divisionCode: place, month, status: 'draft', revision: 0 } }, ...scores, ...gone],
    note: { month, units: units.length, events: found.length },
  })
  return id
}

/** Makes a month's bulletin from the record, or a draft anew: the same record gives the same scores. */
export function draftBulletin(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof assessmentRoutes.draftBulletin>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'draft-bulletin', actor: actor.label, input: { body } }, async (context) => {
    requireBegun(body.month, context.at)
    const before = await lockMonth(deps.objects, context.tx, actor.divisionCode, body.month)
    if (before?.status === 'published') throw new Problem('lifecycle-refused', '这一期已经印发，不能重算；有误的由单位提出异议后更正')
    return { id: await record(deps, actor, context, body.month, before) }
  })
}

/** Publishes it: read once more, then it stays, and the units have their days to object. */
export function publishBulletin(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof assessmentRoutes.publishBulletin>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'publish-bulletin', actor: actor.label, input: { params, body } }, async (context) => {
    const bulletin = await lockBulletin(deps.objects, context.tx, actor, params.bulletinId)
    requireEditor(actor, bulletin.divisionCode)
    if (bulletin.status !== 'draft') throw new Problem('lifecycle-refused', '这一期已经印发')
    requireOver(bulletin.month, context.at)
    await record(deps, actor, context, bulletin.month, bulletin)
    const { scheme } = await findScheme(deps.objects, context.tx, bulletin.divisionCode, monthSpan(bulletin.month).from)
    const objectionsUntil = startOfDay(addDays(addWorkingDays(legalDayAt(context.at), scheme.objectionDays), 1))
    const units = (await lockScores(deps.objects, context.tx, bulletin.id)).map((score) => score.unitId)
    context.record({
      type: 'assessment-bulletin.published', audience: { division: bulletin.divisionCode, called: [...new Set([...units, ...(await listAssessedDesks(context.tx, bulletin.divisionCode))])].sort() },
      changes: [{ object: 'assessment-bulletin', id: bulletin.id, set: { status: 'published', publishedAt: context.at, objectionsUntil } }], note: { month: bulletin.month },
    })
    return { id: bulletin.id }
  })
}
