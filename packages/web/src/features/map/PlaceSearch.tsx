import { routes } from '@fengsui/contract'
import type { Position } from '@fengsui/contract/kernel'
import { useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useRoute } from '../../lib/use-route.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import styles from './map-page.module.css'
import { parsePosition, positionText } from './surroundings.ts'
import { texts } from './texts.ts'

/** A place somebody looked for. */
export interface FoundPlace {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly position: Position | null
  /** How far around to look, metres. */
  readonly reach: number
}

const reachByLevel: Readonly<Record<string, number>> = { province: 250_000, city: 60_000, county: 20_000, town: 6_000, village: 2_500 }

/** Finds a place by name, pinyin, initials or coordinates; arrows and Enter choose. */
export function PlaceSearch({ onFound }: { readonly onFound: (place: FoundPlace) => void }) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const listId = useId()
  const asked = useSettled(text.trim(), 200)
  const position = parsePosition(text)
  const answer = useRoute(routes.listDivisions, { query: { q: asked, limit: 8 } }, { touches: [], enabled: asked !== '' && position === null })
  const places: readonly FoundPlace[] =
    position !== null
      ? [{ key: 'position', name: positionText(position), detail: '', position, reach: 3_000 }]
      : text.trim() === ''
        ? []
        : (answer.data?.items ?? []).map((division) => ({
            key: division.code,
            name: division.name,
            detail: division.path,
            position: division.position,
            reach: reachByLevel[division.level] ?? 6_000,
          }))
  const choose = (place: FoundPlace | undefined): void => {
    if (place === undefined || place.position === null) return
    onFound(place)
    setText(place.name)
    setOpen(false)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive((index) => Math.max(0, Math.min(places.length - 1, index + (event.key === 'ArrowDown' ? 1 : -1))))
    } else if (event.key === 'Enter') choose(places[active])
    else if (event.key === 'Escape') setOpen(false)
  }
  const shown = open && text.trim() !== ''
  return (
    <div className={styles.search} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <Symbol name="search" />
      <input
        type="search"
        role="combobox"
        aria-label={texts.searchLabel}
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={shown && places[active] !== undefined ? `${listId}-${active}` : undefined}
        placeholder={texts.search}
        autoComplete="off"
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onKeyDown={press}
      />
      {shown && (
        <ul id={listId} role="listbox" aria-label={texts.searchLabel} className={styles.places}>
          {places.map((place, index) => (
            <li
              key={place.key}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-disabled={place.position === null}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(place)}
            >
              <span>{place.name}</span>
              <small>{place.position === null ? texts.searchUnplaced : place.detail}</small>
            </li>
          ))}
          {places.length === 0 && !answer.isFetching && asked === text.trim() && <li className={styles.nothing}>{texts.searchEmpty}</li>}
        </ul>
      )}
    </div>
  )
}
