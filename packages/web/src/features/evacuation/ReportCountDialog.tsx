import { routes } from '@fengsui/contract'
import type { CountKind, CountView } from '@fengsui/contract/evacuation'
import { Checkbox, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { useSession } from '../../lib/session.tsx'
import { useDraft } from '../../lib/use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import styles from './evacuation.module.css'

const fieldNames: Readonly<Record<CountKind, { planned: string; moved: string; refused: string; followedUp: string }>> = {
  avoidance: { planned: '应转移（人）', moved: '已转移（人）', refused: '拒绝转移（人）', followedUp: '其中已上门（人）' },
  resettlement: { planned: '应安置（人）', moved: '已安置（人）', refused: '未到（人）', followedUp: '其中已联系（人）' },
  vessels: { planned: '应回港（艘）', moved: '已回港（艘）', refused: '失联（艘）', followedUp: '其中已联系上（艘）' },
}
const notes: Readonly<Record<CountKind, string>> = {
  avoidance: '灾前转出危险区的人数，与灾后安置人数分开统计，不相加。',
  resettlement: '灾后需紧急转移安置的人数，对应自然灾害情况统计 A01013。',
  vessels: '应回港与已回港的船只。',
}
const shortNames: { value: CountKind; label: string }[] = [{ value: 'avoidance', label: '避险转移' }, { value: 'resettlement', label: '转移安置' }, { value: 'vessels', label: '回港船只' }]
const figures = ['planned', 'moved', 'refused', 'followedUp'] as const

interface ReportCountDialogProps {
  readonly incidentId: string
  readonly counts: readonly CountView[]
  readonly onClose: () => void
}

/** States the newest figures of one kind for the own place or one below; the last ones are there to start from. */
export function ReportCountDialog({ incidentId, counts, onClose }: ReportCountDialogProps) {
  const { division } = useSession()
  const now = useNow()
  const lastOf = (kind: CountKind, divisionCode: string) => {
    const last = counts.find((count) => count.kind === kind && count.divisionCode === divisionCode)
    return { planned: last?.planned ?? null, moved: last?.moved ?? null, refused: last?.refused ?? 0, followedUp: last?.followedUp ?? 0 } as Record<(typeof figures)[number], number | null>
  }
  const [draft, setDraft, clearDraft] = useDraft(`report-count:${incidentId}`, { kind: 'avoidance' as CountKind, divisionCode: division.code, beyondPlan: false, ...lastOf('avoidance', division.code) })
  const [asOf, setAsOf] = useState<string | null>(() => new Date(Math.floor(now / 60_000) * 60_000).toISOString())
  const labels = { ...fieldNames[draft.kind], divisionCode: '地区', asOf: '数据时点' }
  const form = useFormCommand(routes.reportCount, {
    labels, prefix: 'report-count',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  const change = (kind: CountKind, divisionCode: string): void => setDraft({ kind, divisionCode, beyondPlan: false, ...lastOf(kind, divisionCode) })
  const exceeds = (draft.moved ?? 0) + (draft.refused ?? 0) > (draft.planned ?? 0)
  const submit = (): void => {
    const { kind, divisionCode, beyondPlan, planned, moved, refused, followedUp } = draft
    // An empty figure is refused by the contract's own check, beside its field.
    void form.submit({ params: { incidentId }, body: { kind, divisionCode, beyondPlan: beyondPlan && exceeds, planned: planned as number, moved: moved as number, refused: refused ?? 0, followedUp: followedUp ?? 0, asOf: asOf ?? '' } })
  }
  return (
    <FormDialog open title="报转移安置数" okText="上报" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Segmented block aria-label="口径" value={draft.kind} options={shortNames} onChange={(kind) => change(kind, draft.divisionCode)} />
      <p className={styles.quiet}>{notes[draft.kind]}报的是本地区最新总数，会替换上一次的数。</p>
      <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
        <DivisionPicker value={draft.divisionCode} valueName={draft.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(divisionCode) => change(draft.kind, divisionCode)} />
      </Field>
      <div className={styles.numbers}>
        {figures.map((name) => (
          <Field key={name} label={labels[name]} id={form.idOf(name)} error={form.errorOf(name)} required={name === 'planned' || name === 'moved'}>
            <InputNumber<number> min={0} precision={0} controls={false} className={styles.number ?? ''} value={draft[name]} onChange={(value) => setDraft((before) => ({ ...before, [name]: value }))} />
          </Field>
        ))}
      </div>
      {exceeds && (
        <Checkbox checked={draft.beyondPlan} onChange={(event) => setDraft((before) => ({ ...before, beyondPlan: event.target.checked }))}>
          两项合计多于{labels.planned.replace(/（.*$/u, '')}数：已核对，确已超出计划
        </Checkbox>
      )}
      <Field label={labels.asOf} id={form.idOf('asOf')} error={form.errorOf('asOf')} required>
        <InstantInput value={asOf} onChange={setAsOf} />
      </Field>
    </FormDialog>
  )
}
