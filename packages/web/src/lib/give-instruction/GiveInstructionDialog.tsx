import { routes } from '@fengsui/contract'
import { directionNames, mediumNames, supervisionRuleAt, termText, urgencyNames, type InstructionView, type Urgency } from '@fengsui/contract/instructions'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../form/use-form-command.ts'
import { InstantInput } from '../pickers/InstantInput.tsx'
import { useDraft } from '../use-draft.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { DueField, toTerm, type DueChoice } from './DueField.tsx'
import styles from './give-instruction.module.css'
import { UnitsPicker } from '../pickers/UnitsPicker.tsx'

const labels = { words: '批示内容', issuer: '批示领导', title: '事由', assignees: '交办给', due: '办理时限', givenAt: '批示时间', urgency: '缓急' }

interface GiveInstructionDialogProps {
  /** What it is about; absent for everyday work, which then needs a title. */
  readonly incidentId?: string | undefined
  readonly reportId?: string | undefined
  readonly aboutTitle?: string | undefined
  readonly onClose: () => void
  readonly onDone?: ((instruction: InstructionView) => void) | undefined
}

interface Draft {
  readonly words: string
  readonly issuer: string
  readonly title: string
  readonly direction: 'own' | 'upper'
  readonly medium: keyof typeof mediumNames
  readonly urgency: Urgency
  readonly unitIds: readonly string[]
  readonly due: DueChoice
  readonly givenAt: string | null
}

const empty: Draft = { words: '', issuer: '', title: '', direction: 'own', medium: 'online', urgency: 'normal', unitIds: [], due: { kind: 'default' }, givenAt: null }

/** One step: what is instructed, to whom, until when. A leader writes it here; the office registers one that was said or came from above. */
export function GiveInstructionDialog({ incidentId, reportId, aboutTitle, onClose, onDone }: GiveInstructionDialogProps) {
  const [draft, setDraft, clearDraft] = useDraft<Draft>(`give-instruction:${reportId ?? incidentId ?? 'general'}`, empty)
  const [more, setMore] = useState(draft.direction === 'upper' || draft.medium !== 'online' || incidentId === undefined)
  const now = useNow()
  const form = useFormCommand(routes.giveInstruction, {
    labels, prefix: 'give-instruction',
    onDone: (made) => {
      clearDraft()
      onDone?.(made)
      onClose()
    },
  })
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change })
  const rule = supervisionRuleAt(new Date(now).toISOString())
  const submit = (): void =>
    void form.submit({
      body: {
        direction: draft.direction, issuer: draft.issuer, medium: draft.medium, title: draft.title, words: draft.words, urgency: draft.urgency, givenAt: draft.givenAt,
        incidentId: incidentId ?? null, reportId: reportId ?? null, assignees: draft.unitIds.map((unitId, index) => ({ unitId, role: index === 0 ? 'lead' : 'assist' })), due: toTerm(draft.due),
      },
    })
  return (
    <FormDialog open title={aboutTitle === undefined ? '登记批示' : `批示：${aboutTitle}`} okText={draft.unitIds.length === 0 ? '保存批示' : `批示并交办（${draft.unitIds.length} 个单位）`} busy={form.busy} problems={form.problems} refusal={form.refusal} width={600} onClose={onClose} onSubmit={submit}>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} required>
        <Input.TextArea value={draft.words} autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} onChange={(event) => set({ words: event.target.value })} />
      </Field>
      <Field label={labels.assignees} id={form.idOf('assignees')} error={form.errorOf('assignees')} hint="第一个为主办，其余协办；可以先保存，由值班室交办">
        <UnitsPicker value={draft.unitIds} onChange={(unitIds) => set({ unitIds })} />
      </Field>
      <div className={styles.pair}>
        <Field label={labels.urgency} id={form.idOf('urgency')}>
          <Radio.Group value={draft.urgency} optionType="button" options={(Object.keys(urgencyNames) as Urgency[]).map((key) => ({ value: key, label: urgencyNames[key] }))} onChange={(event) => set({ urgency: event.target.value as Urgency })} />
        </Field>
        <Field label={labels.due} id={form.idOf('due')} error={form.errorOf('due') ?? form.errorOf('due.at')}>
          <DueField value={draft.due} defaultWords={termText(rule.term[draft.urgency])} onChange={(due) => set({ due })} />
        </Field>
      </div>
      {!more && (
        <button type="button" className={styles.more} onClick={() => setMore(true)}>
          代领导登记、上级批示、书面或口头批示…
        </button>
      )}
      {more && (
        <>
          <div className={styles.pair}>
            <Field label="来自">
              <Select value={draft.direction} options={Object.entries(directionNames).map(([value, label]) => ({ value, label }))} onChange={(direction: Draft['direction']) => set({ direction })} />
            </Field>
            <Field label={labels.issuer} id={form.idOf('issuer')} error={form.errorOf('issuer')} hint="写职务；本人批示可不填">
              <Input value={draft.issuer} maxLength={40} placeholder="如 县长" onChange={(event) => set({ issuer: event.target.value })} />
            </Field>
          </div>
          <div className={styles.pair}>
            <Field label="方式">
              <Select value={draft.medium} options={Object.entries(mediumNames).map(([value, label]) => ({ value, label }))} onChange={(medium: Draft['medium']) => set({ medium })} />
            </Field>
            <Field label={labels.givenAt} id={form.idOf('givenAt')} error={form.errorOf('givenAt')} hint="不填为现在">
              <InstantInput value={draft.givenAt} onChange={(givenAt) => set({ givenAt })} />
            </Field>
          </div>
          <Field label={labels.title} id={form.idOf('title')} error={form.errorOf('title')} required={incidentId === undefined && reportId === undefined} hint="会永久留档，不要写人名和电话">
            <Input value={draft.title} maxLength={80} placeholder={aboutTitle === undefined ? '如 汛前地质灾害隐患排查' : `关于“${aboutTitle}”的批示`} onChange={(event) => set({ title: event.target.value })} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
