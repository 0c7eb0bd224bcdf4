import { routes } from '@fengsui/contract'
import type { ReportView } from '@fengsui/contract/reports'
import { Button } from 'antd'
import { useState } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import styles from './report-page.module.css'

/** What was signed, in one line; checking reads everything anew and says whether it is still that. */
export function SealLine({ report }: { readonly report: ReportView }) {
  const [asked, setAsked] = useState(false)
  const seal = useRoute(routes.verifyReportSeal, { params: { reportId: report.id } }, { touches: [], enabled: asked })
  const digest = report.sealDigest
  if (digest === null) return <p className={styles.none}>这份报告签发时还没有签名功能。</p>
  const words = { intact: '内容与签发时一致', changed: '内容被改动过', unsigned: '没有签名' } as const
  return (
    <div className={styles.seal}>
      <p>
        已签名 · 摘要 <code title={digest}>{digest.slice(0, 4)}…{digest.slice(-4)}</code>
        <Button
          type="link"
          size="small"
          loading={seal.isFetching}
          onClick={() => {
            if (asked) void seal.refetch()
            setAsked(true)
          }}
        >
          核对
        </Button>
      </p>
      {seal.error !== null && <p role="alert">{seal.error.problem.detail}</p>}
      {seal.data !== undefined && !seal.isFetching && (
        <div role="status">
          <VerificationMark shape={seal.data.state === 'intact' ? 'disc' : 'cross'} word={words[seal.data.state]} />
          {seal.data.findings.map((finding) => (
            <p key={finding}>{finding}</p>
          ))}
        </div>
      )}
    </div>
  )
}
