import { routes } from '@fengsui/contract'
import { faxStatusNames, linkedCaseStatusNames, linkedCaseToldNames, linkedSystems, phoneCallStatusNames, type FaxView, type LinkedCaseView, type PhoneCallView } from '@fengsui/contract/duty'
import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { AttachmentList } from '../../../lib/attachments/AttachmentList.tsx'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useSession } from '../../../lib/session.tsx'
import { useMay } from '../../../lib/use-may.ts'
import { useAllPages } from '../../../lib/use-all-pages.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { TabStrip } from '../../../ui/layout/TabStrip.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { useNarrow } from '../../../ui/shell/use-narrow.ts'
import { DataTable, type TableColumn } from '../../../ui/table/DataTable.tsx'
import { answerWords, knownWords } from './duty-words.ts'
import { emptyStart, PhoneLogDialog } from './PhoneLogDialog.tsx'
import styles from './shift.module.css'

const callColumns: readonly TableColumn<PhoneCallView>[] = [
  { key: 'at', title: '时间', value: (call) => call.firstAt, words: (call) => monthDayTime(call.firstAt), width: 104, required: true, render: (call) => monthDayTime(call.firstAt) },
  { key: 'direction', title: '方向', value: (call) => (call.direction === 'in' ? '来电' : '去电'), width: 76 },
  { key: 'phone', title: '号码', value: (call) => call.phone ?? '未显示', width: 130, required: true },
  { key: 'who', title: '对方', value: (call) => knownWords(call.known) ?? '', width: 200 },
  { key: 'status', title: '状态', value: (call) => phoneCallStatusNames[call.status], width: 80, render: (call) => <Tag tone={call.status === 'ringing' || call.status === 'talking' ? 'accent' : call.status === 'missed' ? 'outline' : 'quiet'}>{phoneCallStatusNames[call.status]}</Tag> },
  { key: 'seconds', title: '通话', value: (call) => call.talkSeconds ?? 0, words: (call) => answerWords(call.talkSeconds), width: 88, align: 'right', render: (call) => answerWords(call.talkSeconds) },
  { key: 'taken', title: '接电人', value: (call) => call.takenByName ?? '', width: 84 },
  { key: 'log', title: '登记', value: (call) => (call.phoneLogId !== null ? '已登记' : call.dismissedAt !== null ? '无须登记' : '未登记'), width: 84 },
  { key: 'recordings', title: '录音', value: (call) => call.recordings, width: 60, align: 'right' },
  { key: 'unit', title: '值班室', value: (call) => call.unitName, width: 150, hiddenAtFirst: true },
]
const faxColumns: readonly TableColumn<FaxView>[] = [
  { key: 'number', title: '登记号', value: (fax) => fax.number, width: 190, required: true },
  { key: 'at', title: '收到', value: (fax) => fax.receivedAt, words: (fax) => monthDayTime(fax.receivedAt), width: 104, render: (fax) => monthDayTime(fax.receivedAt) },
  { key: 'phone', title: '来件号码', value: (fax) => fax.phone ?? '未显示', width: 140 },
  { key: 'pages', title: '页数', value: (fax) => fax.pages, width: 64, align: 'right' },
  { key: 'status', title: '状态', value: (fax) => faxStatusNames[fax.status], width: 88, render: (fax) => <Tag tone={fax.status === 'registered' ? 'accent' : 'quiet'}>{faxStatusNames[fax.status]}</Tag> },
  { key: 'note', title: '处理情况', value: (fax) => fax.note ?? '', width: 220 },
  { key: 'by', title: '处理人', value: (fax) => fax.handledByName ?? '', width: 90 },
  { key: 'unit', title: '值班室', value: (fax) => fax.unitName, width: 150, hiddenAtFirst: true },
]
const caseColumns: readonly TableColumn<LinkedCaseView>[] = [
  { key: 'system', title: '系统', value: (linked) => linkedSystems[linked.system].name, width: 150, required: true },
  { key: 'caseNumber', title: '对方案号', value: (linked) => linked.caseNumber, width: 150 },
  { key: 'at', title: '收到', value: (linked) => linked.receivedAt, words: (linked) => monthDayTime(linked.receivedAt), width: 104, render: (linked) => monthDayTime(linked.receivedAt) },
  { key: 'words', title: '内容', value: (linked) => linked.words ?? linked.title, width: 300 },
  { key: 'updates', title: '续报', value: (linked) => linked.updates, width: 60, align: 'right' },
  { key: 'status', title: '状态', value: (linked) => linkedCaseStatusNames[linked.status], width: 100, render: (linked) => <Tag tone={linked.status === 'received' ? 'accent' : 'quiet'}>{linkedCaseStatusNames[linked.status]}</Tag> },
  { key: 'told', title: '回告', value: (linked) => `${linkedCaseToldNames[linked.told]}${linked.toldStatus === null ? '' : `：${linkedCaseStatusNames[linked.toldStatus as LinkedCaseView['status']] ?? ''}`}`, width: 170 },
  { key: 'signal', title: '来报', value: (linked) => linked.signalNumber, width: 170, render: (linked) => <LinkTo to={paths.duty(linked.signalId)}>{linked.signalNumber}</LinkTo> },
]
const rowKey = (row: { readonly id: string }): string => row.id
const failure = (error: { message: string } | null, data: unknown) => (error !== null && data === undefined ? { message: error.message } : undefined)

