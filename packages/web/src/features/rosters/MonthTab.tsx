import { routes } from '@fengsui/contract'
import { legalDayAt } from '@fengsui/contract/calendar'
import type { RosterUnit, SeatView } from '@fengsui/contract/rosters'
import { Button, Segmented, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { useNow } from '../../ui/now-context.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DayGrid } from './DayGrid.tsx'
import { DraftView } from './DraftView.tsx'
import { GenerateDialog } from './GenerateDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { PeopleGrid } from './PeopleGrid.tsx'
import { monthOf, monthWords } from './roster-words.ts'
import styles from './rosters.module.css'
import { ShiftDialog } from './ShiftDialog.tsx'
import { FairnessTable, ProblemList } from './SideLists.tsx'
import { WithUnit } from './UnitChoice.tsx'

interface MonthTabProps {
  readonly unitId: string | undefined
  readonly onUnit: (unitId: string) => void
}

/** The roster of a unit by months. */
export function MonthTab({ unitId, onUnit }: MonthTabProps) {
  return <WithUnit unitId={unitId} onUnit={onUnit}>{(unit, choice) => <MonthOfUnit key={unit.unitId} unit={unit} choice={choice} />}</WithUnit>
}

function MonthOfUnit({ unit, choice }: { readonly unit: RosterUnit; readonly choice: ReactNode }) {
  const { base } = useApiBase()
  const today = legalDayAt(new Date(useNow()).toISOString())
  const mayAct = useMay('roster:edit')
  const [steps, setSteps] = useState(0)
  const [view, setView] = useState<'people' | 'days'>('people')
  const [draftId, setDraft] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'generate' | 'import' | null>(null)
  const [picked, setPicked] = useState<SeatView | null>(null)
  const month = monthOf(today, steps)
  const query = { unitId: unit.unitId, ...month }
  const sheet = useRoute(routes.getRosterSheet, { query }, { touches: ['duty-shift', 'duty-pattern', 'duty-member', 'duty-leave', 'leader-absence'] })
  const drafts = useRoute(routes.listRosters, { query: { unitId: unit.unitId, status: 'draft', limit: 50 } }, { touches: ['duty-roster'], enabled: unit.mayEdit })
  const edits = mayAct && unit.mayEdit
  const file = (format: 'pdf' | 'docx' | 'xlsx'): string => `${base}${addressOf(routes.downloadRoster, { query: { ...query, format } })}`
  const published = sheet.data?.seats.filter(({ shiftId }) => shiftId !== null).length ?? 0
  const openDraft = (rosterId: string): void => {
    setDialog(null)
    setDraft(rosterId)
    setView('days')
  }
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        {choice}
        <Button size="small" aria-label="上个月" icon={<Symbol name="chevronLeft" size={14} />} disabled={draftId !== null} onClick={() => setSteps(steps - 1)} />
        <h2>{monthWords(month.fromDay)}</h2>
        <Button size="small" aria-label="下个月" icon={<Symbol name="chevronRight" size={14} />} disabled={draftId !== null} onClick={() => setSteps(steps + 1)} />
        <Segmented size="small" value={view} options={[{ value: 'people', label: '按人员' }, { value: 'days', label: '按日期' }]} onChange={setView} />
        <div className={styles.barEnd}>
          {(drafts.data?.items.length ?? 0) > 0 && (
            <Select size="small" aria-label="草稿" value={draftId} placeholder={`草稿 ${String(drafts.data?.items.length ?? 0)} 份`} allowClear options={(drafts.data?.items ?? []).map((each) => ({ value: each.id, label: `草稿 ${each.fromDay.slice(5)} 至 ${each.toDay.slice(5)}` }))} onChange={(id: string | null | undefined) => (id === null || id === undefined ? setDraft(null) : openDraft(id))} />
          )}
          {edits && <Button size="small" type="primary" onClick={() => setDialog('generate')}>自动编排</Button>}
          {edits && <Button size="small" onClick={() => setDialog('import')}>导入</Button>}
          <Button size="small" href={file('pdf')} target="_blank" icon={<Symbol name="print" size={14} />}>打印</Button>
          <Button size="small" href={file('docx')} icon={<Symbol name="download" size={14} />}>Word</Button>
          <Button size="small" href={file('xlsx')} icon={<Symbol name="download" size={14} />}>Excel</Button>
        </div>
      </div>
      {draftId !== null ? (
        <DraftView rosterId={draftId} view={view} today={today} again={published > 0} onBack={() => setDraft(null)} />
      ) : sheet.error !== null && sheet.data === undefined ? (
        <ErrorState hint={sheet.error.message} code={sheet.error.problem.code} onRetry={() => void sheet.refetch()} />
      ) : sheet.data === undefined ? (
        <LoadingState />
      ) : sheet.data.seats.length === 0 ? (
        <EmptyState symbol="users" title="这个月没有班次" hint={unit.hasPattern ? '班次规则从以后的日子起用。' : '先在“班次与人员”里制定班次规则、加入值班人员，再回来自动编排。'} />
      ) : (
        <div className={styles.split}>
          {view === 'people' ? <PeopleGrid sheet={sheet.data} onSeat={setPicked} /> : <DayGrid sheet={sheet.data} today={today} onSeat={setPicked} />}
          <aside className={styles.side} aria-label="检查与次数">
            <h3>检查</h3>
            {published === 0 ? <p className={styles.quiet}>这个月还没有发布值班表。</p> : <ProblemList sheet={sheet.data} />}
            <h3>全年次数</h3>
            <FairnessTable sheet={sheet.data} />
            <p className={styles.quiet}>夜班后休息 {sheet.data.limits.restHoursAfterNight} 小时，七天内最多 {sheet.data.limits.maxNightsPerWeek} 个夜班{sheet.data.limits.own ? '（本单位规定）' : `。${sheet.data.limits.basis}`}</p>
          </aside>
        </div>
      )}
      {dialog === 'generate' && <GenerateDialog unit={unit} month={month} keep={null} rosterId={null} onSaved={openDraft} onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog unit={unit} month={month} onSaved={openDraft} onClose={() => setDialog(null)} />}
      {picked !== null && picked.shiftId !== null && picked.endsAt > new Date(Date.parse(`${today}T00:00:00+08:00`)).toISOString() && edits && (
        <ShiftDialog shift={{ ...picked, shiftId: picked.shiftId, personName: picked.personName ?? '' }} ways={unit.mayApprove ? ['ask', 'emergency', 'amend'] : ['ask', 'emergency']} onClose={() => setPicked(null)} />
      )}
    </div>
  )
}
