import { routes } from '@fengsui/contract'
import { Select } from 'antd'
import { useRoute } from '../../../lib/use-route.ts'

interface IncidentPickerProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly value: string | null
  /** The incident at hand, which cannot be its own partner. */
  readonly except: string
  readonly onChange: (incidentId: string | null) => void
}

/** An open incident of the jurisdiction other than the one at hand. */
export function IncidentPicker({ id, value, except, onChange, 'aria-describedby': describedBy }: IncidentPickerProps) {
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 500 } }, { touches: ['incident'] })
  const options = (incidents.data?.items ?? []).filter((incident) => incident.id !== except).map((incident) => ({ value: incident.id, label: `${incident.title}（${incident.placeName}，${incident.number}）` }))
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      value={value}
      options={options}
      loading={incidents.isFetching}
      placeholder="输入标题、地名或编号查找"
      showSearch={{ optionFilterProp: 'label' }}
      notFoundContent="没有其他未结束的事件"
      onChange={(next) => onChange(next ?? null)}
    />
  )
}
