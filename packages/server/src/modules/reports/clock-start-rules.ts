import { beijingShort } from '@fengsui/contract/kernel'
import type { Clock } from '@fengsui/contract/reports'

/** Why a clock started when it did, in words: from the event, from knowing of it, from the report below, from an order, from what changed. */
export function describeStart(clock: Pick<Clock, 'clockStart' | 'phase' | 'startsAt' | 'verificationOrderId' | 'ruleId'>, incident: { readonly occurredAt: string; readonly knownAt: string }): string {
  const from = (what: string): string => `自${what} ${beijingShort(clock.startsAt)} 起算`
  if (clock.verificationOrderId !== null) return from('核实指令下达')
  if (clock.ruleId.startsWith('accident.casualty-change')) return from('伤亡变化')
  if (clock.phase === 'FOLLOW_UP') return from('上一次书面报告')
  switch (clock.clockStart) {
    case 'occurred':
      return clock.startsAt === incident.occurredAt ? from('事发') : clock.startsAt === incident.knownAt ? `${from('知悉')}（事发时间不明）` : from('情况变化')
    case 'known':
      return clock.startsAt === incident.knownAt ? from('知悉') : from('情况变化或接报')
    case 'stable':
      return from('灾情稳定')
    default:
      return from('签收下级报告')
  }
}
