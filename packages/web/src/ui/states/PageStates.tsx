import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Symbol } from '../symbols/Symbol.tsx'
import type { SymbolName } from '../symbols/symbols.ts'
import styles from './states.module.css'

interface StateProps {
  readonly symbol: SymbolName
  readonly title: string
  readonly hint?: ReactNode
  readonly code?: string | undefined
  readonly actions?: ReactNode
  readonly role?: 'alert' | 'status'
}

function StateMessage({ symbol, title, hint, code, actions, role = 'status' }: StateProps) {
  return (
    <div className={styles.state} role={role}>
      <Symbol name={symbol} size={32} />
      <p className={styles.title}>{title}</p>
      {hint !== undefined && <div className={styles.hint}>{hint}</div>}
      {code !== undefined && <p className={styles.code}>{code}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

interface EmptyStateProps {
  /** What is not there, in words: "还没有来报". */
  readonly title?: string
  /** What to do next: "点“录入来电”开始第一条。" */
  readonly hint: ReactNode
  readonly action?: ReactNode
  readonly symbol?: SymbolName
}

/** Nothing here, and what to do next. */
export function EmptyState({ title, hint, action, symbol = 'layers' }: EmptyStateProps) {
  const { t } = useTranslation('ui')
  return <StateMessage symbol={symbol} title={title ?? t('state.emptyTitle')} hint={hint} actions={action} />
}

interface ErrorStateProps {
  readonly title?: string
  /** The problem's own Chinese text, which says what to do. */
  readonly hint: ReactNode
  /** Stable problem code, for the telephone to the administrator. */
  readonly code?: string | undefined
  readonly onRetry?: (() => void) | undefined
}

/** It did not work: the reason, what to do, and a retry. */
export function ErrorState({ title, hint, code, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('ui')
  return (
    <StateMessage
      role="alert"
      symbol="rail-risk"
      title={title ?? t('state.errorTitle')}
      hint={hint}
      code={code}
      actions={
        onRetry === undefined ? undefined : (
          <Button onClick={onRetry} icon={<Symbol name="refresh" size={14} />}>
            {t('state.retry')}
          </Button>
        )
      }
    />
  )
}

/** Lines where text will stand; the word is spoken. */
export function LoadingState({ lines = 6 }: { readonly lines?: number }) {
  const { t } = useTranslation('ui')
  return (
    <div className={styles.bars} role="status" aria-live="polite">
      <span className="visually-hidden">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  )
}

interface NoPermissionStateProps {
  /** The missing permission in words: "查看事件". */
  readonly permission: string
  readonly action?: ReactNode
}

/** The role may not see this; whom to ask. */
export function NoPermissionState({ permission, action }: NoPermissionStateProps) {
  const { t } = useTranslation('ui')
  return <StateMessage symbol="lock" title={t('state.noPermissionTitle')} hint={t('state.noPermissionHint', { permission })} actions={action} />
}
