import { levelRoman } from '@fengsui/contract/incidents'
import { Button } from 'antd'
import { Suspense, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan, useSession } from '../../lib/session.tsx'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { useNarrow, useWide } from '../../ui/shell/use-narrow.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { WorkspaceDialog } from './dialogs/dialog-kinds.ts'
import { WorkspaceDialogs } from './dialogs/WorkspaceDialogs.tsx'
import { ActionBar } from './workspace/ActionBar.tsx'
import { CommandCard } from './workspace/CommandCard.tsx'
import { DemandStrip } from './workspace/DemandStrip.tsx'
import { IncidentHead } from './workspace/IncidentHead.tsx'
import type { IncidentPaper } from './workspace/incident-paper.ts'
import { arrangeActions } from './workspace/next-actions.ts'
import type { ActionName } from './workspace/next-actions.ts'
import { SidePanel, sideTabNames, sideTabs } from './workspace/SidePanel.tsx'
import type { SideTab } from './workspace/SidePanel.tsx'
import { SuperviseLate } from './workspace/SuperviseLate.tsx'
import { TaskBoard } from './workspace/TaskBoard.tsx'
import { TimelineCard } from './workspace/TimelineCard.tsx'
import { chooseResponse, useWorkspace } from './workspace/workspace-data.ts'
import type { CommandBoard, IncidentPage } from './workspace/workspace-data.ts'
import styles from './workspace/workspace.module.css'

/** One incident: what happened, who does what until when, where, and what can be done now. */
export function IncidentWorkspacePage({ incidentId, morePapers = noPapers }: { readonly incidentId: string; readonly morePapers?: readonly IncidentPaper[] }) {
  const { incident, page, board } = useWorkspace(incidentId)
  if (incident.error !== null && page === undefined) return <ErrorState title="没有打开这个事件" hint={incident.error.message} code={incident.error.problem.code} onRetry={() => void incident.refetch()} />
  if (page === undefined) return <LoadingState lines={12} />
  return <Workspace key={page.id} incident={page} board={board} morePapers={morePapers} />
}

const noPapers: readonly IncidentPaper[] = []
const phoneTabs = ['timeline', 'tasks', 'command', ...sideTabs] as const
type PhoneTab = (typeof phoneTabs)[number]
const phoneTabNames: Readonly<Record<PhoneTab, string>> = { timeline: '时间线', tasks: '任务', command: '指挥', ...sideTabNames }

