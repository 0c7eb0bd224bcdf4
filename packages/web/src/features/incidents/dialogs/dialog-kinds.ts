/** Which dialog of the workspace is open, with the object it speaks of. */
export type WorkspaceDialog =
  | { readonly kind: 'confirm-grade' | 'draft-report' | 'start-response' | 'assign-task' | 'merge' | 'link' | 'split' | 'mark-stable' | 'close' | 'call-consultation' | 'enter-state' }
  | { readonly kind: 'change-level' | 'end-response' | 'appoint'; readonly responseId: string }
  | { readonly kind: 'task'; readonly taskId: string }
  | { readonly kind: 'conclude'; readonly consultationId: string }
  | { readonly kind: 'leave-state'; readonly stateId: string }
