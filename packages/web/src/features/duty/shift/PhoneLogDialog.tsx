import { routes } from '@fengsui/contract'
import type { PhoneLogView } from '@fengsui/contract/duty'
import { incidentTypes } from '@fengsui/contract/incidents/grading'
import { Checkbox, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { useSession } from '../../../lib/session.tsx'
import { useCommand } from '../../../lib/use-command.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'

const labels = { direction: '来电或去电', talkedAt: '时间', counterpart: '来电单位/人', phone: '电话', content: '内容', proposal: '拟办意见', instruction: '领导批示', result: '办理结果', typeCode: '事件类型', divisionCode: '地点' }

/** What is filled in before anybody types. */
export interface PhoneLogStart {
  readonly phoneCallId: string | null
  readonly direction: 'in' | 'out'
  readonly counterpart: string
  readonly phone: string
  readonly talkedAt: string | null
  readonly divisionCode: string | null
}
export const emptyStart: PhoneLogStart = { phoneCallId: null, direction: 'in', counterpart: '', phone: '', talkedAt: null, divisionCode: null }

interface PhoneLogDialogProps {
  readonly start: PhoneLogStart
  /** The line that is put right. */
  readonly correcting?: PhoneLogView
  readonly onClose: () => void
  readonly onSaved?: ((log: PhoneLogView) => void) | undefined
}

/** Writes a telephone call down in the fields of the local template; in the same press it may become a signal of the inbox. */
export function PhoneLogDialog({ start, correcting, onClose, onSaved }: PhoneLogDialogProps) {
  const { division } = useSession()
  const [direction, setDirection] = useState(correcting?.direction ?? start.direction)
  const [talkedAt, setTalkedAt] = useState<string | null>(correcting?.talkedAt ?? start.talkedAt)
  const [counterpart, setCounterpart] = useState(correcting?.counterpart ?? start.counterpart)
  const [phone, setPhone] = useState(correcting?.phone ?? start.phone)
  const [content, setContent] = useState(correcting?.content ?? '')
  const [proposal, setProposal] = useState(correcting?.proposal ?? '')
  const [instruction, setInstruction] = useState(correcting?.instruction ?? '')
  const [result, setResult] = useState(correcting?.result ?? '')
  const [report, setReport] = useState(false)
  const [typeCode, setTypeCode] = useState<string | null>(null)
  const [divisionCode, setDivisionCode] = useState(start.divisionCode ?? division.code)
  const [missing, setMissing] = useState<string | undefined>(undefined)
  const makeSignal = useCommand(routes.makeSignalOfPhoneLog)
  const finish = async (log: PhoneLogView): Promise<void> => {
    if (report && typeCode !== null && (await makeSignal.run({ params: { phoneLogId: log.id }, body: { typeCode, divisionCode } })) === undefined) return
    onSaved?.(log)
    onClose()
  }
  const write = useFormCommand(routes.writePhoneLog, { labels, prefix: 'phone-log' })
  const correct = useFormCommand(routes.correctPhoneLog, { labels, prefix: 'phone-log' })
  const form = correcting === undefined ? write : correct
  const submit = async (): Promise<void> => {
    const body = { direction, talkedAt, counterpart, phone, content, proposal, instruction, result }
    setMissing(report && typeCode === null ? '转为来报要选事件类型' : undefined)
    if (report && typeCode === null) return
    const saved = correcting === undefined ? await write.submit({ body: { ...body, phoneCallId: start.phoneCallId } }) : await correct.submit({ params: { phoneLogId: correcting.id }, body })
    if (saved !== undefined) await finish(saved)
  }
  const field = (path: keyof typeof labels) => ({ label: labels[path], id: form.idOf(path), error: form.errorOf(path) })
  return (
    <FormDialog open title={correcting === undefined ? '登记电话' : `更正 ${correcting.number}`} okText={correcting === undefined ? (report ? '登记并转来报' : '登记') : '更正'} busy={form.busy || makeSignal.busy} problems={form.problems} refusal={missing ?? form.refusal ?? makeSignal.problem?.detail} onClose={onClose} onSubmit={() => void submit()}>
      {start.phoneCallId === null && (
        <Field {...field('direction')}>
          <Radio.Group value={direction} optionType="button" options={[{ value: 'in', label: '来电' }, { value: 'out', label: '去电' }]} onChange={(event) => setDirection(event.target.value as 'in' | 'out')} />
        </Field>
      )}
      <Field {...field('counterpart')}>
        <Input value={counterpart} maxLength={80} onChange={(event) => setCounterpart(event.target.value)} />
      </Field>
      <Field {...field('phone')}>
        <Input value={phone} inputMode="tel" maxLength={40} onChange={(event) => setPhone(event.target.value)} />
      </Field>
      <Field {...field('content')} required>
        <Input.TextArea value={content} rows={4} maxLength={4000} autoFocus onChange={(event) => setContent(event.target.value)} />
      </Field>
      <Field {...field('talkedAt')} hint={start.phoneCallId === null ? '空着即现在' : '空着即接听时间'}>
        <InstantInput value={talkedAt} onChange={setTalkedAt} />
      </Field>
      <Field {...field('proposal')}>
        <Input value={proposal} maxLength={1000} onChange={(event) => setProposal(event.target.value)} />
      </Field>
      {correcting !== undefined && (
        <Field {...field('instruction')}>
          <Input value={instruction} maxLength={1000} onChange={(event) => setInstruction(event.target.value)} />
        </Field>
      )}
      <Field {...field('result')} hint="写了即办结；以后可补记">
        <Input value={result} maxLength={1000} onChange={(event) => setResult(event.target.value)} />
      </Field>
      {correcting === undefined && direction === 'in' && (
        <Checkbox checked={report} onChange={(event) => setReport(event.target.checked)}>
          是险情或灾情，同时转为来报
        </Checkbox>
      )}
      {report && (
        <>
          <Field {...field('typeCode')} required>
            <Select showSearch optionFilterProp="label" value={typeCode} placeholder="选类型" options={incidentTypes.map((type) => ({ value: type.code, label: type.nameZh }))} onChange={setTypeCode} />
          </Field>
          <Field {...field('divisionCode')} required>
            <DivisionPicker value={divisionCode} valueName={divisionCode === division.code ? division.name : undefined} onChange={setDivisionCode} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
