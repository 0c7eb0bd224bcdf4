import { routes } from '@fengsui/contract'
import { reliefScopeNames, type ZeroSeriesView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { paths, useGo } from '../../../lib/navigation.ts'
import { useCommand } from '../../../lib/use-command.ts'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { EndReliefDialog, ReliefDialog } from './ReliefDialogs.tsx'
import styles from './duties.module.css'

const stateWords = { reported: '已报', missed: '缺报', open: '待报' } as const
/** Before that much is left the press is no hurry. */
const halfDay = 43_200_000
type Unit = ZeroSeriesView['units'][number]

/** The 24-hour series while a relief response of province or state runs: every stretch of every unit, those missed, and "nothing changed" in one press. */
export function ZeroSeries({ incidentId }: { readonly incidentId: string }) {
  const { readOnly } = useApiBase()
  const mayDraft = useMay('report:draft')
  const [dialog, setDialog] = useState<'record' | 'end' | null>(null)
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'] })
  const answer = useRoute(routes.getZeroSeries, { params: { incidentId } }, { touches: ['report', 'relief-response', 'incident'], refetchInterval: 60_000 })
  if (incident.data !== undefined && (incident.data.incidentClass !== 'natural-disaster' || incident.data.typeCode.startsWith('11B22'))) return null
  const relief = answer.data?.relief ?? null
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>每日零报告</h3>
        {mayDraft && !readOnly && answer.data !== undefined && (relief === null || relief.endedAt !== null) && (
          <Button size="small" onClick={() => setDialog('record')}>转录救灾响应</Button>
        )}
        {!readOnly && relief?.mayEnd === true && <Button size="small" onClick={() => setDialog('end')}>登记响应终止</Button>}
      </div>
      {answer.data === undefined ? (
        answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
      ) : relief === null ? (
        <p className={styles.note}>本地区没有省级以上救灾应急响应。响应运行期间，各级每 24 小时至少报一次，没有变化也要报。</p>
      ) : (
        <>
          <p className={styles.note}>
            {relief.placeName}：{relief.title}（{reliefScopeNames[relief.scope]}，{relief.source}），{monthDayTime(relief.startedAt)} 启动{relief.endedAt === null ? '' : `，${monthDayTime(relief.endedAt)} 终止`}。{answer.data.legalBasis}
          </p>
          {answer.data.units.length === 0 && <p className={styles.note}>还没有单位书面报出初报；初报报出后开始计零报告。</p>}
          {answer.data.units.map((unit) => (
            <UnitSeries key={unit.unitId} unit={unit} running={answer.data.running} incidentId={incidentId} mayReport={mayDraft && !readOnly} />
          ))}
        </>
      )}
      {dialog === 'record' && <ReliefDialog divisionCode={incident.data?.divisionCode ?? ''} onClose={() => setDialog(null)} />}
      {dialog === 'end' && relief !== null && <EndReliefDialog relief={relief} onClose={() => setDialog(null)} />}
    </section>
  )
}

function UnitSeries({ unit, running, incidentId, mayReport }: { readonly unit: Unit; readonly running: boolean; readonly incidentId: string; readonly mayReport: boolean }) {
  const now = useNow()
  const last = unit.stretches.at(-1)
  const shown = unit.stretches.slice(-14)
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <b>{unit.unitName}</b>
        {unit.missed > 0 && <span className={styles.late}>缺报 {unit.missed} 期</span>}
        {unit.own && running && mayReport && last?.state === 'open' && <NothingChanged incidentId={incidentId} unitId={unit.unitId} pressing={Date.parse(last.dueAt) - now < halfDay || unit.missed > 0} />}
      </div>
      <ol className={styles.stretches}>
        {shown.map((stretch) => (
          <li key={stretch.ordinal} className={joinClasses(styles.stretch, stretch.state === 'missed' && styles.missed, stretch.state === 'open' && styles.open)} title={stretch.number ?? undefined}>
            <span>第 {stretch.ordinal} 期 <b>{stretch.state === 'reported' && stretch.zero ? '零报告' : stateWords[stretch.state]}</b></span>
            <small>{stretch.issuedAt === null ? `应于 ${monthDayTime(stretch.dueAt)} 前` : `${monthDayTime(stretch.issuedAt)} 报出`}</small>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Sends the figures of the last report again as a zero report. Where somebody else has to sign, the draft is opened instead. */
function NothingChanged({ incidentId, unitId, pressing }: { readonly incidentId: string; readonly unitId: string; readonly pressing: boolean }) {
  const go = useGo()
  const reports = useRoute(routes.listReports, { query: { incidentId, limit: 200 } }, { touches: ['report'] })
  const draft = useCommand(routes.draftReport)
  const issue = useCommand(routes.issueReport)
  const own = (reports.data?.items ?? []).filter((report) => report.fromUnitId === unitId && report.status === 'issued').sort((a, b) => a.sequence - b.sequence)
  const last = own.at(-1)
  if (last === undefined) return null
  const send = async (): Promise<void> => {
    const drafted = await draft.run({ params: { incidentId }, body: { kind: 'followUp', facts: last.facts, elements: { changes: '无变化（零报告）' } } })
    if (drafted === undefined) return
    if ((await issue.run({ params: { reportId: drafted.id }, body: {} })) === undefined) go(paths.report(drafted.id))
  }
  return (
    <>
      <Button size="small" type={pressing ? 'primary' : 'default'} loading={draft.busy || issue.busy} onClick={() => void send()}>无变化，报零报告</Button>
      {draft.problem !== null && <span className={styles.late}>{draft.problem.detail}</span>}
      {issue.problem !== null && <Tag>{issue.problem.detail}</Tag>}
    </>
  )
}
