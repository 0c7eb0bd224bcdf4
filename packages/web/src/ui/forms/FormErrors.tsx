import { useTranslation } from 'react-i18next'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './forms.module.css'

/** One thing to correct: which field (its element id) and what to do, in plain Chinese. */
export interface FieldProblem {
  readonly field: string
  readonly label: string
  readonly message: string
}

/**
 * The list of what must be corrected, at the end of a form; each line goes to its field.
 * Submit stays enabled: pressing it is how people ask what is missing.
 */
export function FormErrors({ problems }: { readonly problems: readonly FieldProblem[] }) {
  const { t } = useTranslation('ui')
  if (problems.length === 0) return null
  return (
    <div className={styles.errors} role="alert">
      <Symbol name="note" />
      <div>
        <b>{t('form.errors', { count: problems.length })}</b>
        <ul>
          {problems.map(({ field, label, message }) => (
            <li key={`${field} ${message}`}>
              <button
                type="button"
                title={t('form.goTo')}
                onClick={() => {
                  const target = document.getElementById(field)
                  target?.scrollIntoView({ block: 'center' })
                  target?.focus({ preventScroll: true })
                }}
              >
                {label}：{message}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** The problem of one field, beside it. Give its id to the field as `aria-describedby`. */
export function FieldError({ id, message }: { readonly id?: string; readonly message: string | undefined }) {
  if (message === undefined) return null
  return (
    <span id={id} className={styles.field}>
      <Symbol name="note" size={12} />
      {message}
    </span>
  )
}
