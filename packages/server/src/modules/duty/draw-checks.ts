import { drawSpotChecks, monthAt, nextMonth, revealInstant, type dutyRoutes, type SpotCheckRule } from '@fengsui/contract/duty'
import { startOfDay } from '@fengsui/contract/calendar'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { createHash } from 'node:crypto'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { DutyDeps } from './duty-deps.ts'
import { lockUnitDuty } from './duty-store.ts'
import { sealDigest } from './prove-draw.ts'
import { findRule, listLiving, requireCheckable, saveSeed } from './spot-check-store.ts'
import { spotTimers } from './spot-timer-kinds.ts'

/** Draws what is left of a month for a rule: the digest goes into the journal now, the seed is kept sealed until the month is over. */
export async function drawMonth(deps: DutyDeps, context: CommandContext, rule: SpotCheckRule, month: string): Promise<void> {
  const unitIds = await listLiving(context.tx, rule.divisionCode, rule.unitIds)
  const id = context.newId()
  // Two ids of this command: random on a real node, reproducible in a sandbox.
  const seed = createHash('sha256').update(`${context.newId()}${context.newId()}`).digest('hex')
  const draw = { id, month, seed, unitIds, windows: rule.windows, notBefore: context.at }
  const checks = drawSpotChecks(draw)
  await saveSeed(context.tx, id, deps.nodeKey.seal(seed, `spot-check-draw:${id}`))
  context.record({
    type: 'spot-check-draw.sealed', audience: { division: rule.divisionCode },
    changes: [{ object: 'spot-check-draw', id, created: true, set: { ruleId: rule.id, divisionCode: rule.divisionCode, month, digest: sealDigest(draw), unitIds, windows: rule.windows, notBefore: context.at, count: checks.length, status: 'sealed', drawnAt: context.at } }],
    note: { month, units: unitIds.length },
  })
  checks.forEach((check, index) => context.setTimer({ key: `${spotTimers.check}:${id}:${index}`, kind: spotTimers.check, dueAt: check.at, payload: { drawId: id, ruleId: rule.id, unitId: check.unitId, window: check.window } }))
  const opened = revealInstant(month, rule.windows)
  context.setTimer({ key: `${spotTimers.reveal}:${id}`, kind: spotTimers.reveal, dueAt: opened > context.at ? opened : context.at, payload: { drawId: id } })
  context.setTimer({ key: `${spotTimers.draw}:${rule.id}`, kind: spotTimers.draw, dueAt: startOfDay(`${nextMonth(month)}-01`), payload: { ruleId: rule.id, month: nextMonth(month) } })
}

/** Sets how the actor's place checks the desks below; the rest of the month is drawn at once. What an older rule had drawn does not happen any more. */
export function setSpotCheckRule(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.setSpotCheckRule>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'set-spot-check-rule', actor: actor.label, input: body }, async (context) => {
    await lockUnitDuty(context.tx, `rule:${actor.divisionCode}`)
    await requireCheckable(context.tx, actor, body.unitIds)
    if (new Set(body.windows.map((window) => window.key)).size !== body.windows.length) throw new Problem('invalid-input', '同一种时段只能设一条', [{ path: 'windows', message: '时段重复' }])
    const old = await findRule(deps.objects, context.tx, actor.divisionCode, true)
    if (old) context.cancelTimers([`${spotTimers.draw}:${old.id}`])
    const { commandId: _commandId, ...fields } = body
    const rule: SpotCheckRule = { ...fields, id: context.newId(), unitIds: [...new Set(fields.unitIds)].sort(), divisionCode: actor.divisionCode, status: 'active', inForceFrom: context.at, endedAt: null, setByUnitId: actor.unitId }
    const { id, endedAt: _endedAt, ...set } = rule
    context.record({
      type: 'spot-check-rule.set', audience: { division: actor.divisionCode },
      changes: [...(old ? [{ object: 'spot-check-rule', id: old.id, set: { status: 'ended', endedAt: context.at } }] : []), { object: 'spot-check-rule', id, created: true, set }], note: { basis: body.basis },
    })
    await drawMonth(deps, context, rule, monthAt(context.at))
    return { id }
  })
}

/** Ends the drawn checks of a place; what was drawn and has not come yet does not happen, and the draw still is opened when its month is over. */
export function endSpotCheckRule(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.endSpotCheckRule>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'end-spot-check-rule', actor: actor.label, input: body }, async (context) => {
    const old = await findRule(deps.objects, context.tx, actor.divisionCode, true)
    if (!old) throw new Problem('lifecycle-refused', '本级没有在用的抽查规则')
    context.cancelTimers([`${spotTimers.draw}:${old.id}`])
    context.record({ type: 'spot-check-rule.ended', audience: { division: actor.divisionCode }, changes: [{ object: 'spot-check-rule', id: old.id, set: { status: 'ended', endedAt: context.at } }] })
    return { id: old.id }
  })
}
