import { routes } from '@fengsui/contract'
import { Drawer } from 'antd'
import { useCallback, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useMay } from '../../lib/use-may.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { ClocksCard } from './ClocksCard.tsx'
import styles from './desk.module.css'
import { Inbox } from './Inbox.tsx'
import { NearMap } from './NearMap.tsx'
import { QuickReportPage } from './QuickReportPage.tsx'
import { ReportForm } from './ReportForm.tsx'
import { SignalWork } from './SignalWork.tsx'
import type { SignalDialog } from './SignalWork.tsx'
import { SuspicionsCard } from './SuspicionsCard.tsx'
import { useDesk } from './use-desk.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import type { DeskKey } from './use-desk-keys.ts'

/** The duty desk: what came in, the one at work, the legal clocks with the map. Whoever only reports sees the report form. */
export function DutyDeskPage({ signalId, beside = null }: { readonly signalId?: string; /** What other words bring to the right column, under the clocks. */ readonly beside?: ReactNode }) {
  const desk = useDesk()
  const go = useGo()
  const narrow = useNarrow()
  const mayVerify = useMay('signal:verify')
  const maySubmit = useMay('signal:submit')
  const reportsOnly = !useCan('incident:read') && maySubmit
  const [reporting, setReporting] = useState(false)
  const [dialog, setDialog] = useState<SignalDialog>(null)
  const [hoveredId, setHoveredId] = useState<string | null>(null)
  const [firstId, setFirstId] = useState<string | null>(null)
  const shown = useRef<readonly string[]>([])
  const begin = useCommand(routes.beginVerification)

  const rememberShown = useCallback((ids: readonly string[]) => {
    shown.current = ids
    setFirstId((before) => before ?? ids[0] ?? null)
  }, [])
  // A desk never stands empty while there is work; a phone shows the list first.
  const selectedId = signalId ?? (narrow ? null : firstId)
  const listed = desk.signals.find((signal) => signal.id === selectedId)
  // An old signal, or one reached by a link, may be beyond the list.
  const single = useRoute(routes.getSignal, { params: { signalId: selectedId ?? '' } }, { touches: ['signal'], enabled: selectedId !== null && listed === undefined && !desk.signalsQuery.isPending })
  const selected = listed ?? (single.data?.id === selectedId ? single.data : undefined)
  const select = useCallback((id: string) => go(paths.duty(id), { replace: !narrow }), [go, narrow])

  const step = (by: 1 | -1): void => {
    const ids = shown.current
    const next = ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(selectedId ?? '') + by))]
    if (next === undefined) return
    select(next)
    document.getElementById(`inbox-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  useDeskKeys((key: DeskKey) => {
    const open = selected !== undefined && (selected.status === 'received' || selected.status === 'verifying')
    if (key === 'next') step(1)
    if (key === 'previous') step(-1)
    if (key === 'open') document.getElementById('signal-work')?.focus()
    if (key === 'new' && maySubmit) setReporting(true)
    if (key === 'merge' && mayVerify && open) setDialog('merge')
    if (key === 'verify' && mayVerify && open) {
      if (selected.status === 'received') void begin.run({ params: { signalId: selected.id } })
      else setDialog('establish')
    }
  })

  if (reportsOnly || (narrow && reporting)) return <QuickReportPage signals={desk.signals} onBack={reportsOnly ? null : () => setReporting(false)} />

  const inbox = <Inbox desk={desk} selectedId={selectedId} hoveredId={hoveredId} onSelect={select} onHover={setHoveredId} onNew={maySubmit ? () => setReporting(true) : null} onShown={rememberShown} />
  const work =
    selected !== undefined ? (
      <SignalWork key={selected.id} signal={selected} desk={desk} dialog={dialog} onDialog={setDialog} onSelect={select} />
    ) : (
      <div className={styles.nothing}>
        {single.error !== null && selectedId !== null ? (
          <ErrorState hint={single.error.problem.detail} code={single.error.problem.code} onRetry={() => void single.refetch()} />
        ) : desk.signalsQuery.isPending || (selectedId !== null && single.isFetching) ? (
          <LoadingState />
        ) : (
          <EmptyState symbol="rail-duty" title="现在没有来报" hint={maySubmit ? '接到电话按 N，一分钟填完。新来报会自动出现在左边。' : '新来报会自动出现在左边。'} />
        )}
      </div>
    )
  const right = (
    <>
      {desk.readsReports && <ClocksCard desk={desk} incidentId={selected?.incidentId ?? null} />}
      {beside}
      <SuspicionsCard desk={desk} />
    </>
  )
  if (narrow) {
    return (
      <div className={styles.desk}>
        {signalId === undefined ? (
          <>
            {inbox}
            {right}
          </>
        ) : (
          <>
            <button type="button" className={styles.back} onClick={() => go(paths.duty())}>
              <Symbol name="chevronLeft" />
              返回来报
            </button>
            {work}
          </>
        )}
      </div>
    )
  }
  return (
    <div className={styles.desk}>
      {inbox}
      {work}
      <div className={styles.right}>
        {right}
        <NearMap desk={desk} signal={selected ?? null} hoveredId={hoveredId} onHover={setHoveredId} onSelect={select} />
      </div>
      <Drawer open={reporting} title="新报" size={560} onClose={() => setReporting(false)} destroyOnHidden>
        <ReportForm
          touch={false}
          onSent={(signal) => {
            setReporting(false)
            select(signal.id)
          }}
        />
      </Drawer>
    </div>
  )
}
