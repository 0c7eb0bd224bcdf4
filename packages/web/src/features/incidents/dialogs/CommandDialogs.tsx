import { routes } from '@fengsui/contract'
import type { ResponseView } from '@fengsui/contract/command'
import { addMinutes } from '@fengsui/contract/kernel'
import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useDraft } from '../../../lib/use-draft.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { PlacePicker } from '../fields/PlacePicker.tsx'
import { UnitPicker, UnitsPicker } from '../fields/UnitPicker.tsx'
import { useDialogForm } from './use-dialog-form.ts'

/** Names the on-site commander and where the on-site headquarters stands (应对法 Art 26). */
export function AppointDialog({ response, onClose }: { readonly response: ResponseView; readonly onClose: () => void }) {
  const [unitId, setUnitId] = useState<string | null>(null)
  const [personId, setPersonId] = useState<string | null>(null)
  const [place, setPlace] = useState('')
  const people = useRoute(routes.listPersons, { query: { limit: 200, ...(unitId === null ? {} : { unitId }) } }, { touches: ['person', 'post'], enabled: unitId !== null })
  const form = useDialogForm(
    routes.appointOnSiteCommander, 'appoint', { unitId: '单位', personId: '现场指挥官', place: '现场指挥部地点' },
    [...(unitId === null ? [{ field: 'unitId', message: '请选择单位。' }] : []), ...(place.trim().length < 2 ? [{ field: 'place', message: '请写现场指挥部设在哪里。' }] : [])],
    onClose,
  )
  return (
    <FormDialog open title="指定现场指挥官" okText="指定" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { responseId: response.id }, body: { unitId: unitId ?? '', personId, place } }))}>
      <Field label="单位" id="appoint-unitId" error={form.problems.errorOf('unitId')} required>
        <UnitPicker
          value={unitId}
          onChange={(next) => {
            setUnitId(next)
            setPersonId(null)
          }}
        />
      </Field>
      <Field label="现场指挥官" id="appoint-personId" hint="不选时由该单位负责人担任" error={form.problems.errorOf('personId')}>
        <Select value={personId} allowClear disabled={unitId === null} loading={people.isFetching} options={(people.data?.items ?? []).filter((person) => person.unitId === unitId).map((person) => ({ value: person.id, label: `${person.name}（${person.title}）` }))} onChange={(next) => setPersonId(next ?? null)} />
      </Field>
      <Field label="现场指挥部地点" id="appoint-place" error={form.problems.errorOf('place')} required>
        <Input value={place} maxLength={80} placeholder="例如：石塘镇政府三楼" onChange={(event) => setPlace(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Calls a consultation; the units get agenda and time. */
export function CallConsultationDialog({ incidentId, suggestedUnitIds, onClose }: { readonly incidentId: string; readonly suggestedUnitIds: readonly string[]; readonly onClose: () => void }) {
  const now = useNow()
  const [agenda, setAgenda, clearAgenda] = useDraft(`consultation:${incidentId}`, '')
  const [unitIds, setUnitIds] = useState<readonly string[]>(suggestedUnitIds)
  const [scheduledAt, setScheduledAt] = useState<string | null>(() => addMinutes(new Date(Math.ceil(now / 600_000) * 600_000).toISOString(), 10))
  const form = useDialogForm(
    routes.callConsultation, 'consultation', { agenda: '议程', unitIds: '参加单位', scheduledAt: '时间' },
    [
      ...(agenda.trim().length < 2 ? [{ field: 'agenda', message: '请写议程。' }] : []),
      ...(unitIds.length === 0 ? [{ field: 'unitIds', message: '至少请一个单位。' }] : []),
      ...(scheduledAt === null ? [{ field: 'scheduledAt', message: '请填时间。' }] : []),
    ],
    () => {
      clearAgenda()
      onClose()
    },
  )
  return (
    <FormDialog open title="召集会商" okText="召集" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId }, body: { agenda, unitIds: [...unitIds], scheduledAt: scheduledAt ?? '' } }))}>
      <Field label="时间" id="consultation-scheduledAt" error={form.problems.errorOf('scheduledAt')} required>
        <InstantInput value={scheduledAt} onChange={setScheduledAt} />
      </Field>
      <Field label="议程" id="consultation-agenda" error={form.problems.errorOf('agenda')} required>
        <Input.TextArea value={agenda} maxLength={400} autoFocus autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setAgenda(event.target.value)} />
      </Field>
      <Field label="参加单位" id="consultation-unitIds" error={form.problems.errorOf('unitIds')} required>
        <UnitsPicker value={unitIds} onChange={setUnitIds} />
      </Field>
    </FormDialog>
  )
}

