import { Button } from 'antd'
import type { ReactNode } from 'react'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import type { FieldProblem } from '../../ui/forms/FormErrors.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './tasks.module.css'
import { texts } from './texts.ts'

interface TaskFormProps {
  readonly submitText: string
  readonly busy: boolean
  readonly problems: readonly FieldProblem[]
  readonly refusal: string | undefined
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The small form of one action on a task, in place, with thumb-sized buttons. */
export function TaskForm({ submitText, busy, problems, refusal, onSubmit, onClose, children }: TaskFormProps) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSubmit()
      }}
    >
      {children}
      <FormErrors problems={problems} />
      {refusal !== undefined && (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
      <div className={styles.formActions}>
        <Button type="primary" htmlType="submit" className={styles.big ?? ''} loading={busy} icon={<Symbol name="send" size={18} />}>
          {submitText}
        </Button>
        <Button className={styles.big ?? ''} onClick={onClose}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  )
}
