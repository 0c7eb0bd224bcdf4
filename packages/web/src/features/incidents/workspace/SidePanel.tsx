import type { WorkspaceDialog } from '../dialogs/dialog-kinds.ts'
import { CasualtyWatchPanel } from '../panels/CasualtyWatchPanel.tsx'
import { ConsultationsPanel } from '../panels/ConsultationsPanel.tsx'
import { FactsPanel } from '../panels/FactsPanel.tsx'
import { FilesPanel } from '../panels/FilesPanel.tsx'
import { JournalPanel } from '../panels/JournalPanel.tsx'
import { NoticesPanel } from '../panels/NoticesPanel.tsx'
import { RelationsPanel } from '../panels/RelationsPanel.tsx'
import { ReportsPanel } from '../panels/ReportsPanel.tsx'
import { ResponsePanel } from '../panels/ResponsePanel.tsx'
import { SituationReportPanel } from '../panels/SituationReportPanel.tsx'
import { useCan } from '../../../lib/session.tsx'
import { NoPermissionState } from '../../../ui/states/PageStates.tsx'
import { IncidentMap } from './IncidentMap.tsx'
import type { ActionName } from './next-actions.ts'
import type { CommandBoard, IncidentPage } from './workspace-data.ts'
import styles from './workspace.module.css'

export const sideTabNames = { map: '地图', facts: '情况', reports: '报送', response: '响应', consultations: '会商', notices: '通知', files: '附件', relations: '关联', summary: '简报', journal: '日志' } as const
export type SideTab = keyof typeof sideTabNames
export const sideTabs = Object.keys(sideTabNames) as SideTab[]

interface SidePanelProps {
  readonly tab: SideTab
  readonly incident: IncidentPage
  readonly board: CommandBoard
  readonly can: (name: ActionName) => boolean
  readonly mayConsult: boolean
  readonly onOpen: (dialog: WorkspaceDialog) => void
}

/** The right column of the workspace: the map, or one of the papers of the incident. */
export function SidePanel({ tab, incident, board, can, mayConsult, onOpen }: SidePanelProps) {
  const mayReadReports = useCan('report:read')
  if (tab === 'map') return <IncidentMap incident={incident} />
  return <div className={styles.panelScroll}>{paper()}</div>

  function paper() {
    switch (tab) {
      case 'facts':
        return <><CasualtyWatchPanel incidentId={incident.id} /><FactsPanel incident={incident} mayEdit={can('update-facts')} mayGrade={can('confirm-grade')} onConfirmGrade={() => onOpen({ kind: 'confirm-grade' })} /></>
      case 'reports':
        return mayReadReports ? <ReportsPanel incidentId={incident.id} mayDraft={can('draft-report')} onDraft={() => onOpen({ kind: 'draft-report' })} /> : <NoPermissionState permission="查看信息报告" />
      case 'response':
        return (
          <ResponsePanel
            incidentId={incident.id}
            board={board}
            may={{ start: can('start-response'), change: can('change-level'), end: can('end-response'), decide: can('start-response') }}
            onStart={() => onOpen({ kind: 'start-response' })}
            onChangeLevel={(responseId) => onOpen({ kind: 'change-level', responseId })}
            onEnd={(responseId) => onOpen({ kind: 'end-response', responseId })}
            onAppoint={(responseId) => onOpen({ kind: 'appoint', responseId })}
            onEnterState={() => onOpen({ kind: 'enter-state' })}
            onLeaveState={(stateId) => onOpen({ kind: 'leave-state', stateId })}
          />
        )
      case 'consultations':
        return <ConsultationsPanel consultations={board.consultations} mayEdit={mayConsult} onCall={() => onOpen({ kind: 'call-consultation' })} onConclude={(consultationId) => onOpen({ kind: 'conclude', consultationId })} />
      case 'notices':
        return <NoticesPanel notices={board.notices} />
      case 'files':
        return <FilesPanel incidentId={incident.id} mayAdd={can('update-facts')} />
      case 'relations':
        return <RelationsPanel incident={incident} mayEdit={can('update-facts')} mayMerge={can('merge')} onLink={() => onOpen({ kind: 'link' })} onMerge={() => onOpen({ kind: 'merge' })} onSplit={() => onOpen({ kind: 'split' })} />
      case 'summary':
        return <SituationReportPanel incidentId={incident.id} />
      case 'journal':
        return <JournalPanel incidentId={incident.id} />
      default:
        return null
    }
  }
}