function Workspace({ incident, board, morePapers }: { readonly incident: IncidentPage; readonly board: CommandBoard; readonly morePapers: readonly IncidentPaper[] }) {
  const { permissions } = useSession()
  const papers = useMemo(() => morePapers.filter(({ needs }) => permissions.includes(needs)), [morePapers, permissions])
  // Key of a paper that stands in the place of the page's own tabs.
  const [paperKey, setPaperKey] = useState<string | null>(null)
  const paper = papers.find(({ key }) => key === paperKey)
  const go = useGo()
  const narrow = useNarrow()
  const wide = useWide()
  const { division } = useSession()
  const { readOnly } = useApiBase()
  const mayAssignTasks = useCan('task:assign')
  const mayConsult = useCan('consultation:edit')
  const [side, setSide] = useState<SideTab>('map')
  const [phoneTab, setPhoneTab] = useState<PhoneTab>('timeline')
  const [dialog, setDialog] = useState<WorkspaceDialog | null>(null)

  const response = useMemo(() => chooseResponse(board.responses, division.code), [board.responses, division.code])
  const actions = useMemo(() => arrangeActions(readOnly ? [] : incident.actions, incident), [readOnly, incident])
  const can = useCallback((name: ActionName) => actions.possible.includes(name), [actions])
  const openTask = useCallback((taskId: string) => setDialog({ kind: 'task', taskId }), [])
  const showSide = useCallback((tab: SideTab) => {
    setPaperKey(null)
    setSide(tab)
    setPhoneTab(tab)
  }, [])
  const openJournal = useCallback(() => showSide('journal'), [showSide])
  const groups = useMemo(() => listGroups(board, response?.id ?? null), [board, response?.id])
  const groupOrder = useMemo(() => groups.map(({ key }) => key), [groups])

  const ownTasks = readOnly ? 0 : board.tasks.filter((task) => task.mayWork).length

  const act = (name: ActionName): void => {
    if (name === 'update-facts') showSide('facts')
    else if (name === 'change-level' || name === 'end-response') {
      const active = board.responses.filter((each) => each.status === 'active')
      if (active.length > 1 || response === null) showSide('response')
      else setDialog({ kind: name, responseId: response.id })
    } else setDialog({ kind: name })
  }

  const timeline = <TimelineCard incidentId={incident.id} onOpenTask={openTask} onOpenJournal={openJournal} />
  const tasks = <TaskBoard tasks={board.tasks} responses={board.responses} responseId={response?.id ?? null} groupOrder={groupOrder} mayAssign={mayAssignTasks && can('assign-task')} onAssign={() => setDialog({ kind: 'assign-task' })} onOpen={openTask} />
  const command = <CommandCard response={response} seats={board.seats} mayStart={can('start-response')} onStart={() => setDialog({ kind: 'start-response' })} />
  const choose = (key: string): void => {
    if (papers.some((each) => each.key === key)) setPaperKey(key)
    else if (isSideTab(key)) showSide(key)
    else if (isPhoneTab(key)) {
      setPaperKey(null)
      setPhoneTab(key)
    }
  }
  const paperTabs = papers.map(({ key, label }) => ({ key, label }))
  const panel = (tab: SideTab): ReactNode => <SidePanel tab={tab} incident={incident} board={board} can={can} mayConsult={mayConsult} onOpen={setDialog} />
  const bar = (
    <ActionBar
      actions={actions}
      notes={actionNotes(incident)}
      onAct={act}
      further={
        <>
          {ownTasks > 0 && (
            <Button icon={<Symbol name="check" size={16} />} onClick={() => go(paths.tasks())}>
              办理本单位任务 {ownTasks} 项
            </Button>
          )}
          <SuperviseLate tasks={board.tasks} />
          {mayConsult && incident.status !== 'closed' && incident.status !== 'merged' && (
            <Button icon={<Symbol name="users" size={16} />} onClick={() => setDialog({ kind: 'call-consultation' })}>
              召集会商
            </Button>
          )}
        </>
      }
    />
  )
  const counts: Partial<Record<SideTab, number>> = { reports: incident.clocks.running, notices: board.notices.filter((notice) => notice.status !== 'acknowledged').length }
  const withCount = (tab: SideTab): number | undefined => (counts[tab] === 0 ? undefined : counts[tab])
  // On a wall the map has a column of its own, so it is no tab, and the situation stands in its place.
  const shownTabs = wide ? sideTabs.filter((tab) => tab !== 'map') : sideTabs
  const shownSide = wide && side === 'map' ? 'facts' : side
  return (
    <div className={styles.page}>
      <IncidentHead incident={incident} response={response} emergencyStates={board.emergencyStates.filter((state) => state.leftAt === null)} />
      {narrow ? (
        <>
          <div className={styles.phoneTabs}>
            <TabStrip label="事件内容" items={[...phoneTabs.map((key) => ({ key, label: phoneTabNames[key] })), ...paperTabs]} value={paper?.key ?? phoneTab} onChange={choose} />
          </div>
          <div className={styles.phoneBody}>
            {!readOnly && bar}
            {paper !== undefined ? <Card><Suspense fallback={<LoadingState />}>{paper.paper(incident.id)}</Suspense></Card> : phoneTab === 'timeline' ? timeline : phoneTab === 'tasks' ? tasks : phoneTab === 'command' ? <>{command}<DemandStrip demands={board.demands} /></> : <Card>{panel(phoneTab)}</Card>}
          </div>
        </>
      ) : (
        <div className={styles.body}>
          {timeline}
          <div className={styles.middle}>
            {tasks}
            {command}
          </div>
          <Card
            head={
              <div className={styles.sideTabs}>
                <TabStrip label="事件内容" items={[...shownTabs.map((key) => ({ key, label: sideTabNames[key], count: withCount(key) })), ...paperTabs]} value={paper?.key ?? shownSide} onChange={choose} />
              </div>
            }
          >
            {paper === undefined ? panel(shownSide) : <Suspense fallback={<LoadingState />}>{paper.paper(incident.id)}</Suspense>}
          </Card>
          {wide && <Card>{panel('map')}</Card>}
          <div className={styles.wide}>
            <DemandStrip demands={board.demands} />
          </div>
          {!readOnly && <div className={styles.wide}>{bar}</div>}
        </div>
      )}
      <WorkspaceDialogs dialog={dialog} incident={incident} board={board} groups={groups} onClose={() => setDialog(null)} />
    </div>
  )
}

function isSideTab(key: string): key is SideTab {
  return sideTabs.some((tab) => tab === key)
}

function isPhoneTab(key: string): key is PhoneTab {
  return phoneTabs.some((tab) => tab === key)
}

/** Small words behind an action that say why it presses. */
function actionNotes(incident: IncidentPage): Partial<Record<ActionName, string>> {
  const { clocks, grade } = incident
  return {
    ...(clocks.overdue > 0 ? { 'draft-report': `超时 ${clocks.overdue}` } : clocks.running > 0 ? { 'draft-report': `${clocks.running} 处计时中` } : {}),
    ...(grade === null ? {} : { 'confirm-grade': `现为${levelRoman[grade]}级` }),
  }
}

/** Work groups of a response in the order of its seats, which is the plan's. */
function listGroups(board: CommandBoard, responseId: string | null): { key: string; name: string }[] {
  const groups = new Map<string, string>()
  for (const { groupKey, groupName, responseId: own } of board.seats) if (groupKey !== null && own === responseId) groups.set(groupKey, groupName ?? groupKey)
  return [...groups].map(([key, name]) => ({ key, name }))
}
