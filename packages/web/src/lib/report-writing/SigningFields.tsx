import { routes } from '@fengsui/contract'
import type { ReportView } from '@fengsui/contract/reports'
import { Input, Select } from 'antd'
import { useRoute } from '../use-route.ts'
import { InstantInput } from '../pickers/InstantInput.tsx'
import type { SendChoices } from './send-choices.ts'
import { signingFor } from './send-choices.ts'
import styles from './report-writing.module.css'

interface SigningFieldsProps {
  readonly report: ReportView
  readonly choices: SendChoices
  readonly onChange: (patch: Partial<SendChoices>) => void
}

/** Who answers for the report, and why it goes out before a leader signed, where the rule wants one. */
export function SigningFields({ report, choices, onChange }: SigningFieldsProps) {
  const posts = useRoute(routes.listPosts, { query: { unitId: report.fromUnitId } }, { touches: ['post'] })
  const urgent = signingFor(report, choices.by) === 'urgent-only'
  return (
    <>
      {urgent && (
        <div className={styles.rule} role="note">
          <b>紧急先发</b>
          <span>{report.signing.whyZh}</span>
        </div>
      )}
      <div>
        <label htmlFor="send-signatory">{urgent ? '同意签发的领导职务' : '签发人'}</label>
        <Select
          id="send-signatory"
          allowClear
          style={{ width: '100%' }}
          placeholder={urgent ? '不选则为本单位带班领导' : '选择签发的职务，可不选'}
          value={choices.signatoryPostId}
          options={(posts.data?.items ?? []).map((post) => ({ value: post.id, label: `${post.name}${post.personName === null ? '（空缺）' : ` ${post.personName}`}` }))}
          onChange={(next: string | undefined) => onChange({ signatoryPostId: next ?? null })}
        />
      </div>
      {urgent && (
        <div>
          <label htmlFor="send-urgent">先发的理由（领导随后补签）</label>
          <Input.TextArea id="send-urgent" autoSize={{ minRows: 1, maxRows: 3 }} maxLength={500} value={choices.urgentReason} placeholder="如：时限只剩 5 分钟，已电话请示同意" onChange={(event) => onChange({ urgentReason: event.target.value })} />
        </div>
      )}
    </>
  )
}

/** What a telephone report is kept with: when, who listened, what was read back. */
export function CallFields({ choices, onChange }: Omit<SigningFieldsProps, 'report'>) {
  return (
    <>
      <div className={styles.call}>
        <div>
          <label htmlFor="send-listener">接电话的人</label>
          <Input id="send-listener" value={choices.listener} maxLength={40} placeholder="对方职务或姓名" onChange={(event) => onChange({ listener: event.target.value })} />
        </div>
        <div>
          <label htmlFor="send-spokenAt">通话时间（不填即现在）</label>
          <InstantInput id="send-spokenAt" value={choices.spokenAt} onChange={(spokenAt) => onChange({ spokenAt })} />
        </div>
      </div>
      <div>
        <label htmlFor="send-readBack">对方复述（可不填）</label>
        <Input.TextArea id="send-readBack" autoSize={{ minRows: 1, maxRows: 3 }} maxLength={1000} value={choices.readBack} placeholder="对方复述的时间、地点、人数" onChange={(event) => onChange({ readBack: event.target.value })} />
      </div>
    </>
  )
}
