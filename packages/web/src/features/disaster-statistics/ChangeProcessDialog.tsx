import { routes } from '@fengsui/contract'
import { natureNames, reliefResponseNames, statisticsHazards, type HazardKey, type ProcessView, type ReliefResponse } from '@fengsui/contract/disaster-statistics'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { hazardOptions } from './disaster-words.ts'

const labels = { title: '名称', hazard: '灾害种类', hazardKind: '二级灾种', nature: '性质', reliefResponse: '省级以上救助响应', typhoon: '台风编号名称' }

/** Corrects the kind of a disaster, its nature and the relief response that runs. */
export function ChangeProcessDialog({ process, onClose }: { readonly process: ProcessView; readonly onClose: () => void }) {
  const [title, setTitle] = useState(process.title)
  const [hazard, setHazard] = useState<HazardKey | null>(process.hazard)
  const [hazardKind, setHazardKind] = useState(process.hazardKind)
  const [nature, setNature] = useState(process.nature)
  const [reliefResponse, setReliefResponse] = useState<ReliefResponse>(process.reliefResponse)
  const [typhoon, setTyphoon] = useState(process.typhoon ?? '')
  const form = useFormCommand(routes.changeDisasterProcess, { labels, prefix: 'change-disaster', onDone: onClose })
  const kinds: readonly string[] = hazard === null ? [] : statisticsHazards[hazard].kinds
  const event = process.kind === 'event'
  const submit = (): void => void form.submit({ params: { processId: process.id }, body: { title, ...(event && hazard !== null ? { hazard, hazardKind, nature, reliefResponse, ...(typhoon === (process.typhoon ?? '') ? {} : { typhoon: typhoon === '' ? null : typhoon }) } : {}) } })
  return (
    <FormDialog open title="更正灾害过程" okText="更正" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.title} id={form.idOf('title')} error={form.errorOf('title')} required>
        <Input value={title} maxLength={60} onChange={({ target }) => setTitle(target.value)} />
      </Field>
      {event && (
        <>
          <Field label={labels.hazard} id={form.idOf('hazard')} error={form.errorOf('hazard')} required hint="认定灾种与初判不一致的，按认定结论更正">
            <Select value={hazard} options={hazardOptions as { value: HazardKey; label: string }[]} onChange={(value) => { setHazard(value); setHazardKind(null) }} />
          </Field>
          {kinds.length > 0 && (
            <Field label={labels.hazardKind} id={form.idOf('hazardKind')} error={form.errorOf('hazardKind')}>
              <Select allowClear value={hazardKind} options={kinds.map((value) => ({ value, label: value }))} onChange={(value: string | null | undefined) => setHazardKind(value ?? null)} />
            </Field>
          )}
          {hazard === 'typhoon' && (
            <Field label={labels.typhoon} id={form.idOf('typhoon')} error={form.errorOf('typhoon')}>
              <Input value={typhoon} maxLength={40} onChange={({ target }) => setTyphoon(target.value)} />
            </Field>
          )}
          <Field label={labels.nature} id={form.idOf('nature')} hint="涉及事故因素的调查一般在事发后 60 日内完成">
            <Select value={nature} options={Object.entries(natureNames).map(([value, label]) => ({ value: value as typeof nature, label }))} onChange={setNature} />
          </Field>
          <Field label={labels.reliefResponse} id={form.idOf('reliefResponse')}>
            <Select value={reliefResponse} options={Object.entries(reliefResponseNames).map(([value, label]) => ({ value: value as ReliefResponse, label }))} onChange={setReliefResponse} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
