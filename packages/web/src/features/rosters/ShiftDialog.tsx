import { routes } from '@fengsui/contract'
import { dutyRoleNames, type DutyRole, type ShiftCandidate } from '@fengsui/contract/rosters'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { dayWords } from './roster-words.ts'
import styles from './rosters.module.css'

/** What is known of the shift one pressed on. */
export interface PickedShift {
  readonly shiftId: string
  readonly day: string
  readonly shiftName: string
  readonly role: DutyRole
  readonly startsAt: string
  readonly endsAt: string
  readonly personName: string
}
type Way = 'ask' | 'emergency' | 'amend'

interface ShiftDialogProps {
  readonly shift: PickedShift
  /** What may be done with it; the first is chosen. */
  readonly ways: readonly Way[]
  readonly onClose: () => void
}

const labels = { toPersonId: '改由谁值', counterShiftId: '换回哪个班', reason: '理由' }
const words = { toPersonId: '请选择人员' }
const wayNames: Readonly<Record<Way, string>> = { ask: '请求换班、替班（对方同意、领导批准后生效）', emergency: '紧急替班（立即生效）', amend: '调整（立即生效，写明理由）' }

function candidateOption({ personId, name, obstacles, impossible, counts }: ShiftCandidate) {
  return { value: personId, label: name, disabled: impossible, note: obstacles.length > 0 ? obstacles.join('；') : `可以接，今年已值 ${String(counts.total)} 次` }
}

/** Another person for a published shift: asked for, or put there at once. */
export function ShiftDialog({ shift, ways, onClose }: ShiftDialogProps) {
  const candidates = useRoute(routes.listShiftCandidates, { params: { shiftId: shift.shiftId } }, { touches: ['duty-shift', 'duty-leave'] })
  const [way, setWay] = useState<Way>(ways[0] ?? 'ask')
  const [toPersonId, setTo] = useState<string | null>(null)
  const [counterShiftId, setCounter] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const ask = useFormCommand(routes.askDutyChange, { labels, words, prefix: 'shift', onDone: onClose })
  const replace = useFormCommand(routes.replaceOnDuty, { labels, words, prefix: 'shift', onDone: onClose })
  const form = way === 'ask' ? ask : replace
  const chosen = candidates.data?.items.find((each) => each.personId === toPersonId)
  const submit = (): void => {
    if (way === 'ask') void ask.submit({ body: { shiftId: shift.shiftId, toPersonId: toPersonId ?? '', counterShiftId, reason } })
    else void replace.submit({ params: { shiftId: shift.shiftId }, body: { toPersonId: toPersonId ?? '', emergency: way === 'emergency', reason } })
  }
  return (
    <FormDialog open title={`${dayWords(shift.day)} ${shift.shiftName}${dutyRoleNames[shift.role]}：${shift.personName}`} okText={way === 'ask' ? '发出请求' : '立即改人'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <p className={styles.quiet}>{monthDayTime(shift.startsAt)} 至 {monthDayTime(shift.endsAt)}</p>
      {ways.length > 1 && (
        <Radio.Group value={way} onChange={(event) => setWay(event.target.value as Way)} options={ways.map((each) => ({ value: each, label: wayNames[each] }))} orientation="vertical" />
      )}
      <Field label={labels.toPersonId} id={form.idOf('toPersonId')} error={form.errorOf('toPersonId')} required hint="没有妨碍、今年值得少的在前">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={toPersonId}
          placeholder="选择人员"
          loading={candidates.isLoading}
          notFoundContent={candidates.error === null ? '没有别人能任这个角色，请先在“班次与人员”里增加' : candidates.error.message}
          options={(candidates.data?.items ?? []).map(candidateOption)}
          optionRender={({ data }) => (
            <span>
              {data.label} <small className={styles.quiet}>{data.note}</small>
            </span>
          )}
          onChange={(personId: string) => {
            setTo(personId)
            setCounter(null)
          }}
        />
      </Field>
      {chosen !== undefined && chosen.obstacles.length > 0 && <p className={styles.wrong}>{chosen.obstacles.join('；')}</p>}
      {way === 'ask' && chosen !== undefined && (
        <Field label={labels.counterShiftId} id={form.idOf('counterShiftId')} error={form.errorOf('counterShiftId')} hint="不选就是替班，不用还">
          <Select allowClear value={counterShiftId} placeholder="不换回" options={chosen.shifts.map((each) => ({ value: each.shiftId, label: `${dayWords(each.day)} ${each.shiftName}` }))} onChange={(id: string | null | undefined) => setCounter(id ?? null)} />
        </Field>
      )}
      <Field label={labels.reason} id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} maxLength={200} autoSize={{ minRows: 2, maxRows: 4 }} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
