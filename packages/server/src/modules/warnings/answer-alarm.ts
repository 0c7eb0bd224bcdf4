import type { warningRoutes } from '@fengsui/contract/warnings'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { mayAnswer } from './warning-policy.ts'
import { requireAlarmTransition } from './warning-rules.ts'
import { lockAlarm } from './warning-store.ts'

/** Says why the response is not raised: a decision with a name to it, kept for the evaluation. */
export function answerAlarm(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof warningRoutes.answerLinkageAlarm>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'answer-linkage-alarm', actor: actor.label, input: { params, body } }, async (context) => {
    const alarm = await lockAlarm(deps.objects, context.tx, actor, params.alarmId)
    requireAlarmTransition(alarm.status, 'answered')
    if (!mayAnswer(actor, alarm)) throw new Problem('forbidden', '这条告警由预警所在地区或其上级的指挥部答复')
    context.record({
      type: 'linkage-alarm.answered', subject: alarm.incidentId, audience: { division: alarm.divisionCode },
      changes: [{ object: 'linkage-alarm', id: alarm.id, set: { status: 'answered', closedAt: context.at, answer: context.protect(`linkage-alarm:${alarm.id}`, body.answer) } }],
      note: { wantedLevel: alarm.wantedLevel, byUnitId: actor.unitId },
    })
    return { id: alarm.id }
  })
}
