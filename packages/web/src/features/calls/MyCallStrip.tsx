import { routes } from '@fengsui/contract'
import { callKinds } from '@fengsui/contract/notifications'
import { useEffect, useRef } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { RedStrip } from '../../ui/frames/RedStrip.tsx'
import { ring } from './ring.ts'

/** The red strip for a call to this desk that nobody has answered: one press answers it. */
export function MyCallStrip() {
  const may = useMay('call:answer')
  // Answers by text message do not travel to this desk live.
  const calls = useRoute(routes.listMyCalls, { query: { status: 'open' } }, { touches: ['call', 'call-recipient'], enabled: may, refetchInterval: 60_000 })
  const answer = useCommand(routes.answerCall)
  const open = calls.data?.items ?? []
  const first = open[0]
  const known = useRef(new Set<string>())
  useEffect(() => {
    const fresh = open.some(({ recipientId, urgency }) => urgency === 'urgent' && !known.current.has(recipientId))
    for (const { recipientId } of open) known.current.add(recipientId)
    if (fresh) ring()
  }, [open])
  if (first === undefined || !may) return null
  const more = open.length > 1 ? `；另有 ${open.length - 1} 次未答` : ''
  return (
    <RedStrip
      title={`${callKinds[first.kind]}未答：${first.title}`}
      detail={answer.problem === null ? `${first.words ?? ''}（${first.byUnitName} ${monthDayTime(first.calledAt).slice(6)} 发起，${monthDayTime(first.acknowledgeBy).slice(6)} 前应答${more}）` : answer.problem.detail}
      actions={[{ label: answer.busy ? '正在应答…' : '应答', onPress: () => void answer.run({ params: { recipientId: first.recipientId } }) }]}
    />
  )
}
