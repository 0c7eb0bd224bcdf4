import { routes } from '@fengsui/contract'
import type { RequestView } from '@fengsui/contract/dispatch'
import { addMinutes, isWithin, type Position } from '@fengsui/contract/kernel'
import { Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useDraft } from '../../lib/use-draft.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { LineEditor } from './LineEditor.tsx'
import { emptyLine, guessLine, toLineInput } from './request-lines.ts'
import { UpwardUnitSelect, useAskableUnits } from './UpwardUnitSelect.tsx'
import styles from './dispatch.module.css'

const labels = { lines: '要什么', destinationName: '送到哪里', destinationDivisionCode: '地区', position: '位置', neededBy: '需到位', priority: '优先级', toUnitId: '向谁申请', reason: '事由' }
const words = { toUnitId: '请选择受理单位', position: '请在地图上点出送达位置', neededBy: '请填需到位时间' }
const priorities = [{ value: 1, label: '1 级（危及生命）' }, { value: 2, label: '2 级（紧急）' }, { value: 3, label: '3 级（一般）' }, { value: 4, label: '4 级（可延后）' }, { value: 5, label: '5 级（备用）' }]

interface RequestDialogProps {
  readonly incidentId: string
  /** The demand it answers, where it comes from one. */
  readonly demand?: { readonly id: string; readonly item: string; readonly quantity: number; readonly unit: string; readonly neededBy: string } | undefined
  readonly onClose: () => void
  readonly onDone: (request: RequestView) => void
}

/** Asks in writing: what, how much, where to, until when, of whom. */
export function RequestDialog({ incidentId, demand, onClose, onDone }: RequestDialogProps) {
  const { division } = useSession()
  const now = useNow()
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'] })
  const items = useAllPages(routes.listItems, {}, { touches: ['item'] })
  const { units } = useAskableUnits(true)
  const [draft, setDraft, clearDraft] = useDraft(`resource-request:${incidentId}:${demand?.id ?? ''}`, { lines: [emptyLine], destinationName: '', divisionCode: '', priority: 3, reason: '', toUnitId: null as string | null, neededBy: null as string | null, position: null as Position | null })
  const [usualTime] = useState(() => (demand !== undefined && Date.parse(demand.neededBy) > now ? demand.neededBy : addMinutes(new Date(Math.ceil(now / 600_000) * 600_000).toISOString(), 120)))
  // A time that went by while the form lay there is no answer any more.
  const [neededBy, setNeededBy] = useState<string | null>(draft.neededBy !== null && Date.parse(draft.neededBy) > now ? draft.neededBy : usualTime)
  const [keep, setKeep] = useState(false)
  const form = useFormCommand(routes.createRequest, {
    labels, words, prefix: 'resource-request',
    onDone: (request) => {
      clearDraft()
      onDone(request)
      onClose()
    },
  })
  // The place of the incident and the office above are what is meant most of the time.
  const found = incident.data
  useEffect(() => {
    if (found === undefined) return
    setDraft((before) => ({
      ...before,
      destinationName: before.destinationName === '' ? found.placeName : before.destinationName,
      divisionCode: before.divisionCode !== '' ? before.divisionCode : isWithin(found.divisionCode, division.code) ? found.divisionCode : division.code,
    }))
  }, [found]) // the incident gives the first values once
  const firstUnit = units.find((unit) => unit.divisionCode !== division.code)?.id ?? units[0]?.id ?? null
  const toUnitId = draft.toUnitId ?? firstUnit
  const position = draft.position ?? found?.position ?? null
  useEffect(() => {
    if (demand === undefined || items.data === undefined) return
    const guessed = guessLine(demand, items.data)
    setDraft((before) => (before.lines.length === 1 && before.lines[0]?.quantity === null ? { ...before, lines: [guessed] } : before))
  }, [items.data]) // the demand gives the first line once
  const change = (some: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...some }))
  const submit = (): void => {
    void form.submit({
      params: { incidentId },
      body: {
        lines: draft.lines.map(toLineInput), destinationName: draft.destinationName, destinationDivisionCode: draft.divisionCode, position: position as Position, neededBy: neededBy ?? '', priority: draft.priority,
        toUnitId: toUnitId ?? '', demandId: demand?.id ?? null, reason: draft.reason, submit: !keep,
      },
    })
  }
  const lineErrors = draft.lines.map((_, index) => form.problems.find(({ field }) => field.startsWith(form.idOf(`lines.${index}`)))?.message)
  return (
    <FormDialog open width={640} title={demand === undefined ? '申请资源' : `申请资源：${demand.item}`} okText={keep ? '存为草稿' : '报出申请'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <LineEditor id={form.idOf('lines')} lines={draft.lines} errors={lineErrors} items={items.data ?? []} onChange={(lines) => change({ lines: [...lines] })} />
      <Field label={labels.toUnitId} id={form.idOf('toUnitId')} error={form.errorOf('toUnitId')} required>
        <UpwardUnitSelect withOwnPlace value={toUnitId} onChange={(unitId) => change({ toUnitId: unitId })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.neededBy} id={form.idOf('neededBy')} error={form.errorOf('neededBy')} required>
          <InstantInput value={neededBy} onChange={(at) => { setNeededBy(at); change({ neededBy: at }) }} />
        </Field>
        <Field label={labels.priority} id={form.idOf('priority')} error={form.errorOf('priority')} required>
          <Select value={draft.priority} options={priorities} onChange={(priority) => change({ priority })} />
        </Field>
      </div>
      <Field label={labels.reason} hint="险情、人数、已有力量、为什么不够；不要写电话" id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={draft.reason} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} onChange={(event) => change({ reason: event.target.value })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.destinationName} id={form.idOf('destinationName')} error={form.errorOf('destinationName')} required>
          <Input value={draft.destinationName} maxLength={80} onChange={(event) => change({ destinationName: event.target.value })} />
        </Field>
        <Field label={labels.destinationDivisionCode} id={form.idOf('destinationDivisionCode')} error={form.errorOf('destinationDivisionCode')} required>
          <DivisionPicker value={draft.divisionCode} valueName={draft.divisionCode === found?.divisionCode ? found.placeName : draft.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(divisionCode) => change({ divisionCode })} />
        </Field>
      </div>
      <Field label={labels.position} hint="从事件位置带入；在地图上点可以改" id={form.idOf('position')} error={form.errorOf('position')} required>
        <PositionPicker value={position} symbol="hazard-incident" onChange={(spot) => change({ position: spot })} />
      </Field>
      <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
        先存为草稿，稍后报出
      </Checkbox>
    </FormDialog>
  )
}
