import { noticeLifecycle, type commandRoutes } from '@fengsui/contract/command'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandDeps } from './command-deps.ts'
import { requireOwnNotice } from './command-policy.ts'
import { lockNotice } from './command-store.ts'

/** The unit confirms a notice; reading it on the desk is delivery too. */
export function acknowledgeNotice(deps: CommandDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof commandRoutes.acknowledgeNotice>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'acknowledge-notice', actor: actor.label, input: { params, body } }, async (context) => {
    const notice = await lockNotice(deps.objects, context.tx, actor, params.noticeId)
    requireOwnNotice(actor, notice)
    if (!(noticeLifecycle[notice.status] as readonly string[]).includes('acknowledged')) throw new Problem('lifecycle-refused', '已经确认过，不用再操作')
    context.record({
      type: 'notice.acknowledged', subject: notice.incidentId, audience: { division: notice.divisionCode, units: [notice.toUnitId] },
      changes: [{ object: 'notice', id: notice.id, set: { status: 'acknowledged', acknowledgedAt: context.at, ...(notice.deliveredAt === null ? { deliveredAt: context.at } : {}) } }],
    })
    return { id: notice.id }
  })
}
