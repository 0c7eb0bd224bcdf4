import { routes } from '@fengsui/contract'
import type { IncidentFacts } from '@fengsui/contract/incidents/grading'
import { isOpenReport } from '@fengsui/contract/reports'
import { clockNoteOf, signalSources } from '@fengsui/contract/signals'
import type { SignalView } from '@fengsui/contract/signals'
import { Button } from 'antd'
import { useState } from 'react'
import { prefillElements } from '../../lib/report-writing/report-elements.ts'
import { paths, useGo } from '../../lib/navigation.ts'
import { useMay } from '../../lib/use-may.ts'
import { AttachmentList } from '../../lib/attachments/AttachmentList.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { AbsorbDialog, AttachDialog, MergeDialog, RejectDialog } from './SignalDialogs.tsx'
import { EstablishDialog } from './EstablishDialog.tsx'
import { FactsPanel } from './FactsPanel.tsx'
import { BasisButton, GradePanel, LiveGrade } from './GradePanel.tsx'
import { listAlike, listMergeCandidates, listRelated, takeHighest } from './related-signals.ts'
import { MarkedText } from './MarkedText.tsx'
import { ReportedNote, ReportWork } from './ReportWork.tsx'
import { factsOf } from './reading.ts'
import { listSteps } from './signal-steps.ts'
import styles from './signal-work.module.css'
import { sourceSymbols } from './texts.ts'
import type { Desk } from './use-desk.ts'
import { useReading } from './use-reading.ts'

/** What a key or a press asks for; the desk holds it, so that keys work from everywhere. */
export type SignalDialog = 'establish' | 'attach' | 'merge' | 'absorb' | 'reject' | null

interface SignalWorkProps {
  readonly signal: SignalView
  readonly desk: Desk
  readonly dialog: SignalDialog
  readonly onDialog: (dialog: SignalDialog) => void
  readonly onSelect: (signalId: string) => void
}

