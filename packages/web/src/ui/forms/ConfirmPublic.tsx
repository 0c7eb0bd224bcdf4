import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { hourMinute } from '../clocks/time-text.ts'
import { VerificationMark } from '../marks/VerificationMark.tsx'
import { FieldError } from './FormErrors.tsx'
import styles from './forms.module.css'

interface ConfirmPublicProps {
  readonly open: boolean
  /** The act in words: "发布暴雨红色预警". */
  readonly title: string
  /** What goes out: the very text. */
  readonly children: ReactNode
  /** Place name that must be typed. */
  readonly place: string
  /** How many people it reaches. */
  readonly recipients: number
  /** The second person's approval; `null` while missing, left out when the act needs none. */
  readonly second?: { readonly name: string; readonly at: string } | null
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** The gate before anything reaches the public or cannot be undone: place name typed, people counted, second person. */
export function ConfirmPublic({ open, title, children, place, recipients, second, busy = false, onConfirm, onCancel }: ConfirmPublicProps) {
  const { t } = useTranslation('ui')
  const [typed, setTyped] = useState('')
  const field = useId()
  const matches = typed.trim() === place
  const approved = second !== null
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      cancelText={t('confirm.cancel')}
      okButtonProps={{ disabled: !matches || !approved, loading: busy }}
      onOk={onConfirm}
      onCancel={onCancel}
      afterClose={() => setTyped('')}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className={styles.confirm}>
        <div className={styles.what}>{children}</div>
        <p className={styles.count}>{t('confirm.recipients', { people: recipients.toLocaleString('zh-CN') })}</p>
        <label className={styles.label} htmlFor={field}>
          {t('confirm.place', { place })}
          <Input id={field} value={typed} autoComplete="off" autoFocus onChange={(event) => setTyped(event.target.value)} aria-describedby={`${field}-problem`} />
          <FieldError id={`${field}-problem`} message={typed !== '' && !place.startsWith(typed.trim()) ? t('confirm.placeMismatch', { place }) : undefined} />
        </label>
        {second !== undefined && (
          <div className={styles.second}>
            <b>{t('confirm.second')}</b>
            {second === null ? (
              <VerificationMark shape="ring" word={t('confirm.secondMissing')} />
            ) : (
              <VerificationMark shape="disc" word={t('confirm.secondPassed', { name: second.name, time: hourMinute(second.at) })} />
            )}
          </div>
        )}
        <p className={styles.note}>{t('confirm.irreversible')}</p>
      </div>
    </Modal>
  )
}