/** What the telephone exchange and other systems brought in. */
export function ExchangeTab() {
  const [part, setPart] = useState<'calls' | 'faxes' | 'cases'>('calls')
  const calls = useAllPages(routes.listPhoneCalls, { status: 'all' }, { touches: ['phone-call', 'phone-log'], enabled: part === 'calls' })
  const faxes = useAllPages(routes.listFaxes, { status: 'all' }, { touches: ['fax'] })
  const cases = useAllPages(routes.listLinkedCases, {}, { touches: ['linked-case'] })
  const [openCallId, setOpenCallId] = useState<string | null>(null)
  const [openFaxId, setOpenFaxId] = useState<string | null>(null)
  const waiting = faxes.data?.filter((fax) => fax.status === 'registered').length ?? 0
  const openCall = calls.data?.find((call) => call.id === openCallId)
  const openFax = faxes.data?.find((fax) => fax.id === openFaxId)
  return (
    <Card head={<TabStrip label="来源" items={[{ key: 'calls', label: '通话' }, { key: 'faxes', label: '传真', count: waiting === 0 ? undefined : waiting }, { key: 'cases', label: '联动警情' }]} value={part} onChange={setPart} />}>
      {part === 'calls' && <DataTable<PhoneCallView> name="通话" columns={callColumns} rows={calls.data} rowKey={rowKey} emptyTitle="没有通话" emptyHint="接上电话网关（docs/operations/telephone-gateway.md）后，来电、接听、录音自动入档。" error={failure(calls.error, calls.data)} onRetry={() => void calls.refetch()} onOpen={(call) => setOpenCallId(call.id)} />}
      {part === 'faxes' && <DataTable<FaxView> name="传真登记" columns={faxColumns} rows={faxes.data} rowKey={rowKey} emptyTitle="没有传真" emptyHint="传真由电话网关送来，自动编登记号，内容摘要写进日志链。" error={failure(faxes.error, faxes.data)} onRetry={() => void faxes.refetch()} onOpen={(fax) => setOpenFaxId(fax.id)} />}
      {part === 'cases' && <DataTable<LinkedCaseView> name="联动警情" columns={caseColumns} rows={cases.data} rowKey={rowKey} emptyTitle="没有联动警情" emptyHint="110、119、120、122、12345 转来的警情成为来报，办理情况自动回告对方。" error={failure(cases.error, cases.data)} onRetry={() => void cases.refetch()} />}
      {openCall !== undefined && <CallDrawer call={openCall} onClose={() => setOpenCallId(null)} />}
      {openFax !== undefined && <FaxDrawer fax={openFax} onClose={() => setOpenFaxId(null)} />}
    </Card>
  )
}

