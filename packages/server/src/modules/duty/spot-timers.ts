import { addMinutes, type Change } from '@fengsui/contract/kernel'
import type { SpotCheck } from '@fengsui/contract/duty'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { listOnDuty } from '../rosters/index.ts'
import { drawMonth } from './draw-checks.ts'
import type { DutyDeps } from './duty-deps.ts'
import { getUnit } from './duty-store.ts'
import { foldAnswer } from './spot-check-rules.ts'
import { findRuleById, findUnitHead, findWatchLeader, listLiving, lockCheck, lockChecksOfRecipients, lockDraw, takeSeed } from './spot-check-store.ts'
import { beginCheck } from './spot-checks.ts'
import { spotTimers } from './spot-timer-kinds.ts'

/** Minutes a leader who is told of an unanswered check has before the superior is. */
const LEADER_MINUTES = 5

/** The leader on duty: as the running duty says, else the roster, else the head of the unit. */
async function findLeader(context: CommandContext, unitId: string): Promise<string | null> {
  const onDuty = await listOnDuty(context.tx, { unitId, at: context.at })
  return (await findWatchLeader(context.tx, unitId)) ?? onDuty.find((each) => each.role === 'leader')?.personId ?? findUnitHead(context.tx, unitId)
}

async function missCheck(deps: DutyDeps, context: CommandContext, check: SpotCheck): Promise<void> {
  const unit = await getUnit(context.tx, check.unitId)
  const by = await getUnit(context.tx, check.byUnitId)
  const leader = await findLeader(context, unit.id)
  const call = leader === null ? null : await deps.placeCall(context, { kind: 'roll-call', title: '值班抽查无人应答', words: `${unit.name}值班抽查 ${check.number} 超过时限无人应答，请立即核实值班人员是否在岗并应答`, byUnit: by, audienceName: `${unit.name}带班领导`, unitIds: [], personIds: [leader], channels: ['in-app', 'sms'], acknowledgeMinutes: LEADER_MINUTES, ladder: [{ afterMinutes: check.superiorAfterMinutes, channels: ['in-app', 'sms'], to: 'superior', name: '转上级' }] })
  context.record({
    type: 'spot-check.missed', audience: { division: check.divisionCode, units: [check.unitId, check.byUnitId] },
    changes: [{ object: 'spot-check', id: check.id, set: { status: 'missed', missedAt: context.at, ...(call === null ? {} : { leaderToldAt: context.at, leaderCallId: call.id }) } }], note: { number: check.number, unit: unit.name, leaderTold: call !== null },
  })
  context.setTimer({ key: `${spotTimers.superior}:${check.id}`, kind: spotTimers.superior, dueAt: call === null ? context.at : addMinutes(context.at, check.superiorAfterMinutes), payload: { checkId: check.id } })
}

/** The drawn moments, the end of the time to answer, the superior, the next month and the opening of the last. */
export function createSpotTimers(deps: DutyDeps): TimerHandler[] {
  return [
    {
      kind: spotTimers.draw,
      async fire(context, payload) {
        const rule = await findRuleById(deps.objects, context.tx, String(payload['ruleId']))
        if (rule?.status === 'active') await drawMonth(deps, context, rule, String(payload['month']))
      },
    },
    {
      kind: spotTimers.check,
      async fire(context, payload) {
        const rule = await findRuleById(deps.objects, context.tx, String(payload['ruleId']))
        const unitId = String(payload['unitId'])
        if (rule?.status !== 'active' || (await listLiving(context.tx, rule.divisionCode, [unitId])).length === 0) return
        const unit = await getUnit(context.tx, unitId)
        const by = await getUnit(context.tx, rule.setByUnitId)
        await beginCheck(deps, context, unit, { by: { unit: by, accountId: null }, drawId: String(payload['drawId']), window: payload['window'] === 'holiday' ? 'holiday' : 'night', answerMinutes: rule.answerMinutes, superiorAfterMinutes: rule.superiorAfterMinutes })
      },
    },
    {
      kind: spotTimers.due,
      async fire(context, payload) {
        const check = await lockCheck(deps.objects, context.tx, String(payload['checkId']))
        if (check?.status === 'waiting') await missCheck(deps, context, check)
      },
    },
    {
      kind: spotTimers.superior,
      async fire(context, payload) {
        const check = await lockCheck(deps.objects, context.tx, String(payload['checkId']))
        if (check?.status !== 'missed' || check.superiorToldAt !== null) return
        // The first unit of the audience is the one whose head is told: that of the place that checks.
        context.record({ type: 'spot-check.superior-told', audience: { division: check.byDivisionCode, units: [check.byUnitId] }, changes: [{ object: 'spot-check', id: check.id, set: { superiorToldAt: context.at } }], note: { number: check.number } })
      },
    },
    {
      kind: spotTimers.reveal,
      async fire(context, payload) {
        const draw = await lockDraw(deps.objects, context.tx, String(payload['drawId']))
        if (draw?.status !== 'sealed') return
        const box = await takeSeed(context.tx, draw.id)
        if (box === null) return
        context.record({ type: 'spot-check-draw.revealed', audience: { division: draw.divisionCode }, changes: [{ object: 'spot-check-draw', id: draw.id, set: { status: 'revealed', seed: deps.nodeKey.unseal(box, `spot-check-draw:${draw.id}`), revealedAt: context.at } }], note: { month: draw.month } })
      },
    },
  ]
}

/** Hears the answers to the calls by which desks are checked. The time is that of the answer's arrival here. */
export function hearSpotAnswers(deps: DutyDeps): Reaction {
  return {
    name: 'duty.hear-spot-answers',
    from: 'now',
    types: ['recipient.answered'],
    async handle(context, entry) {
      const answered = entry.data.changes.filter((change) => change.object === 'call-recipient')
      for (const check of await lockChecksOfRecipients(deps.objects, context.tx, answered.map((change) => change.id))) {
        const folded = foldAnswer(check, entry.at)
        if (folded === null) continue
        const said = answered[0]?.set ?? {}
        const set: Change['set'] = { ...folded, ...(said['answer'] ? { answer: said['answer'] } : {}), ...(said['position'] ? { position: said['position'] } : {}) }
        context.record({ type: 'spot-check.answered', audience: { division: check.divisionCode, units: [check.unitId, check.byUnitId] }, changes: [{ object: 'spot-check', id: check.id, set }], note: { number: check.number, seconds: folded.answerSeconds, late: folded.status === 'late' } })
        if (folded.status === 'answered') context.cancelTimers([`${spotTimers.due}:${check.id}`])
        else context.cancelTimers([`${spotTimers.superior}:${check.id}`])
      }
    },
  }
}
