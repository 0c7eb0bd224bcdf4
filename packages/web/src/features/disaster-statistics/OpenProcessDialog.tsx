import { routes } from '@fengsui/contract'
import { natureNames, processKindNames, reliefResponseNames, statisticsHazards, type HazardKey, type ProcessKind, type ReliefResponse } from '@fengsui/contract/disaster-statistics'
import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { useCan, useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { hazardOptions } from './disaster-words.ts'

const labels = { kind: '统计什么', title: '名称', hazard: '灾害种类', hazardKind: '二级灾种', nature: '性质', divisionCode: '地区', startedAt: '灾害发生时间', typhoon: '台风编号名称', reliefResponse: '省级以上救助响应', incidentId: '关联事件', year: '年度', areaCodes: '应报地区' }
const options = <K extends string>(names: Readonly<Record<K, string>>): { value: K; label: string }[] => (Object.entries(names) as [K, string][]).map(([value, label]) => ({ value, label }))

/** Registers a disaster, or begins the collecting of a year or a winter. */
export function OpenProcessDialog({ onClose, onOpened }: { readonly onClose: () => void; readonly onOpened: (id: string) => void }) {
  const { division } = useSession()
  const now = useNow()
  const mayReadIncidents = useCan('incident:read')
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 200 } }, { touches: ['incident'], enabled: mayReadIncidents })
  const [kind, setKind] = useState<ProcessKind>('event')
  const [title, setTitle] = useState('')
  const [hazard, setHazard] = useState<HazardKey | null>(null)
  const [hazardKind, setHazardKind] = useState<string | null>(null)
  const [nature, setNature] = useState<keyof typeof natureNames>('natural')
  const [divisionCode, setDivisionCode] = useState(division.code)
  const [startedAt, setStartedAt] = useState<string | null>(null)
  const [typhoon, setTyphoon] = useState('')
  const [reliefResponse, setReliefResponse] = useState<ReliefResponse>('none')
  const [incidentId, setIncidentId] = useState<string | null>(null)
  const [year, setYear] = useState<number | null>(() => new Date(now).getFullYear())
  const form = useFormCommand(routes.openDisasterProcess, { labels, prefix: 'open-disaster', onDone: ({ id }) => onOpened(id) })
  const event = kind === 'event'
  const kinds: readonly string[] = hazard === null ? [] : statisticsHazards[hazard].kinds
  const choose = (id: string | null): void => {
    setIncidentId(id)
    const found = incidents.data?.items.find((incident) => incident.id === id)
    if (!found) return
    if (title === '') setTitle(found.title)
    if (startedAt === null) setStartedAt(found.occurredAt)
  }
  const submit = (): void => void form.submit({ body: { kind, title, divisionCode, ...(event ? { hazard, hazardKind, nature, startedAt, typhoon, reliefResponse, incidentId } : { year }) } })
  return (
    <FormDialog open title="登记灾害过程" okText="登记" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.kind} id={form.idOf('kind')}>
        <Select value={kind} options={options(processKindNames)} onChange={setKind} />
      </Field>
      {event && mayReadIncidents && (
        <Field label={labels.incidentId} id={form.idOf('incidentId')} error={form.errorOf('incidentId')} hint="报表数字可与事件的伤亡、损失互相引用">
          <Select allowClear value={incidentId} placeholder="不关联" loading={incidents.isLoading} options={(incidents.data?.items ?? []).map((incident) => ({ value: incident.id, label: incident.title }))} onChange={(id: string | null | undefined) => choose(id ?? null)} />
        </Field>
      )}
      <Field label={labels.title} id={form.idOf('title')} error={form.errorOf('title')} required>
        <Input value={title} maxLength={60} placeholder={event ? '如：台风“利奇马”灾害' : '如：2026 年自然灾害年报'} onChange={({ target }) => setTitle(target.value)} />
      </Field>
      <Field label={labels.divisionCode} id={form.idOf('divisionCode')} error={form.errorOf('divisionCode')} required>
        <DivisionPicker value={divisionCode} valueName={divisionCode === division.code ? division.name : undefined} within={division.code} onChange={setDivisionCode} />
      </Field>
      {!event && (
        <Field label={labels.year} id={form.idOf('year')} error={form.errorOf('year')} required hint={kind === 'annual' ? undefined : '填冬季开始的年份'}>
          <InputNumber value={year} min={2000} max={2100} onChange={setYear} />
        </Field>
      )}
      {event && (
        <>
          <Field label={labels.hazard} id={form.idOf('hazard')} error={form.errorOf('hazard')} required hint="暂不能确切认定的按初判灾种，认定后再更正；多灾种并发的选主要灾种">
            <Select value={hazard} options={hazardOptions as { value: HazardKey; label: string }[]} onChange={(value) => { setHazard(value); setHazardKind(null) }} />
          </Field>
          {kinds.length > 0 && (
            <Field label={labels.hazardKind} id={form.idOf('hazardKind')} error={form.errorOf('hazardKind')} hint="县级填二级灾种，市级以上填一级灾种">
              <Select allowClear value={hazardKind} options={kinds.map((value) => ({ value, label: value }))} onChange={(value: string | null | undefined) => setHazardKind(value ?? null)} />
            </Field>
          )}
          {hazard === 'typhoon' && (
            <Field label={labels.typhoon} id={form.idOf('typhoon')} error={form.errorOf('typhoon')} hint="年-编号-名称，按中国气象局公告">
              <Input value={typhoon} maxLength={40} placeholder="2019-09-利奇马" onChange={({ target }) => setTyphoon(target.value)} />
            </Field>
          )}
          <Field label={labels.nature} id={form.idOf('nature')} hint="同时涉及事故因素、性质不明的，先报人数，不得因此迟报">
            <Select value={nature} options={options(natureNames)} onChange={setNature} />
          </Field>
          <Field label={labels.startedAt} id={form.idOf('startedAt')} error={form.errorOf('startedAt')} required hint="村级 1 小时、县级 2 小时的初报时限自此起算">
            <InstantInput value={startedAt} onChange={setStartedAt} />
          </Field>
          <Field label={labels.reliefResponse} id={form.idOf('reliefResponse')} hint="启动后执行 24 小时零报告；国家级另填附表 1–5（干旱除外）">
            <Select value={reliefResponse} options={options(reliefResponseNames)} onChange={setReliefResponse} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