function CallDrawer({ call, onClose }: { readonly call: PhoneCallView; readonly onClose: () => void }) {
  const narrow = useNarrow()
  const mayWork = useMay('duty:work')
  const { account } = useSession()
  const [writing, setWriting] = useState(false)
  return (
    <Drawer open title={`${call.direction === 'in' ? '来电' : '去电'} ${call.phone ?? '未显示号码'}`} size={narrow ? '100%' : 480} onClose={onClose}>
      <div className={styles.drawer}>
        <dl className={styles.facts}>
          <dt>对方</dt>
          <dd>{knownWords(call.known) ?? '通讯录里没有这个号码'}</dd>
          <dt>振铃</dt>
          <dd>{call.ringingAt === null ? '—' : monthDayTime(call.ringingAt)}</dd>
          <dt>接听</dt>
          <dd>{call.talkingAt === null ? '未接' : `${monthDayTime(call.talkingAt)}${call.takenByName === null ? '' : `，${call.takenByName}`}`}</dd>
          <dt>通话</dt>
          <dd>{answerWords(call.talkSeconds) || '—'}</dd>
        </dl>
        <AttachmentList of={{ kind: 'phone-call', id: call.id }} quiet />
        {mayWork && call.unitId === account.unitId && call.phoneLogId === null && (
          <Button type="primary" onClick={() => setWriting(true)}>
            登记这个电话
          </Button>
        )}
      </div>
      {writing && <PhoneLogDialog start={{ ...emptyStart, phoneCallId: call.id, direction: call.direction, counterpart: knownWords(call.known) ?? '', phone: call.phone ?? '', divisionCode: call.known.divisionCode }} onClose={() => setWriting(false)} onSaved={onClose} />}
    </Drawer>
  )
}

const labels = { note: '处理情况' }

function FaxDrawer({ fax, onClose }: { readonly fax: FaxView; readonly onClose: () => void }) {
  const narrow = useNarrow()
  const mayWork = useMay('duty:work')
  const { account } = useSession()
  const [handling, setHandling] = useState(false)
  return (
    <Drawer open title={fax.number} size={narrow ? '100%' : 480} onClose={onClose}>
      <div className={styles.drawer}>
        <dl className={styles.facts}>
          <dt>来件号码</dt>
          <dd>{fax.phone ?? '未显示'}</dd>
          <dt>收到</dt>
          <dd>
            {monthDayTime(fax.receivedAt)}，{fax.pages} 页
          </dd>
          <dt>内容摘要</dt>
          <dd className={styles.notes}>{fax.sha256}</dd>
          <dt>处理</dt>
          <dd>{fax.note === null ? '待处理' : `${fax.note}（${fax.handledByName ?? ''}）`}</dd>
        </dl>
        <AttachmentList of={{ kind: 'fax', id: fax.id }} />
        {mayWork && fax.status === 'registered' && fax.unitId === account.unitId && (
          <Button type="primary" onClick={() => setHandling(true)}>
            登记处理情况
          </Button>
        )}
      </div>
      {handling && <HandleDialog faxId={fax.id} onClose={() => setHandling(false)} />}
    </Drawer>
  )
}

function HandleDialog({ faxId, onClose }: { readonly faxId: string; readonly onClose: () => void }) {
  const [note, setNote] = useState('')
  const form = useFormCommand(routes.handleFax, { labels, prefix: 'fax', onDone: onClose })
  return (
    <FormDialog open title="传真处理情况" okText="登记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { faxId }, body: { note } })}>
      <Field label={labels.note} id={form.idOf('note')} error={form.errorOf('note')} hint="如：已转水利局阅处" required>
        <Input.TextArea value={note} rows={3} maxLength={400} autoFocus onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
