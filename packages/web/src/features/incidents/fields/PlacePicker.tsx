import { routes } from '@fengsui/contract'
import { divisionLevelNames } from '@fengsui/contract/kernel'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useSession } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'

interface PlacePickerProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  /** Division code of 12 digits. */
  readonly value: string
  readonly onChange: (divisionCode: string) => void
}

/** A place of the jurisdiction by name, pinyin or code; starts with the own place and those right under it. */
export function PlacePicker({ id, value, onChange, 'aria-describedby': describedBy }: PlacePickerProps) {
  const { division } = useSession()
  const [search, setSearch] = useState('')
  const q = useDeferredValue(search.trim())
  const places = useRoute(routes.listDivisions, { query: q === '' ? { parent: division.code } : { q, limit: 50 } }, { touches: ['division'] })
  const found = (places.data?.items ?? []).map((place) => ({ value: place.code, label: `${place.path || place.name}（${divisionLevelNames[place.level]}）` }))
  const own = { value: division.code, label: `${division.name}（本级）` }
  const options = q === '' ? [own, ...found.filter((place) => place.value !== own.value)] : found
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      value={value}
      options={options}
      loading={places.isFetching}
      placeholder="输入地名、拼音或代码查找"
      showSearch={{ filterOption: false, onSearch: setSearch }}
      notFoundContent={places.isFetching ? '正在查找…' : '辖区内没有这个地方，请换个词'}
      onChange={onChange}
    />
  )
}
