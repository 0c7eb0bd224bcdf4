import { routes } from '@fengsui/contract'
import { divisionLevelOf, divisionLevels, type DivisionLevel } from '@fengsui/contract/kernel'
import { Radio, Select } from 'antd'
import { useMemo } from 'react'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { useCan, useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import type { AudienceDraft } from './audience-draft.ts'

const levelWords: Readonly<Record<DivisionLevel, string>> = { province: '省值班室', city: '各市值班室', county: '各县（市、区）值班室', town: '各乡镇（街道）值班室', village: '各村（社区）信息员' }
const types = [{ value: 'places', label: '按地区' }, { value: 'headquarters', label: '指挥部' }, { value: 'units', label: '选单位' }, { value: 'persons', label: '选人' }]

interface AudienceFieldsProps {
  readonly value: AudienceDraft
  readonly idOf: (path: string) => string
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (value: AudienceDraft) => void
}

/** Whom to call: all places of a level, the members of a headquarters, units or people by name. */
export function AudienceFields({ value, idOf, errorOf, onChange }: AudienceFieldsProps) {
  const { division } = useSession()
  const set = (change: Partial<AudienceDraft>): void => onChange({ ...value, ...change })
  const from = divisionLevels.indexOf(divisionLevelOf(value.divisionCode === '' ? division.code : value.divisionCode))
  const levels = divisionLevels.filter((_, index) => index >= from)
  const error = errorOf('audience') ?? errorOf('audience.type')
  return (
    <>
      <Field label="叫谁" id={idOf('audience')} error={error} required>
        <Radio.Group value={value.type} options={types} optionType="button" onChange={(event) => set({ type: event.target.value as AudienceDraft['type'] })} />
      </Field>
      {value.type === 'places' && (
        <>
          <Field label="地区" id={idOf('audience.divisionCode')} error={errorOf('audience.divisionCode')} required>
            <DivisionPicker value={value.divisionCode} valueName={value.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(divisionCode) => set({ divisionCode })} />
          </Field>
          <Field label="叫到" id={idOf('audience.level')} error={errorOf('audience.level')} required>
            <Select value={value.level} options={levels.map((level) => ({ value: level, label: levelWords[level] }))} onChange={(level) => set({ level })} />
          </Field>
        </>
      )}
      {value.type === 'headquarters' && (
        <Field label="指挥部" id={idOf('audience.headquartersId')} error={errorOf('audience.headquartersId')} required>
          <HeadquartersSelect value={value.headquartersId} onChange={(headquartersId) => set({ headquartersId })} />
        </Field>
      )}
      {value.type === 'units' && (
        <Field label="单位" id={idOf('audience.unitIds')} error={errorOf('audience.unitIds')} required>
          <UnitsSelect value={value.unitIds} onChange={(unitIds) => set({ unitIds })} />
        </Field>
      )}
      {value.type === 'persons' && (
        <Field label="人员" id={idOf('audience.personIds')} error={errorOf('audience.personIds')} required>
          <PeopleSelect value={value.personIds} onChange={(personIds) => set({ personIds })} />
        </Field>
      )}
    </>
  )
}

interface SelectProps<T> {
  readonly id?: string | undefined
  readonly value: T
  readonly onChange: (value: T) => void
}
const matches = (typed: string, option: object | undefined): boolean => String(option !== undefined && 'search' in option ? option.search : '').includes(typed.trim())

function HeadquartersSelect({ id, value, onChange }: SelectProps<string | null>) {
  const { division } = useSession()
  const mayRead = useCan('org:read')
  const found = useRoute(routes.listHeadquarters, { query: { divisionCode: division.code } }, { touches: ['special-headquarters'], enabled: mayRead })
  return <Select {...(id === undefined ? {} : { id })} value={value} placeholder="选择专项指挥部" loading={found.isLoading} notFoundContent="本级还没有登记专项指挥部" options={(found.data?.items ?? []).map(({ id: key, name, members }) => ({ value: key, label: `${name}（${members.length} 个成员单位）` }))} onChange={onChange} />
}

function UnitsSelect({ id, value, onChange }: SelectProps<readonly string[]>) {
  const { division } = useSession()
  const units = useAllPages(routes.listUnits, { divisionCode: division.code }, { touches: ['unit'] })
  const options = useMemo(() => (units.data ?? []).filter(({ status }) => status === 'active').map((unit) => ({ value: unit.id, label: unit.name, search: `${unit.name}${unit.divisionName}` })), [units.data])
  return <Select<readonly string[]> {...(id === undefined ? {} : { id })} mode="multiple" showSearch={{ filterOption: matches }} value={value} maxTagCount={8} placeholder="输入单位名称，可选多个" loading={units.isLoading} options={options} onChange={onChange} />
}

function PeopleSelect({ id, value, onChange }: SelectProps<readonly string[]>) {
  const people = useAllPages(routes.listPersons, {}, { touches: ['person'] })
  const options = useMemo(() => (people.data ?? []).map((person) => ({ value: person.id, label: `${person.name}（${person.title}）`, search: `${person.name}${person.title}${person.unitName}` })), [people.data])
  return <Select<readonly string[]> {...(id === undefined ? {} : { id })} mode="multiple" showSearch={{ filterOption: matches }} value={value} maxTagCount={8} placeholder="输入姓名、职务或单位，可选多人" loading={people.isLoading} options={options} onChange={onChange} />
}
