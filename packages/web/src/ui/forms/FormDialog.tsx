import { Modal } from 'antd'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Symbol } from '../symbols/Symbol.tsx'
import { FormErrors } from './FormErrors.tsx'
import type { FieldProblem } from './FormErrors.tsx'
import styles from './forms.module.css'

interface FormDialogProps {
  readonly open: boolean
  readonly title: string
  /** The act in words, on the button. */
  readonly okText: string
  readonly busy?: boolean
  /** Stays enabled for missing fields; only an act that is impossible now is locked. */
  readonly locked?: boolean
  readonly problems?: readonly FieldProblem[]
  /** What went wrong as a whole, in words that say what to do. */
  readonly refusal?: string | undefined
  /** CSS pixels; phones take the whole width. */
  readonly width?: number
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form over the page: one column, errors listed before the buttons, Ctrl+Enter sends. */
export function FormDialog(props: FormDialogProps) {
  const { open, title, okText, busy = false, locked = false, problems = [], refusal, width = 560, onSubmit, onClose, children } = props
  const { t } = useTranslation('ui')
  const body = useRef<HTMLFormElement>(null)
  return (
    <Modal
      open={open}
      title={title}
      width={width}
      okText={okText}
      cancelText={t('form.cancel')}
      okButtonProps={{ disabled: locked, loading: busy }}
      mask={{ closable: false }}
      centered
      destroyOnHidden
      classNames={{ body: styles.dialogBody ?? '' }}
      onOk={() => body.current?.requestSubmit()}
      onCancel={onClose}
    >
      <form
        ref={body}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!locked && !busy) onSubmit()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
        }}
      >
        {children}
        <FormErrors problems={problems} />
        {refusal !== undefined && (
          <p className={styles.refusal} role="alert">
            <Symbol name="note" size={14} />
            {refusal}
          </p>
        )}
      </form>
    </Modal>
  )
}
