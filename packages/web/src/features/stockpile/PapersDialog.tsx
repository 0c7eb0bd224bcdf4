import { routes } from '@fengsui/contract'
import type { StockMoveView } from '@fengsui/contract/stockpile'
import { App, Input } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './stockpile.module.css'

const labels = { document: '出库单号' }

/** Brings the papers of goods that left on a telephone order. */
export function PapersDialog({ moves, onClose }: { readonly moves: readonly StockMoveView[]; readonly onClose: () => void }) {
  const { message } = App.useApp()
  const [document, setDocument] = useState('')
  const form = useFormCommand(routes.supplyPapers, {
    labels, prefix: 'papers',
    onDone: ({ supplied }) => {
      void message.success(`已补 ${supplied} 笔手续`)
      onClose()
    },
  })
  return (
    <FormDialog open title={`补出库手续：${moves.length} 笔`} okText="补手续" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { moveIds: moves.map(({ id }) => id), document } })}>
      <ul className={styles.lines}>
        {moves.slice(0, 8).map((move) => <li key={move.id}><span>{move.itemName} → {move.toName}</span><b>{move.quantity.toLocaleString('zh-CN')} {move.unit}</b></li>)}
      </ul>
      {moves.length > 8 && <p className={styles.note}>另有 {moves.length - 8} 笔。</p>}
      <Field label={labels.document} id={form.idOf('document')} error={form.errorOf('document')} required>
        <Input autoFocus value={document} maxLength={60} onChange={(event) => setDocument(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