/** Writes what the consultation concluded. */
export function ConcludeDialog({ consultationId, agenda, onClose }: { readonly consultationId: string; readonly agenda: string; readonly onClose: () => void }) {
  const [conclusion, setConclusion, clearConclusion] = useDraft(`conclusion:${consultationId}`, '')
  const form = useDialogForm(routes.concludeConsultation, 'conclude', { conclusion: '结论' }, conclusion.trim().length < 2 ? [{ field: 'conclusion', message: '请写结论。' }] : [], () => {
    clearConclusion()
    onClose()
  })
  return (
    <FormDialog open title="会商结论" okText="记入时间线" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { consultationId }, body: { conclusion } }))}>
      <p>议程：{agenda}</p>
      <Field label="结论" id="conclude-conclusion" error={form.problems.errorOf('conclusion')} required>
        <Input.TextArea value={conclusion} maxLength={2000} autoFocus autoSize={{ minRows: 4, maxRows: 12 }} onChange={(event) => setConclusion(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Declares a special state of a place with the criteria it rests on. 紧急状态 is not local government's to declare and is not offered. */
export function EnterStateDialog({ incidentId, divisionCode, onClose }: { readonly incidentId: string; readonly divisionCode: string; readonly onClose: () => void }) {
  const [kind, setKind] = useState<'emergency' | 'floodEmergency'>('floodEmergency')
  const [place, setPlace] = useState(divisionCode)
  const [criteria, setCriteria] = useState('')
  const form = useDialogForm(routes.enterEmergencyState, 'state', { kind: '状态', divisionCode: '地区', criteria: '依据的条件' }, criteria.trim().length < 4 ? [{ field: 'criteria', message: '请写明符合哪一条件，至少 4 个字。' }] : [], onClose)
  return (
    <FormDialog open title="宣布进入应急状态或紧急防汛期" okText="宣布" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { incidentId }, body: { kind, divisionCode: place, criteria } }))}>
      <Field label="状态" id="state-kind" hint="紧急防汛期依据《防洪法》第四十五条，由县级以上防汛指挥机构宣布" error={form.problems.errorOf('kind')} required>
        <Radio.Group value={kind} options={[{ value: 'floodEmergency', label: '紧急防汛期' }, { value: 'emergency', label: '应急状态' }]} onChange={(event) => setKind(event.target.value as typeof kind)} />
      </Field>
      <Field label="地区" id="state-divisionCode" error={form.problems.errorOf('divisionCode')} required>
        <PlacePicker value={place} onChange={setPlace} />
      </Field>
      <Field label="依据的条件" id="state-criteria" hint="例如：西门站水位接近保证水位且继续上涨" error={form.problems.errorOf('criteria')} required>
        <Input.TextArea value={criteria} maxLength={400} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setCriteria(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

/** Ends a special state with the criteria that are met for it. */
export function LeaveStateDialog({ stateId, onClose }: { readonly stateId: string; readonly onClose: () => void }) {
  const [criteria, setCriteria] = useState('')
  const form = useDialogForm(routes.leaveEmergencyState, 'leave', { criteria: '解除条件' }, criteria.trim().length < 4 ? [{ field: 'criteria', message: '请写明符合哪一解除条件，至少 4 个字。' }] : [], onClose)
  return (
    <FormDialog open title="解除" okText="解除" busy={form.busy} problems={form.problems.fields} refusal={form.problems.refusal} onClose={onClose} onSubmit={() => form.submit(() => ({ params: { stateId }, body: { criteria } }))}>
      <Field label="解除条件" id="leave-criteria" error={form.problems.errorOf('criteria')} required>
        <Input.TextArea value={criteria} maxLength={400} autoFocus autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => setCriteria(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
