import type { CountView, OrderView } from '@fengsui/contract/evacuation'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { IssueOrderDialog, LiftOrderDialog, ReleaseDialog } from './OrderDialogs.tsx'
import { ReportCountDialog } from './ReportCountDialog.tsx'

export type EvacuationDialog = { readonly kind: 'count' | 'order' | 'release' } | { readonly kind: 'lift'; readonly order: OrderView } | null

/** The buttons a role may use, and the dialogs they open. */
export function useEvacuationActions(incidentId: string, counts: readonly CountView[]): { readonly buttons: ReactNode; readonly dialogs: ReactNode; readonly lift: (order: OrderView) => void; readonly mayOrder: boolean } {
  const mayEdit = useMay('evacuation:edit')
  const mayOrder = useMay('order:issue')
  const [dialog, setDialog] = useState<EvacuationDialog>(null)
  const close = (): void => setDialog(null)
  return {
    mayOrder,
    lift: (order) => setDialog({ kind: 'lift', order }),
    buttons: (
      <>
        {mayEdit && (
          <Button type="primary" size="small" icon={<Symbol name="edit" size={14} />} onClick={() => setDialog({ kind: 'count' })}>
            报数
          </Button>
        )}
        {mayOrder && (
          <Button size="small" onClick={() => setDialog({ kind: 'order' })}>
            发布指挥长令
          </Button>
        )}
        {mayOrder && (
          <Button size="small" onClick={() => setDialog({ kind: 'release' })}>
            解除转移
          </Button>
        )}
      </>
    ),
    dialogs: (
      <>
        {dialog?.kind === 'count' && <ReportCountDialog incidentId={incidentId} counts={counts} onClose={close} />}
        {dialog?.kind === 'order' && <IssueOrderDialog incidentId={incidentId} onClose={close} />}
        {dialog?.kind === 'release' && <ReleaseDialog incidentId={incidentId} onClose={close} />}
        {dialog?.kind === 'lift' && <LiftOrderDialog order={dialog.order} onClose={close} />}
      </>
    ),
  }
}
