import type { routes } from '@fengsui/contract'
import { Problem, beijingShort, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { findFixAt, listWatchingUnits } from './monitoring-store.ts'

type Body = ParsedRequest<typeof routes.recordTyphoonFix>['body']

/**
 * Records one fix of a typhoon's centre as published. A fix is public knowledge: every watched office below the recorder's place is
 * an addressee, so that their maps move at the same moment.
 * @throws Problem `conflict` when this instant of the typhoon is already there, `invalid-input` for a fix from the future
 */
export async function recordTyphoonFix(deps: ModuleDeps, actor: Actor, body: Body): Promise<{ id: string }> {
  const { commandId, ...input } = body
  return deps.commands.run({ commandId, name: 'recordTyphoonFix', actor: actor.label, input }, async (context) => {
    if (input.fixedAt > context.at) throw new Problem('invalid-input', '定位时刻晚于现在，请核对（预报点不是实况）', [{ path: 'fixedAt', message: '定位时刻不能晚于现在' }])
    if (await findFixAt(context.tx, input.number, input.fixedAt)) throw new Problem('conflict', `${input.name}（${input.number}）${beijingShort(input.fixedAt)} 的定位已经录入，不用再录`)
    const id = context.newId()
    const { landfall, windMetresPerSecond, pressureHpa, ...rest } = input
    context.record({
      type: 'typhoon-fix.recorded',
      audience: { division: actor.divisionCode, units: await listWatchingUnits(context.tx, actor.scope) },
      changes: [{
        object: 'typhoon-fix', id, created: true,
        set: {
          ...rest, divisionCode: actor.divisionCode,
          ...(windMetresPerSecond === null ? {} : { windMetresPerSecond }), ...(pressureHpa === null ? {} : { pressureHpa }), ...(landfall === null ? {} : { landfall }),
        },
      }],
    })
    return { id }
  })
}
