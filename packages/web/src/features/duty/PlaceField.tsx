import { routes } from '@fengsui/contract'
import { divisionLevelNames } from '@fengsui/contract/kernel'
import { spokenName } from '@fengsui/contract/signals/extraction'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './report-form.module.css'

/** A place as chosen: its code and how it is said. */
export interface ChosenPlace {
  readonly code: string
  readonly path: string
}

interface PlaceFieldProps {
  readonly id: string
  readonly value: ChosenPlace | null
  readonly onChange: (place: ChosenPlace | null) => void
  readonly describedBy?: string | undefined
  readonly large?: boolean
}

/** Way to a place in spoken words, without the province and city everybody knows: `演示县甲镇岭下村`. */
export const sayPlace = (place: { readonly path: string; readonly name: string }): string => spokenName(place.path === '' ? place.name : place.path).replace(/^[^省]+省(?:[^市]+市)?(?=.)/u, '')

/** A place of the own area: typed by name, pinyin or initials, or walked to level by level. */
export function PlaceField({ id, value, onChange, describedBy, large = false }: PlaceFieldProps) {
  const { division } = useSession()
  const [search, setSearch] = useState('')
  const [walking, setWalking] = useState(false)
  const q = useDeferredValue(search.trim())
  const found = useRoute(routes.listDivisions, { query: q === '' ? { parent: division.code, limit: 60 } : { q, limit: 40 } }, { touches: ['division'] })
  const options = (found.data?.items ?? []).map((place) => ({ value: place.code, label: sayPlace(place), level: divisionLevelNames[place.level] }))
  const own = { value: division.code, label: division.name, level: '本级' }
  const listed = q === '' ? [own, ...options.filter((option) => option.value !== own.value)] : options
  const withChosen = value !== null && !listed.some((option) => option.value === value.code) ? [{ value: value.code, label: value.path, level: '' }, ...listed] : listed
  return (
    <div className={styles.place}>
      <Select
        id={id}
        aria-describedby={describedBy}
        size={large ? 'large' : 'middle'}
        value={value?.code ?? null}
        placeholder="输入村、镇名，或拼音首字母"
        options={withChosen}
        loading={found.isFetching}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        notFoundContent={found.isFetching ? '正在查找…' : '没有这个地方，换个词或点右边按层级选'}
        optionRender={(option) => (
          <span className={styles.placeOption}>
            {option.data.label}
            <small>{option.data.level}</small>
          </span>
        )}
        onChange={(code: string | null) => {
          const chosen = withChosen.find((option) => option.value === code)
          onChange(chosen === undefined ? null : { code: chosen.value, path: chosen.label })
        }}
      />
      <button type="button" className={styles.walkButton} aria-expanded={walking} onClick={() => setWalking(!walking)}>
        <Symbol name="columns" size={14} />
        按层级选
      </button>
      {walking && (
        <PlaceWalk
          onChoose={(place) => {
            onChange(place)
            setWalking(false)
          }}
        />
      )}
    </div>
  )
}

/** From the own place down: county, town, village, one press each. */
function PlaceWalk({ onChoose }: { readonly onChoose: (place: ChosenPlace) => void }) {
  const { division } = useSession()
  const [steps, setSteps] = useState<readonly { code: string; name: string; path: string }[]>([{ code: division.code, name: division.name, path: division.name }])
  const here = steps.at(-1) ?? { code: division.code, name: division.name, path: division.name }
  const below = useRoute(routes.listDivisions, { query: { parent: here.code, limit: 400 } }, { touches: ['division'] })
  const items = (below.data?.items ?? []).filter((place) => place.parentCode === here.code)
  return (
    <div className={styles.walk}>
      <nav aria-label="层级">
        {steps.map((step, index) => (
          <button key={step.code} type="button" onClick={() => setSteps(steps.slice(0, index + 1))}>
            {step.name}
            <Symbol name="chevronRight" size={12} />
          </button>
        ))}
        <button type="button" className={styles.choose} onClick={() => onChoose({ code: here.code, path: here.path })}>
          就选{here.name}
        </button>
      </nav>
      <div className={styles.walkItems}>
        {items.map((place) => {
          const step = { code: place.code, name: spokenName(place.name), path: sayPlace(place) }
          return (
            <button key={place.code} type="button" onClick={() => (place.level === 'village' ? onChoose(step) : setSteps([...steps, step]))}>
              {step.name}
            </button>
          )
        })}
        {items.length === 0 && !below.isFetching && <p>下面没有更细的地方了</p>}
      </div>
    </div>
  )
}
