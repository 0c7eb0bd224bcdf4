import { StartResponseDialog } from '../../../lib/start-response/StartResponseDialog.tsx'
import type { CommandBoard, IncidentPage } from '../workspace/workspace-data.ts'
import { AssignTaskDialog } from './AssignTaskDialog.tsx'
import { ChangeLevelDialog } from './ChangeLevelDialog.tsx'
import { CloseIncidentDialog } from './CloseIncidentDialog.tsx'
import { AppointDialog, CallConsultationDialog, ConcludeDialog, EnterStateDialog, LeaveStateDialog } from './CommandDialogs.tsx'
import type { WorkspaceDialog } from './dialog-kinds.ts'
import { EndResponseDialog } from './EndResponseDialog.tsx'
import { GradeDialog } from './GradeDialog.tsx'
import { LinkDialog, MergeDialog, SplitDialog } from './RelationDialogs.tsx'
import { ReportDraftDialog } from './ReportDraftDialog.tsx'
import { StableDialog } from './StableDialog.tsx'
import { TaskDialog } from './TaskDialog.tsx'

interface WorkspaceDialogsProps {
  readonly dialog: WorkspaceDialog | null
  readonly incident: IncidentPage
  readonly board: CommandBoard
  readonly groups: readonly { readonly key: string; readonly name: string }[]
  readonly onClose: () => void
}

/** The one open dialog of the workspace; the object it speaks of is looked up anew, so that it shows what is true now. */
export function WorkspaceDialogs({ dialog, incident, board, groups, onClose }: WorkspaceDialogsProps) {
  if (dialog === null) return null
  switch (dialog.kind) {
    case 'confirm-grade':
      return <GradeDialog incident={incident} onClose={onClose} />
    case 'draft-report':
      return <ReportDraftDialog incident={incident} onClose={onClose} />
    case 'start-response':
      return <StartResponseDialog open incident={incident} onClose={onClose} />
    case 'assign-task':
      return <AssignTaskDialog incidentId={incident.id} groups={groups} onClose={onClose} />
    case 'merge':
      return <MergeDialog incident={incident} onClose={onClose} />
    case 'link':
      return <LinkDialog incident={incident} onClose={onClose} />
    case 'split':
      return <SplitDialog incident={incident} onClose={onClose} />
    case 'mark-stable':
      return <StableDialog incident={incident} onClose={onClose} />
    case 'close':
      return <CloseIncidentDialog incident={incident} onClose={onClose} />
    case 'call-consultation':
      return <CallConsultationDialog incidentId={incident.id} suggestedUnitIds={leadUnits(board)} onClose={onClose} />
    case 'enter-state':
      return <EnterStateDialog incidentId={incident.id} divisionCode={incident.divisionCode} onClose={onClose} />
    case 'leave-state':
      return <LeaveStateDialog stateId={dialog.stateId} onClose={onClose} />
    case 'conclude': {
      const consultation = board.consultations.find(({ id }) => id === dialog.consultationId)
      return consultation === undefined ? null : <ConcludeDialog consultationId={consultation.id} agenda={consultation.agenda} onClose={onClose} />
    }
    case 'task': {
      const task = board.tasks.find(({ id }) => id === dialog.taskId)
      return task === undefined ? null : <TaskDialog task={task} onClose={onClose} />
    }
    case 'change-level':
    case 'end-response':
    case 'appoint': {
      const response = board.responses.find(({ id }) => id === dialog.responseId)
      if (response === undefined) return null
      if (dialog.kind === 'change-level') return <ChangeLevelDialog response={response} onClose={onClose} />
      if (dialog.kind === 'appoint') return <AppointDialog response={response} onClose={onClose} />
      return <EndResponseDialog response={response} tasks={board.tasks} onClose={onClose} />
    }
  }
}

/** Leads of the work groups are the usual guests of a consultation. */
function leadUnits(board: CommandBoard): string[] {
  return [...new Set(board.seats.filter((seat) => seat.role === 'groupLead' && seat.status !== 'released').map((seat) => seat.unitId))].slice(0, 20)
}
