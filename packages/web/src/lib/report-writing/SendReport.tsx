import { routes } from '@fengsui/contract'
import type { ClockView, ReportView } from '@fengsui/contract/reports'
import { Button, Input, Modal, Radio, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { FormErrors } from '../../ui/forms/FormErrors.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { useCommand } from '../use-command.ts'
import { useRoute } from '../use-route.ts'
import { titleOfReport } from './report-elements.ts'
import styles from './report-writing.module.css'
import type { ReportDraft } from './use-report-draft.ts'

interface SendReportProps {
  readonly report: ReportView
  readonly draft: ReportDraft
  /** Running clocks of the own unit about this incident; their recipients get the report. */
  readonly clocks: readonly ClockView[]
  /** Required elements still empty. */
  readonly missing: readonly { readonly field: string; readonly labelZh: string }[]
  readonly onSent: (report: ReportView) => void
}

/** Those who must get it: one line per unit with its most urgent clock. */
export function listOwedRecipients(clocks: readonly ClockView[], by: 'system' | 'phone'): ClockView[] {
  const owed = clocks.filter((clock) => clock.status === 'running' && (by === 'system' || clock.phase === 'PHONE'))
  const urgent = new Map<string, ClockView>()
  for (const clock of [...owed].sort((a, b) => a.dueAt.localeCompare(b.dueAt))) if (!urgent.has(clock.toUnitId)) urgent.set(clock.toUnitId, clock)
  return [...urgent.values()]
}

/** The send button with its dialog: to whom, by what means, what is still missing. Late or incomplete first reports go out all the same (先报后核). */
export function SendReport({ report, draft, clocks, missing, onSent }: SendReportProps) {
  const [open, setOpen] = useState(false)
  const [by, setBy] = useState<'system' | 'phone'>('system')
  const [listener, setListener] = useState('')
  const [alsoTo, setAlsoTo] = useState<string[]>([])
  const [signatoryPostId, setSignatoryPostId] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const q = useDeferredValue(search.trim())
  const units = useRoute(routes.listUnits, { query: { limit: 100, ...(q === '' ? {} : { q }) } }, { touches: ['unit'], enabled: open })
  const posts = useRoute(routes.listPosts, { query: { unitId: report.fromUnitId } }, { touches: ['post'], enabled: open })
  const issue = useCommand(routes.issueReport)
  const owed = listOwedRecipients(clocks, by)
  const title = titleOfReport(report)
  const mustComplete = report.kind === 'final' && missing.length > 0

  const send = async (): Promise<void> => {
    if (!(await draft.flush())) return
    const sent = await issue.run({ params: { reportId: report.id }, body: { by, alsoTo, signatoryPostId, listener: by === 'phone' ? listener : '' } })
    if (sent === undefined) return
    draft.forget()
    setOpen(false)
    onSent(sent)
  }
  const problem = issue.problem ?? draft.problem
  return (
    <>
      <Button type="primary" size="large" icon={<Symbol name="send" />} onClick={() => setOpen(true)}>
        发送{title}（{listOwedRecipients(clocks, 'system').length || 1} 处）
      </Button>
      <Modal open={open} title={`报出${title}`} okText={`签发并报出（${(owed.length || 1) + alsoTo.length} 处）`} cancelText="再看看" confirmLoading={issue.busy || draft.saving} onOk={() => void send()} onCancel={() => setOpen(false)} destroyOnHidden>
        <div className={styles.send}>
          <div>
            <label id="send-by">怎么报</label>
            <div>
              <Radio.Group
                aria-labelledby="send-by"
                value={by}
                onChange={(event) => setBy(event.target.value === 'phone' ? 'phone' : 'system')}
                options={[
                  { value: 'system', label: '系统报送（书面）' },
                  { value: 'phone', label: '已打电话，补记' },
                ]}
              />
            </div>
          </div>
          <div>
            <label>收件单位</label>
            <ul className={styles.recipients}>
              {owed.map((clock) => (
                <li key={clock.toUnitId}>
                  <b>{clock.toUnitName}</b>
                  <span>{clock.title}</span>
                  <Countdown name={`${clock.fromUnitName} → ${clock.toUnitName}`} startedAt={clock.startsAt} dueAt={clock.dueAt} look="pill" />
                </li>
              ))}
              {owed.length === 0 && <li>上一级值班室（没有正在计时的{by === 'phone' ? '电话' : ''}报送，按报送线上报）</li>}
            </ul>
          </div>
          <div>
            <label htmlFor="send-also">另报、抄送</label>
            <Select
              id="send-also"
              mode="multiple"
              style={{ width: '100%' }}
              placeholder="输入单位名称，可不选"
              value={alsoTo}
              loading={units.isFetching}
              showSearch={{ filterOption: false, onSearch: setSearch }}
              options={(units.data?.items ?? []).filter((unit) => unit.id !== report.fromUnitId && unit.status === 'active').map((unit) => ({ value: unit.id, label: unit.name }))}
              onChange={setAlsoTo}
            />
          </div>
          <div>
            <label htmlFor="send-signatory">签发人</label>
            <Select
              id="send-signatory"
              allowClear
              style={{ width: '100%' }}
              placeholder="选择签发的职务"
              value={signatoryPostId}
              options={(posts.data?.items ?? []).map((post) => ({ value: post.id, label: `${post.name}${post.personName === null ? '（空缺）' : ` ${post.personName}`}` }))}
              onChange={(next: string | undefined) => setSignatoryPostId(next ?? null)}
            />
          </div>
          {by === 'phone' && (
            <div>
              <label htmlFor="send-listener">接电话的人</label>
              <Input id="send-listener" value={listener} maxLength={40} placeholder="对方职务或姓名" onChange={(event) => setListener(event.target.value)} />
            </div>
          )}
          {missing.length > 0 &&
            (mustComplete ? (
              <FormErrors problems={missing.map(({ field, labelZh }) => ({ field: `element-${field}`, label: labelZh, message: '终报必填' }))} />
            ) : (
              <p className={styles.note}>
                还缺 {missing.length} 项必填：{missing.map(({ labelZh }) => labelZh).join('、')}。可以先报，随后在续报中补齐。
              </p>
            ))}
          {problem !== null && <FormErrors problems={[{ field: 'send-also', label: problem.title, message: problem.detail }, ...(problem.errors ?? []).map(({ path, message }) => ({ field: path.replace(/^elements\./, 'element-').replace(/^facts\./, 'figure-'), label: '请核对', message }))]} />}
          <p className={styles.note}>报出后不能改，有变化请发续报。超过时限也要报，系统照实记录迟报几分钟。</p>
        </div>
      </Modal>
    </>
  )
}
