import type { CallView, LadderStep, RecipientView } from '@fengsui/contract/notifications'
import { answerWays, notificationChannels } from '@fengsui/contract/notifications'
import { monthDayTime } from '../../ui/clocks/time-text.ts'

export const channelWords = (channels: readonly (keyof typeof notificationChannels)[]): string => channels.map((channel) => notificationChannels[channel]).join('、')

/** One who was called, in a word: what is known of them now. */
export function stateWords(recipient: Pick<RecipientView, 'status' | 'answeredBy' | 'answeredAt' | 'overdueAt'>): string {
  switch (recipient.status) {
    case 'answered':
      return `${recipient.answeredAt === null ? '' : `${monthDayTime(recipient.answeredAt).slice(6)} `}应答（${recipient.answeredBy === null ? '' : answerWays[recipient.answeredBy]}）`
    case 'delivered':
      return recipient.overdueAt === null ? '已送达，未应答' : '已送达，超时未应答'
    case 'sent':
      return recipient.overdueAt === null ? '已发出，未应答' : '已发出，超时未应答'
    case 'unreachable':
      return '送不到'
    case 'waiting':
      return '待发'
  }
}

/** Share of those who answered, in whole per cent; never 100 before the last one has. */
export function answeredPercent({ total, answered }: Pick<CallView['counts'], 'total' | 'answered'>): number {
  if (total === 0) return 0
  return answered === total ? 100 : Math.min(99, Math.round((answered / total) * 100))
}

/** A rung as it stands: when, what, and whether it was climbed. */
export interface Rung {
  readonly key: string
  readonly at: string
  readonly name: string
  readonly detail: string
  readonly state: 'done' | 'next' | 'later' | 'skipped'
}

const later = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString()

/** The whole ladder of a call, from the call itself to the deadline, in order of time. */
export function listRungs(call: Pick<CallView, 'calledAt' | 'channels' | 'ladder' | 'step' | 'status' | 'acknowledgeBy' | 'counts'>): readonly Rung[] {
  const describe = (step: LadderStep): string => `${step.to === 'superior' ? '转其上级' : '再叫未应答的'}（${channelWords(step.channels)}）`
  const steps = call.ladder.map((step, index): Rung => ({
    key: `step-${index}`, at: later(call.calledAt, step.afterMinutes), name: step.name === '' ? (step.to === 'superior' ? '转上级' : '再叫') : step.name, detail: describe(step),
    state: index < call.step ? 'done' : call.status !== 'running' ? 'skipped' : index === call.step ? 'next' : 'later',
  }))
  const due: Rung = { key: 'due', at: call.acknowledgeBy, name: '应答时限', detail: call.counts.overdue > 0 ? `${call.counts.overdue} 人超时` : '到时仍未应答记为超时', state: call.counts.overdue > 0 ? 'done' : call.status === 'running' ? 'later' : 'skipped' }
  return [{ key: 'call', at: call.calledAt, name: '发起', detail: `叫 ${call.counts.total} 人（${channelWords(call.channels)}）`, state: 'done' }, ...[...steps, due].sort((a, b) => a.at.localeCompare(b.at))]
}
