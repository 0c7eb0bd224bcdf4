import { signalStatusNames } from '@fengsui/contract/signals'
import type { SignalView } from '@fengsui/contract/signals'
import { Button } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { ReportForm } from './ReportForm.tsx'
import styles from './report-form.module.css'
import { statusShapes } from './texts.ts'

const ownShown = 10

interface QuickReportPageProps {
  readonly signals: readonly SignalView[]
  /** Back to the inbox; absent where reporting is all the role does. */
  readonly onBack: (() => void) | null
}

/** The first page on an information officer's phone: report, and see what became of the earlier ones. */
export function QuickReportPage({ signals, onBack }: QuickReportPageProps) {
  const { account } = useSession()
  const [sent, setSent] = useState<SignalView | null>(null)
  const mine = signals.filter((signal) => signal.submittedByUnitId === account.unitId).slice(0, ownShown)
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        {onBack !== null && (
          <Button type="text" aria-label="返回来报" icon={<Symbol name="chevronLeft" />} onClick={onBack} />
        )}
        <h1>一分钟报灾</h1>
      </header>
      {sent !== null ? (
        <div className={styles.sent} role="status">
          <b>已上报，编号 {sent.number}</b>
          <p>{sent.title}。值班室会回拨核实，请保持电话畅通；情况有变化请再报一条。</p>
          <Button type="primary" size="large" onClick={() => setSent(null)}>
            再报一条
          </Button>
        </div>
      ) : (
        <ReportForm touch onSent={setSent} />
      )}
      {mine.length > 0 && (
        <section className={styles.mine} aria-label="本单位已报">
          <h2>本单位已报</h2>
          <ul>
            {mine.map((signal) => (
              <li key={signal.id}>
                <RelativeTime at={signal.receivedAt} show="time" />
                <span>{signal.title}</span>
                <VerificationMark shape={statusShapes[signal.status]} word={signal.status === 'received' ? '待核实' : signalStatusNames[signal.status]} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
