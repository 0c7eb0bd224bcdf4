import { cloneElement, useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { FieldError } from './FormErrors.tsx'
import styles from './forms.module.css'

interface FieldProps {
  readonly label: string
  /** Under the label: what to write, or which rule wants it. */
  readonly hint?: ReactNode
  /** What to correct, beside the field. */
  readonly error?: string | undefined
  /** Element id, so that a list of errors can lead here. */
  readonly id?: string
  readonly required?: boolean
  /** One control that takes `id` and `aria-describedby`. */
  readonly children: ReactElement<{ id?: string | undefined; 'aria-describedby'?: string | undefined }>
}

/** One field of a one-column form: label above, what to correct right under the control. */
export function Field({ label, hint, error, id, required = false, children }: FieldProps) {
  const made = useId()
  const fieldId = id ?? made
  const problem = `${fieldId}-problem`
  return (
    <div className={styles.fieldBlock}>
      <label className={styles.fieldLabel} htmlFor={fieldId}>
        {label}
        {required && <i aria-hidden="true">*</i>}
      </label>
      {hint !== undefined && <div className={styles.fieldHint}>{hint}</div>}
      {cloneElement(children, { id: fieldId, 'aria-describedby': error === undefined ? undefined : problem })}
      <FieldError id={problem} message={error} />
    </div>
  )
}
