import type { WarningView } from '@fengsui/contract/warnings'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './warnings.module.css'

/** Whether the response keeps up with a warning: wanted level, found level, time left until it becomes an alarm; the rule on click. */
export function LinkageCell({ warning }: { readonly warning: Pick<WarningView, 'linkage' | 'status' | 'watchFrom' | 'placeName'> }) {
  const { linkage, status, watchFrom, placeName } = warning
  if (status !== 'inForce') return <span className={styles.quiet}>—</span>
  if (linkage === null) return <span className={styles.quiet}>预案不要求响应</span>
  const levels = (
    <span className={styles.levelsPair}>
      应 <ResponseShield level={linkage.wantedLevel} outline /> 现 {linkage.foundLevel === null ? <b>未启动</b> : <ResponseShield level={linkage.foundLevel} />}
    </span>
  )
  if (linkage.state === 'satisfied') {
    return (
      <span className={styles.linkage} title={linkage.rule}>
        {levels}
        <span className={styles.kept}>
          <Symbol name="check" size={12} />
          已跟上
        </span>
      </span>
    )
  }
  return (
    <span className={styles.linkage} title={linkage.rule}>
      {levels}
      {linkage.state === 'waiting' && <Countdown name={`${placeName}响应核对`} dueAt={linkage.dueAt} startedAt={watchFrom} rule={{ text: linkage.rule, basis: '到时仍未跟上即告警' }} />}
      {linkage.state === 'alarmed' && <b className={styles.late}>响应未跟上</b>}
      {linkage.state === 'answered' && <span className={styles.quiet}>已说明不提升</span>}
    </span>
  )
}
