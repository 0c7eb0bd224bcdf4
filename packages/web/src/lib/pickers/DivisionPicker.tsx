import { routes } from '@fengsui/contract'
import { divisionLevelNames, isWithin } from '@fengsui/contract/kernel'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useRoute } from '../use-route.ts'

interface DivisionPickerProps {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  /** Division code, empty when none is chosen. */
  readonly value: string
  /** Name of the chosen place, where the caller knows it. */
  readonly valueName?: string | undefined
  /** Only places inside this one. */
  readonly within?: string | undefined
  readonly onChange: (code: string) => void
}

/** A pause in typing after which the server is asked. */
const pauseMs = 200

/** Finds a place by name, pinyin, initials or code; the own places come first. */
export function DivisionPicker({ id, value, valueName, within, onChange, ...rest }: DivisionPickerProps) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed.trim()), pauseMs)
    return () => window.clearTimeout(timer)
  }, [typed])
  const found = useRoute(routes.listDivisions, { query: { limit: 60, ...(asked === '' ? (within === undefined ? {} : { parent: within }) : { q: asked }) } }, { touches: ['division'] })
  // The place itself is no child of its own: it is asked for by its code.
  const own = useRoute(routes.listDivisions, { query: { q: within ?? '', limit: 1 } }, { touches: [], enabled: within !== undefined })
  const places = [...(asked === '' ? (own.data?.items ?? []) : []), ...(found.data?.items ?? [])].filter(({ code }) => within === undefined || isWithin(code, within))
  const options = [...new Map(places.map((place) => [place.code, place])).values()].map(({ code, name, path, level }) => ({ value: code, label: name, note: `${divisionLevelNames[level]}级 · ${path}` }))
  const known = value !== '' && !options.some((option) => option.value === value) ? [{ value, label: valueName ?? value, note: value }] : []
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-describedby={rest['aria-describedby']}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value === '' ? null : value}
      placeholder="输入地名、拼音首字母或代码"
      loading={found.isFetching}
      notFoundContent={found.error === null ? '没有这个地方，换个写法再找' : found.error.problem.detail}
      options={[...known, ...options]}
      optionRender={({ data }) => (
        <span title={data.value}>
          {data.label} <small>{data.note}</small>
        </span>
      )}
      onChange={(code: string) => onChange(code)}
    />
  )
}
