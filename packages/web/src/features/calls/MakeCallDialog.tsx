import { routes } from '@fengsui/contract'
import { divisionLevelOf, divisionLevels } from '@fengsui/contract/kernel'
import { callKinds, notificationChannels, type CallKind, type CallView, type NotificationChannel } from '@fengsui/contract/notifications'
import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useSession } from '../../lib/session.tsx'
import { useDraft } from '../../lib/use-draft.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { AudienceFields } from './AudienceFields.tsx'
import { AudiencePreview } from './AudiencePreview.tsx'
import { toAudience, type AudienceDraft } from './audience-draft.ts'
import styles from './calls.module.css'

const labels = { kind: '种类', title: '标题', words: '内容', audience: '叫谁', channels: '通道', urgency: '缓急', acknowledgeMinutes: '应答时限（分钟）', incidentId: '关联事件' }
const words = { audience: '请选择叫谁', 'audience.headquartersId': '请选择指挥部' }
const kindOptions = (Object.keys(callKinds) as CallKind[]).map((value) => ({ value, label: callKinds[value] }))
const channelOptions = (Object.keys(notificationChannels) as NotificationChannel[]).map((value) => ({ value, label: notificationChannels[value] }))

/** One press for each usual call: what it is, whom it calls, what it says. */
const templates: readonly { readonly key: string; readonly word: string; readonly kind: CallKind; readonly audience: AudienceDraft['type']; readonly level?: 'town' | 'village' | 'county'; readonly title: string; readonly words: string }[] = [
  { key: 'muster', word: '一键调度指挥部', kind: 'muster', audience: 'headquarters', title: '指挥部成员单位立即上线', words: '请各成员单位立即到位应答，报告本单位带班领导和队伍状态。' },
  { key: 'counties', word: '点名各县', kind: 'roll-call', audience: 'places', level: 'county', title: '县（市、区）值班点名', words: '请各县（市、区）值班室应答，报告在岗情况和当前险情。' },
  { key: 'towns', word: '点名各乡镇', kind: 'roll-call', audience: 'places', level: 'town', title: '乡镇（街道）值班点名', words: '请各乡镇（街道）值班室应答，报告在岗情况和当前险情。' },
  { key: 'villages', word: '叫应各村', kind: 'warning-call', audience: 'places', level: 'village', title: '立即组织危险区人员转移', words: '请立即通知危险区人员转移避险，到位后应答，并报告转移人数。' },
]

interface MakeCallDialogProps {
  readonly incidentId?: string | null
  readonly onClose: () => void
  readonly onMade: (call: CallView) => void
}

/** Makes a call: a template fills everything, the preview says who will be reached before anything goes out. */
export function MakeCallDialog({ incidentId = null, onClose, onMade }: MakeCallDialogProps) {
  const { division, permissions } = useSession()
  const mayReadIncidents = permissions.includes('incident:read')
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 200 } }, { touches: ['incident'], enabled: mayReadIncidents })
  const [draft, setDraft, clearDraft] = useDraft('make-call', {
    kind: 'warning-call' as CallKind, title: '', words: '', urgency: 'urgent' as 'urgent' | 'normal', acknowledgeMinutes: 15, channels: ['in-app', 'sms'] as NotificationChannel[], incidentId,
    audience: { type: 'places', divisionCode: division.code, level: 'village', unitIds: [], personIds: [], headquartersId: null } as AudienceDraft,
  })
  const form = useFormCommand(routes.makeCall, {
    labels, words, prefix: 'make-call',
    onDone: (call) => {
      clearDraft()
      onClose()
      onMade(call)
    },
  })
  const ownLevel = divisionLevels.indexOf(divisionLevelOf(division.code))
  const fitting = templates.filter(({ level }) => level === undefined || divisionLevels.indexOf(level) > ownLevel)
  const audience = toAudience(draft.audience)
  const submit = (): void => {
    const { audience: _, ...rest } = draft
    // An audience that is not chosen yet is refused by the contract's own check, beside its field.
    void form.submit({ body: { ...rest, audience: (audience ?? { type: draft.audience.type }) as never } })
  }
  return (
    <FormDialog open title="发起叫应" okText="现在叫" width={680} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <div className={styles.templates} role="group" aria-label="常用叫应">
        {fitting.map((template) => (
          <button key={template.key} type="button" onClick={() => setDraft((before) => ({ ...before, kind: template.kind, title: template.title, words: template.words, urgency: 'urgent', audience: { ...before.audience, type: template.audience, divisionCode: division.code, ...(template.level === undefined ? {} : { level: template.level }) } }))}>
            {template.word}
          </button>
        ))}
      </div>
      <AudienceFields value={draft.audience} idOf={form.idOf} errorOf={form.errorOf} onChange={(next) => setDraft((before) => ({ ...before, audience: next }))} />
      <AudiencePreview audience={audience} channels={draft.channels} urgency={draft.urgency} />
      <Field label={labels.kind} id={form.idOf('kind')} error={form.errorOf('kind')} required>
        <Select value={draft.kind} options={kindOptions} onChange={(kind) => setDraft((before) => ({ ...before, kind }))} />
      </Field>
      <Field label={labels.title} id={form.idOf('title')} error={form.errorOf('title')} required>
        <Input value={draft.title} maxLength={60} onChange={(event) => setDraft((before) => ({ ...before, title: event.target.value }))} />
      </Field>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} required hint="短信、桌面、手机上看到的话，写清要做什么">
        <Input.TextArea value={draft.words} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount onChange={(event) => setDraft((before) => ({ ...before, words: event.target.value }))} />
      </Field>
      <Field label={labels.channels} id={form.idOf('channels')} error={form.errorOf('channels')} required>
        <Checkbox.Group value={draft.channels} options={channelOptions} onChange={(channels) => setDraft((before) => ({ ...before, channels: channels as NotificationChannel[] }))} />
      </Field>
      <Field label={labels.urgency} id={form.idOf('urgency')} error={form.errorOf('urgency')}>
        <Radio.Group value={draft.urgency} options={[{ value: 'urgent', label: '紧急，立即发' }, { value: 'normal', label: '不急，避开夜间' }]} onChange={(event) => setDraft((before) => ({ ...before, urgency: event.target.value as 'urgent' | 'normal' }))} />
      </Field>
      <Field label={labels.acknowledgeMinutes} id={form.idOf('acknowledgeMinutes')} error={form.errorOf('acknowledgeMinutes')} required hint="到时未应答记为超时；未应答的会按阶梯再叫、转上级">
        <InputNumber value={draft.acknowledgeMinutes} min={1} max={1440} precision={0} onChange={(minutes) => setDraft((before) => ({ ...before, acknowledgeMinutes: minutes ?? before.acknowledgeMinutes }))} />
      </Field>
      {mayReadIncidents && (
        <Field label={labels.incidentId} id={form.idOf('incidentId')} error={form.errorOf('incidentId')}>
          <Select allowClear value={draft.incidentId} placeholder="不关联" loading={incidents.isLoading} options={(incidents.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))} onChange={(value: string | null | undefined) => setDraft((before) => ({ ...before, incidentId: value ?? null }))} />
        </Field>
      )}
    </FormDialog>
  )
}
