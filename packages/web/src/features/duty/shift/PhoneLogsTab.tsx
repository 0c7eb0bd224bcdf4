import { routes } from '@fengsui/contract'
import { phoneDirectionNames, phoneLogStatusNames, type PhoneLogView } from '@fengsui/contract/duty'
import { addMinutes } from '@fengsui/contract/kernel'
import { Button, Drawer, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { addressOf } from '../../../lib/api.ts'
import { AttachmentList } from '../../../lib/attachments/AttachmentList.tsx'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useAllPages } from '../../../lib/use-all-pages.ts'
import { useMay } from '../../../lib/use-may.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { useNarrow } from '../../../ui/shell/use-narrow.ts'
import { DataTable, type TableColumn, type TableFilter } from '../../../ui/table/DataTable.tsx'
import { emptyStart, PhoneLogDialog } from './PhoneLogDialog.tsx'
import styles from './shift.module.css'

const statusWord = (log: PhoneLogView): string => (log.correctedById !== null ? '已更正' : phoneLogStatusNames[log.status])
const columns: readonly TableColumn<PhoneLogView>[] = [
  { key: 'talkedAt', title: '来电时间', value: (log) => log.talkedAt, words: (log) => monthDayTime(log.talkedAt), width: 104, required: true, render: (log) => monthDayTime(log.talkedAt) },
  { key: 'direction', title: '方向', value: (log) => phoneDirectionNames[log.direction], width: 76 },
  { key: 'counterpart', title: '来电单位/人', value: (log) => [log.counterpartUnitName, log.counterpart].filter((each) => each !== null).join(' '), width: 170 },
  { key: 'phone', title: '电话', value: (log) => log.phone ?? '', width: 124 },
  { key: 'content', title: '内容', value: (log) => log.content ?? '', width: 300, required: true },
  { key: 'takenBy', title: '接电人', value: (log) => log.takenByName, width: 84 },
  { key: 'proposal', title: '拟办意见', value: (log) => log.proposal ?? '', width: 150 },
  { key: 'instruction', title: '领导批示', value: (log) => log.instruction ?? '', width: 150, hiddenAtFirst: true },
  { key: 'result', title: '办理结果', value: (log) => log.result ?? '', width: 150 },
  { key: 'status', title: '状态', value: statusWord, width: 84, render: (log) => <Tag tone={log.status === 'open' && log.correctedById === null ? 'accent' : 'quiet'}>{statusWord(log)}</Tag> },
  { key: 'number', title: '编号', value: (log) => log.number, width: 178, hiddenAtFirst: true },
]
const filters: readonly TableFilter<PhoneLogView>[] = [
  { key: 'open', label: '未办结', passes: (log) => log.status === 'open' && log.correctedById === null },
  { key: 'in', label: '来电', passes: (log) => log.direction === 'in' },
  { key: 'out', label: '去电', passes: (log) => log.direction === 'out' },
]
const ranges = [{ value: 7, label: '近 7 天' }, { value: 31, label: '近 1 个月' }, { value: 366, label: '近 1 年' }]
const rowKey = (log: PhoneLogView): string => log.id

/** The telephone log: search, filter, export, and one line opened. */
export function PhoneLogsTab() {
  const { base } = useApiBase()
  const narrow = useNarrow()
  const mayWork = useMay('duty:work')
  const hour = Math.floor(useNow() / 3_600_000)
  const [days, setDays] = useState(31)
  const [writing, setWriting] = useState(false)
  const [openId, setOpenId] = useState<string | null>(null)
  const from = useMemo(() => addMinutes(new Date(hour * 3_600_000).toISOString(), -days * 24 * 60), [hour, days])
  const logs = useAllPages(routes.listPhoneLogs, { from }, { touches: ['phone-log', 'phone-call', 'attachment'] })
  const open = logs.data?.find((log) => log.id === openId)
  const error = logs.error !== null && logs.data === undefined ? { message: logs.error.message, code: logs.error.problem.code } : undefined
  const extra = (
    <>
      <Select size="small" aria-label="时间范围" value={days} options={ranges} onChange={setDays} />
      <Button size="small" href={`${base}${addressOf(routes.downloadPhoneLogs, { query: { from } })}`}>
        导出 Excel
      </Button>
      {mayWork && (
        <Button size="small" type="primary" onClick={() => setWriting(true)}>
          登记电话
        </Button>
      )}
    </>
  )
  return (
    <Card title="值班电话记录" count={logs.data === undefined ? undefined : `${logs.data.length} 条`} extra={extra}>
      <DataTable<PhoneLogView> name="值班电话记录" columns={columns} rows={logs.data} rowKey={rowKey} filters={filters} emptyTitle="还没有电话记录" emptyHint="接到电话随手登记；接了电话网关的，来电会在右下角弹出，一按即登记。" error={error} onRetry={() => void logs.refetch()} onOpen={(log) => setOpenId(log.id)} />
      {writing && <PhoneLogDialog start={emptyStart} onClose={() => setWriting(false)} />}
      <Drawer open={open !== undefined} title={open?.number} size={narrow ? '100%' : 520} onClose={() => setOpenId(null)} destroyOnHidden>
        {open !== undefined && <PhoneLogDetail log={open} />}
      </Drawer>
    </Card>
  )
}

