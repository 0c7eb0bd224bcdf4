import { routes } from '@fengsui/contract'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useSession } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { RedStrip } from '../../ui/frames/RedStrip.tsx'
import type { StripAction } from '../../ui/frames/RedStrip.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { AnswerAlarmDialog } from './AnswerAlarmDialog.tsx'
import { alarmTitle, isRedAlarm, levelWords, mostPressing, openFor } from './warning-words.ts'

/** The red strip for a response that stays behind a red warning or behind the facts: raise it, or say why not. */
export function LinkageStrip() {
  const go = useGo()
  const { division } = useSession()
  const mayDecide = useMay('response:decide')
  const now = useNow()
  const [answering, setAnswering] = useState<string | null>(null)
  const alarms = useRoute(routes.listLinkageAlarms, { query: { status: 'open', limit: 200 } }, { touches: ['linkage-alarm', 'warning', 'response'] })
  // Lower colours wait on the page of warnings; the strip is kept for what nobody may overlook.
  const open = (alarms.data?.items ?? []).filter(isRedAlarm)
  const alarm = mostPressing(open, division.code)
  const asked = open.find(({ id }) => id === answering)
  if (alarm === undefined) return null
  const { incidentId } = alarm
  const actions: StripAction[] = [
    incidentId === null ? { label: '查看', onPress: () => go(paths.warnings()) } : { label: mayDecide && alarm.mayAnswer ? '去提升响应' : '查看事件', onPress: () => go(paths.incident(incidentId)) },
    ...(mayDecide && alarm.mayAnswer ? [{ label: '说明理由', onPress: () => setAnswering(alarm.id) }] : []),
  ]
  const more = open.length > 1 ? `；另有 ${open.length - 1} 处` : ''
  return (
    <>
      <RedStrip title={alarmTitle(alarm)} detail={`${alarm.warningHeadline} · 应为${levelWords(alarm.wantedLevel)} · ${openFor(alarm.raisedAt, now)}${more}`} actions={actions} />
      {asked !== undefined && <AnswerAlarmDialog alarm={asked} onClose={() => setAnswering(null)} />}
    </>
  )
}
