import { routes } from '@fengsui/contract'
import { Select } from 'antd'
import { useAllPages } from '../use-all-pages.ts'

interface PersonPickerProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly value: string | null
  /** Only people of this unit. */
  readonly unitId?: string | undefined
  readonly placeholder?: string
  readonly onChange: (personId: string | null) => void
}

/** Chooses a person in office; may be left empty. */
export function PersonPicker({ id, value, unitId, placeholder = '选择人员', onChange, ...rest }: PersonPickerProps) {
  const people = useAllPages(routes.listPersons, { unitId }, { touches: ['person'] })
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-describedby={rest['aria-describedby']}
      showSearch={{ filterOption: (typed, option) => String(option?.search ?? '').includes(typed.trim()) }}
      allowClear
      value={value}
      placeholder={placeholder}
      loading={people.isLoading}
      notFoundContent={people.error === null ? '没有人员，请先在“人员”里新建' : people.error.problem.detail}
      options={(people.data ?? []).map((person) => ({ value: person.id, label: person.name, search: `${person.name}${person.title}${person.unitName}`, note: `${person.title} · ${person.unitName}` }))}
      optionRender={({ data }) => (
        <span>
          {data.label} <small>{data.note}</small>
        </span>
      )}
      onChange={(personId: string | null | undefined) => onChange(personId ?? null)}
    />
  )
}