/** One signal at work: its words, what was read from them, the grade they lead to, and what can be done now. */
export function SignalWork({ signal, desk, dialog, onDialog, onSelect }: SignalWorkProps) {
  const go = useGo()
  const [shownId, setShownId] = useState<string | 'report'>(signal.id)
  const [hovered, setHovered] = useState<number | null>(null)
  const mayVerify = useMay('signal:verify')
  const mayDraft = useMay('report:draft')
  const incidentPage = useRoute(routes.getIncident, { params: { incidentId: signal.incidentId ?? '' } }, { touches: ['incident', 'signal', 'report'], enabled: signal.incidentId !== null })
  const incident = incidentPage.data?.id === signal.incidentId ? incidentPage.data : undefined
  const begin = useCommand(routes.beginVerification)
  const unmerge = useCommand(routes.unmergeSignal)
  const draft = useCommand(routes.draftReport, { onDone: () => setShownId('report') })

  const related = listRelated(signal, desk.signals)
  const shown = related.find((each) => each.signal.id === shownId)?.signal ?? signal
  const alike = listAlike(signal, desk.signals)
  const clockNote = clockNoteOf(shown)
  const reading = useReading(shown.words ?? '', shown.receivedAt)
  const merged = related.filter((each) => each.merged).map((each) => each.signal)
  const facts: IncidentFacts = shown.id === signal.id ? (incident?.facts ?? takeHighest([signal, ...merged])) : shown.facts
  const series = desk.ownReports.filter((report) => report.incidentId === signal.incidentId && signal.incidentId !== null)
  const issued = series.filter((report) => report.status === 'issued')
  const openDraft = series.find((report) => isOpenReport(report.status))
  const ownClocks = desk.ownClocks.filter((clock) => clock.incidentId === signal.incidentId && signal.incidentId !== null)
  const open = signal.status === 'received' || signal.status === 'verifying'
  const problem = begin.problem ?? unmerge.problem ?? draft.problem
  const writing = shownId === 'report' && openDraft !== undefined && incident !== undefined && mayDraft

  const startDraft = (): void => {
    if (incident === undefined) return
    if (openDraft !== undefined) return setShownId('report')
    const kind = issued.length === 0 ? 'initial' : 'followUp'
    const source = `${signalSources[signal.source]}${signal.unitName === null ? '' : `（${signal.unitName}）`}`
    void draft.run({ params: { incidentId: incident.id }, body: { kind, facts: incident.facts, elements: prefillElements(kind, { source, previous: issued.at(-1)?.elements }) } })
  }

  return (
    <section className={styles.work} aria-label="来报处理" id="signal-work" tabIndex={-1}>
      <header className={styles.head}>
        <div>
          <h1>{incident?.title ?? signal.title}</h1>
          <p>
            {incident === undefined ? signal.number : `事件 ${incident.number}`}
            {signal.unitName !== null && `，${signal.unitName}报`}
          </p>
        </div>
        <div className={styles.headActions}>
          {incident !== undefined && (
            <Button onClick={() => go(paths.incident(incident.id))} icon={<Symbol name="rail-commandPost" />}>
              进指挥台
            </Button>
          )}
          <Button aria-label="打印" title="打印" icon={<Symbol name="print" />} onClick={() => window.print()} />
        </div>
      </header>
      <ol className={styles.steps} aria-label="进度">
        {listSteps(signal, incident, desk.ownReports).map((step) => (
          <li key={step.key} className={joinClasses(step.state === 'done' && styles.done, step.state === 'current' && styles.current)} aria-current={step.state === 'current' ? 'step' : undefined}>
            <span className={styles.dot}>{step.state === 'done' && <Symbol name="check" size={10} />}</span>
            {step.label} {step.at !== null && hourMinute(step.at)}
          </li>
        ))}
      </ol>
      <div className={styles.sources} role="tablist" aria-label="同一件事的来报">
        {related.map(({ signal: each, likeness, merged: isMerged }) => (
          <button key={each.id} type="button" role="tab" aria-selected={shown.id === each.id && !writing} className={styles.sourceTab} onClick={() => setShownId(each.id)}>
            <Symbol name={sourceSymbols[each.source]} size={14} />
            {signalSources[each.source]} {hourMinute(each.receivedAt)}
            {isMerged ? <span className={styles.percent}>已并</span> : likeness !== null && <span className={styles.percent}>{Math.round(likeness * 100)}%</span>}
          </button>
        ))}
        {openDraft !== undefined && mayDraft && (
          <button type="button" role="tab" aria-selected={writing} className={styles.sourceTab} onClick={() => setShownId('report')}>
            <Symbol name="edit" size={14} />
            {openDraft.kind === 'initial' ? '初报草稿' : openDraft.kind === 'final' ? '终报草稿' : '续报草稿'}
          </button>
        )}
        {mayVerify && !writing && (
          <span>
            {shown.id !== signal.id && shown.status === 'merged' ? (
              <Button size="small" loading={unmerge.busy} onClick={() => void unmerge.run({ params: { signalId: shown.id } }).then((done) => done !== undefined && setShownId(signal.id))}>
                撤销合并
              </Button>
            ) : (
              <>
                {alike.length > 0 && (open || signal.status === 'verified') && (
                  <Button size="small" icon={<Symbol name="merge" size={14} />} onClick={() => onDialog('absorb')}>
                    相似 {alike.length} 条并入本条
                  </Button>
                )}
                {open && (
                  <Button size="small" icon={<Symbol name="merge" size={14} />} onClick={() => onDialog('merge')}>
                    并为一事
                  </Button>
                )}
              </>
            )}
          </span>
        )}
      </div>
      {writing ? (
        <ReportWork key={openDraft.id} report={openDraft} incident={incident} clocks={ownClocks} />
      ) : (
        <>
          <div className={styles.scroll}>
            {(shown.words ?? '') === '' ? <p className={styles.noWords}>{shown.gauge === null ? '只报了数字，没有文字说明。' : `自动站 ${shown.gauge.stationName} ${hourMinute(shown.gauge.readAt)} 读数。`}</p> : <MarkedText pieces={reading.pieces} hovered={hovered} onHover={setHovered} />}
            {(shown.link !== null || shown.feedName !== null || shown.commissionNumber !== null) && (
              <p className={styles.noWords}>
                {shown.feedName !== null && `信息源：${shown.feedName}，由程序收取，未核实。`}
                {shown.commissionNumber !== null && `答约稿 ${shown.commissionNumber}。`}
                {shown.link !== null && (
                  <a href={shown.link} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
                    看原文
                  </a>
                )}
              </p>
            )}
            {clockNote !== null && <p className={styles.noWords} role="note">{clockNote}。</p>}
            <AttachmentList key={shown.id} of={{ kind: 'signal', id: shown.id }} addTo={mayVerify ? { kind: 'signal', id: shown.id } : undefined} quiet />
            {shown.status === 'rejected' && <p className={styles.noWords}>不属实：{shown.statusReason}</p>}
            <div className={styles.two}>
              <FactsPanel signal={shown} facts={facts} reading={reading} hovered={hovered} onHover={setHovered} />
              {incident !== undefined ? (
                <GradePanel incident={incident} action={incident.actions.find((each) => each.action === 'confirm-grade')} />
              ) : (
                <section className={styles.proposal} aria-label="定级建议">
                  <div className={styles.sub}>
                    <b>定级建议</b>
                    <BasisButton typeCode={shown.typeCode} divisionCode={shown.divisionCode} facts={facts} asOf={shown.receivedAt} />
                  </div>
                  <LiveGrade typeCode={shown.typeCode} divisionCode={shown.divisionCode} facts={facts} asOf={shown.receivedAt} />
                  <p className={styles.tip}>属实立项后由带班领导确认。</p>
                </section>
              )}
            </div>
          </div>
          {problem !== null && (
            <p className={styles.problem} role="alert">
              {problem.detail}
            </p>
          )}
          <div className={styles.foot}>
            {open && mayVerify && (
              <>
                {signal.status === 'received' && (
                  <Button loading={begin.busy} onClick={() => void begin.run({ params: { signalId: signal.id } })}>
                    开始核实
                  </Button>
                )}
                <Button onClick={() => onDialog('reject')}>
                  不属实
                </Button>
                <span className={styles.footNote} />
                <Button onClick={() => onDialog('attach')}>
                  并入已有事件
                </Button>
                <Button type="primary" onClick={() => onDialog('establish')}>
                  属实，立为事件
                </Button>
              </>
            )}
            {signal.status === 'rejected' && mayVerify && (
              <>
                <span className={styles.footNote}>已记为不属实；有新情况可以重新核实。</span>
                <Button loading={begin.busy} onClick={() => void begin.run({ params: { signalId: signal.id } })}>
                  重新核实
                </Button>
              </>
            )}
            {signal.status === 'merged' && (
              <>
                <span className={styles.footNote}>已并入另一条来报。</span>
                {signal.mergedIntoId !== null && (
                  <Button onClick={() => signal.mergedIntoId !== null && onSelect(signal.mergedIntoId)}>
                    看主条
                  </Button>
                )}
                {mayVerify && (
                  <Button loading={unmerge.busy} onClick={() => void unmerge.run({ params: { signalId: signal.id } })}>
                    撤销合并
                  </Button>
                )}
              </>
            )}
            {signal.status === 'verified' && incident !== undefined && (
              <>
                {issued.length === 0 ? <span className={styles.footNote}>{openDraft === undefined ? '还没报出' : '初报草稿未发出'}</span> : <ReportedNote issued={issued} clocks={ownClocks} />}
                {mayDraft && (
                  <Button type="primary" loading={draft.busy} onClick={startDraft}>
                    {openDraft !== undefined ? '继续写报告' : issued.length === 0 ? '起草初报' : '起草续报'}
                  </Button>
                )}
              </>
            )}
            {open && !mayVerify && <span className={styles.footNote}>已收到，等待值班室核实。</span>}
          </div>
        </>
      )}
      {dialog === 'establish' && <EstablishDialog signal={signal} read={shown.id === signal.id ? reading.extraction : null} facts={signal.source === 'media' || signal.commissionId !== null ? takeHighest([{ facts: factsOf(reading.extraction) }, signal, ...merged]) : takeHighest([signal, ...merged])} onClose={() => onDialog(null)} onDone={() => onDialog(null)} />}
      {dialog === 'absorb' && <AbsorbDialog signal={signal} alike={alike} onClose={() => onDialog(null)} />}
      {dialog === 'attach' && <AttachDialog signal={signal} incidents={desk.incidents} onClose={() => onDialog(null)} onDone={() => onDialog(null)} />}
      {dialog === 'reject' && <RejectDialog signal={signal} onClose={() => onDialog(null)} />}
      {dialog === 'merge' && <MergeOf signal={signal} shown={shown} desk={desk} onClose={() => onDialog(null)} onSelect={onSelect} />}
    </section>
  )
}

interface MergeOfProps {
  readonly signal: SignalView
  readonly shown: SignalView
  readonly desk: Desk
  readonly onClose: () => void
  readonly onSelect: (signalId: string) => void
}

/** On a duplicate's tab the duplicate goes into the signal at work; otherwise the signal goes into the likeliest other. */
function MergeOf({ signal, shown, desk, onClose, onSelect }: MergeOfProps) {
  const moving = shown.id !== signal.id ? shown : signal
  const candidates = listMergeCandidates(moving, desk.signals)
  const ordered = shown.id !== signal.id ? [...candidates.filter((each) => each.signal.id === signal.id), ...candidates.filter((each) => each.signal.id !== signal.id)] : candidates
  return (
    <MergeDialog
      signal={moving}
      candidates={ordered}
      onClose={onClose}
      onDone={(intoId) => {
        onClose()
        onSelect(intoId)
      }}
    />
  )
}
