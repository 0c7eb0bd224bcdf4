import { routes } from '@fengsui/contract'
import type { RosterSheet } from '@fengsui/contract/rosters'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { DayGrid } from './DayGrid.tsx'
import { GenerateDialog } from './GenerateDialog.tsx'
import { PeopleGrid } from './PeopleGrid.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import styles from './rosters.module.css'
import { FairnessTable, ProblemList } from './SideLists.tsx'
import { useSheetEdit } from './use-sheet-edit.ts'

interface DraftViewProps {
  readonly rosterId: string
  readonly view: 'people' | 'days'
  readonly today: string
  readonly again: boolean
  readonly onBack: () => void
}

/** A draft: changed seat by seat, checked at once, saved, filled up, published or thrown away. */
export function DraftView(props: DraftViewProps) {
  const draft = useRoute(routes.getRoster, { params: { rosterId: props.rosterId } }, { touches: ['duty-roster'] })
  if (draft.error !== null && draft.data === undefined) return <ErrorState hint={draft.error.message} code={draft.error.problem.code} onRetry={() => void draft.refetch()} />
  if (draft.data === undefined) return <LoadingState />
  return <DraftEditor key={`${props.rosterId} ${String(draft.dataUpdatedAt)}`} {...props} source={draft.data} />
}

function DraftEditor({ rosterId, view, today, again, onBack, source }: DraftViewProps & { readonly source: RosterSheet }) {
  const { modal } = App.useApp()
  const edit = useSheetEdit(source)
  const [dialog, setDialog] = useState<'publish' | 'fill' | null>(null)
  const save = useCommand(routes.saveRoster)
  const discard = useCommand(routes.discardRoster, { onDone: onBack })
  const { sheet } = edit
  const problem = save.problem ?? discard.problem
  const period = { fromDay: source.fromDay, toDay: source.toDay }
  const empty = sheet.seats.filter(({ personId }) => personId === null).length
  return (
    <>
      <div className={styles.notice}>
        <b>草稿 {source.fromDay} 至 {source.toDay}</b>
        <span className={styles.quiet}>{view === 'days' ? '在各席位里选人' : '改人请切到“按日期”'}；还没有发布，别人看不到</span>
        <div className={styles.barEnd}>
          {empty > 0 && !edit.changed && <Button size="small" onClick={() => setDialog('fill')}>自动补齐 {empty} 个空席</Button>}
          <Button size="small" disabled={!edit.changed} loading={save.busy} onClick={() => void save.run({ body: { unitId: source.unit.unitId, ...period, rosterId, assignments: [...edit.assignments] } })}>保存</Button>
          <Button size="small" loading={discard.busy} onClick={() => void modal.confirm({ title: '作废这份草稿？', content: '已发布的值班表不受影响。', okText: '作废', cancelText: '取消', onOk: async () => { await discard.run({ params: { rosterId } }) } })}>作废</Button>
          {source.unit.mayApprove && <Button size="small" type="primary" disabled={edit.changed} title={edit.changed ? '请先保存' : undefined} onClick={() => setDialog('publish')}>审定发布</Button>}
          <Button size="small" onClick={onBack}>返回已发布</Button>
        </div>
        {problem !== null && <p className={styles.wrong} role="alert">{problem.detail}</p>}
      </div>
      <div className={styles.split}>
        {view === 'people' ? <PeopleGrid sheet={sheet} onSeat={() => undefined} /> : <DayGrid sheet={sheet} today={today} onSeat={() => undefined} onAssign={source.unit.mayEdit ? edit.assign : undefined} />}
        <aside className={styles.side} aria-label="检查与次数">
          <h3>检查</h3>
          <ProblemList sheet={sheet} />
          <h3>全年次数（含本稿）</h3>
          <FairnessTable sheet={sheet} />
        </aside>
      </div>
      {dialog === 'publish' && <PublishDialog sheet={sheet} rosterId={rosterId} again={again} onDone={onBack} onClose={() => setDialog(null)} />}
      {dialog === 'fill' && <GenerateDialog unit={source.unit} month={period} keep={edit.assignments} rosterId={rosterId} onSaved={() => setDialog(null)} onClose={() => setDialog(null)} />}
    </>
  )
}
