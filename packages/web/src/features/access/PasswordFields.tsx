import { Input } from 'antd'
import { Field } from '../../ui/forms/Field.tsx'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import styles from './access.module.css'
import { judgePassword } from './password-rules.ts'

interface PasswordFieldsProps {
  readonly label: string
  readonly id: string
  readonly value: string
  readonly repeated: string
  /** Whose password, to warn when the name is in it. */
  readonly username?: string
  readonly error: string | undefined
  readonly repeatedError: string | undefined
  readonly onValue: (value: string) => void
  readonly onRepeated: (value: string) => void
}

/** A new password, twice, with its strength in words. */
export function PasswordFields({ label, id, value, repeated, username = '', error, repeatedError, onValue, onRepeated }: PasswordFieldsProps) {
  const standing = judgePassword(value, username)
  return (
    <>
      <div>
        <Field label={label} id={id} error={error} required>
          <Input.Password value={value} autoComplete="new-password" maxLength={128} onChange={(event) => onValue(event.target.value)} />
        </Field>
        <div className={styles.strength}>
          <ProgressBar thin label="密码强度" total={4} parts={[{ label: standing.words, value: standing.step, step: 4 }]} />
          <span aria-live="polite">{standing.words}</span>
        </div>
      </div>
      <Field label="再输一遍" id={`${id}-repeated`} error={repeatedError} required>
        <Input.Password value={repeated} autoComplete="new-password" maxLength={128} onChange={(event) => onRepeated(event.target.value)} />
      </Field>
    </>
  )
}
