import { routes } from '@fengsui/contract'
import { warningLevelNames, type WarningHazard, type WarningLevel } from '@fengsui/contract/warnings'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { useCan, useSession } from '../../lib/session.tsx'
import { useDraft } from '../../lib/use-draft.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { WarningMark } from '../../ui/marks/WarningMark.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { hazardOptions, readHeadline } from './read-headline.ts'
import styles from './warnings.module.css'

const labels = { headline: '标题（原文）', hazard: '灾种', level: '级别', issuer: '发布单位', divisionCode: '地区', issuedAt: '发布时间', expiresAt: '到期时间', instruction: '防御指引', incidentId: '关联事件' }
const levels = Object.keys(warningLevelNames) as WarningLevel[]
const words = { issuedAt: '请填原文的发布时间' }

interface RecordWarningDialogProps {
  readonly incidentId?: string | null
  readonly onClose: () => void
}

/** Relays a warning: paste the headline and check what was read from it. Issuer and colour stay as they were published. */
export function RecordWarningDialog({ incidentId = null, onClose }: RecordWarningDialogProps) {
  const { division } = useSession()
  const now = useNow()
  const mayReadIncidents = useCan('incident:read')
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 200 } }, { touches: ['incident'], enabled: mayReadIncidents })
  const [draft, setDraft, clearDraft] = useDraft('record-warning', { headline: '', hazard: '11B01' as WarningHazard, level: null as WarningLevel | null, issuer: '', divisionCode: division.code, instruction: '', incidentId })
  const [issuedAt, setIssuedAt] = useState<string | null>(() => new Date(Math.floor(now / 60_000) * 60_000).toISOString())
  const [expiresAt, setExpiresAt] = useState<string | null>(null)
  const form = useFormCommand(routes.recordWarning, {
    labels, words, prefix: 'record-warning',
    onDone: () => {
      clearDraft()
      onClose()
    },
  })
  const read = (headline: string): void => {
    const { issuedAt: readAt, ...reading } = readHeadline(headline)
    setDraft((before) => ({ ...before, ...reading, headline }))
    if (readAt !== undefined) setIssuedAt(readAt)
  }
  const hazardName = hazardOptions.find(({ value }) => value === draft.hazard)?.label ?? ''
  const submit = (): void => {
    const { level, ...rest } = draft
    // A missing colour is refused by the contract's own check, beside its field.
    void form.submit({ body: { ...rest, level: level as WarningLevel, issuedAt: issuedAt ?? '', expiresAt } })
  }
  return (
    <FormDialog open title="转录预警" okText="转录" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.headline} id={form.idOf('headline')} error={form.errorOf('headline')} required hint="粘贴原文标题，灾种、级别、发布单位和时间自动填好，请核对">
        <Input.TextArea value={draft.headline} autoSize={{ minRows: 2, maxRows: 4 }} maxLength={120} autoFocus onChange={(event) => read(event.target.value)} />
      </Field>
      <Field label={labels.hazard} id={form.idOf('hazard')} error={form.errorOf('hazard')} required>
        <Select value={draft.hazard} options={hazardOptions} onChange={(hazard) => setDraft((before) => ({ ...before, hazard }))} />
      </Field>
      <fieldset className={styles.levels} id={form.idOf('level')}>
        <legend>{labels.level}（照原文，不得改色）</legend>
        <div role="radiogroup" aria-label={labels.level}>
          {levels.map((level) => (
            <button key={level} type="button" role="radio" aria-checked={draft.level === level} className={joinClasses(styles.level, draft.level === level && styles.levelOn)} onClick={() => setDraft((before) => ({ ...before, level }))}>
              <WarningMark colour={level} hazard={hazardName} />
            </button>
          ))}
        </div>
        {form.errorOf('level') !== undefined && <p role="alert">请选原文的级别颜色</p>}
      </fieldset>
      <Field label={labels.issuer} id={form.idOf('issuer')} error={form.errorOf('issuer')} required hint="气象灾害预警信号只能由气象台站发布">
        <Input value={draft.issuer} maxLength={60} onChange={(event) => setDraft((before) => ({ ...before, issuer: event.target.value }))} />
      </Field>
      <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
        <DivisionPicker value={draft.divisionCode} valueName={draft.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(divisionCode) => setDraft((before) => ({ ...before, divisionCode }))} />
      </Field>
      <Field label={labels.issuedAt} id={form.idOf('issuedAt')} error={form.errorOf('issuedAt')} required>
        <InstantInput value={issuedAt} onChange={setIssuedAt} />
      </Field>
      <Field label={labels.expiresAt} id={form.idOf('expiresAt')} error={form.errorOf('expiresAt')} hint="原文没有写就空着，解除前一直生效">
        <InstantInput value={expiresAt} onChange={setExpiresAt} />
      </Field>
      <Field label={labels.instruction} id={form.idOf('instruction')} error={form.errorOf('instruction')}>
        <Input.TextArea value={draft.instruction} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} onChange={(event) => setDraft((before) => ({ ...before, instruction: event.target.value }))} />
      </Field>
      {mayReadIncidents && (
        <Field label={labels.incidentId} id={form.idOf('incidentId')} error={form.errorOf('incidentId')} hint="同一台风、同一场雨的预警关联到它的事件">
          <Select allowClear value={draft.incidentId} placeholder="不关联" loading={incidents.isLoading} options={(incidents.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))} onChange={(value: string | null | undefined) => setDraft((before) => ({ ...before, incidentId: value ?? null }))} />
        </Field>
      )}
    </FormDialog>
  )
}