function PhoneLogDetail({ log }: { readonly log: PhoneLogView }) {
  const [dialog, setDialog] = useState<'add' | 'correct' | null>(null)
  const rows: readonly (readonly [string, string | null])[] = [
    ['来电时间', `${monthDayTime(log.talkedAt)}（${phoneDirectionNames[log.direction]}）`], ['来电单位/人', [log.counterpartUnitName, log.counterpart].filter((each) => each !== null).join(' ')], ['电话', log.phone], ['内容', log.content], ['接电人', log.takenByName],
    ['拟办意见', log.proposal], ['领导批示', log.instruction], ['办理结果', log.result], ['状态', statusWord(log)],
  ]
  return (
    <div className={styles.drawer}>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name} className={styles.notes}>{value === null || value === '' ? '—' : value}</dd>])}
        {log.signalId !== null && [<dt key="s">来报</dt>, <dd key="signal"><LinkTo to={paths.duty(log.signalId)}>{log.signalNumber ?? '查看来报'}</LinkTo></dd>]}
        {log.incidentId !== null && [<dt key="i">事件</dt>, <dd key="incident"><LinkTo to={paths.incident(log.incidentId)}>{log.incidentTitle ?? '查看事件'}</LinkTo></dd>]}
      </dl>
      {log.correctedById !== null && <p className={styles.hint}>这一条已被更正，原文保留备查。</p>}
      {log.correctsId !== null && <p className={styles.hint}>这一条是对先前记录的更正。</p>}
      {log.phoneCallId !== null && <AttachmentList of={{ kind: 'phone-call', id: log.phoneCallId }} quiet />}
      {log.mayAdd && (
        <div className={styles.row}>
          <Button type="primary" disabled={log.proposal !== null && log.instruction !== null && log.result !== null} onClick={() => setDialog('add')}>
            补记
          </Button>
          <Button onClick={() => setDialog('correct')}>更正</Button>
        </div>
      )}
      {dialog === 'add' && <AddDialog log={log} onClose={() => setDialog(null)} />}
      {dialog === 'correct' && <PhoneLogDialog start={emptyStart} correcting={log} onClose={() => setDialog(null)} />}
    </div>
  )
}

const labels = { proposal: '拟办意见', instruction: '领导批示', result: '办理结果' } as const

/** What became known later; fields that are written already do not appear. */
function AddDialog({ log, onClose }: { readonly log: PhoneLogView; readonly onClose: () => void }) {
  const [values, setValues] = useState({ proposal: '', instruction: '', result: '' })
  const form = useFormCommand(routes.addToPhoneLog, { labels, prefix: 'phone-log-add', onDone: onClose })
  return (
    <FormDialog open title={`补记 ${log.number}`} okText="补记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { phoneLogId: log.id }, body: values })}>
      {(Object.keys(labels) as (keyof typeof labels)[]).filter((field) => log[field] === null).map((field) => (
        <Field key={field} label={labels[field]} id={form.idOf(field)} error={form.errorOf(field)} {...(field === 'result' ? { hint: '写了即办结' } : {})}>
          <Input.TextArea value={values[field]} rows={2} maxLength={1000} onChange={(event) => setValues({ ...values, [field]: event.target.value })} />
        </Field>
      ))}
    </FormDialog>
  )
}
