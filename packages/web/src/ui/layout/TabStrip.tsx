import { useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { joinClasses } from '../join-classes.ts'
import styles from './layout.module.css'

/** One tab: a key and its words, with a count or symbol if wanted. */
export interface TabItem<K extends string> {
  readonly key: K
  readonly label: ReactNode
  readonly count?: number | undefined
}

interface TabStripProps<K extends string> {
  readonly items: readonly TabItem<K>[]
  readonly value: K
  readonly onChange: (key: K) => void
  /** Spoken name of the strip. */
  readonly label: string
}

/** A strip of underlined tabs; arrow keys move, as screen readers expect of a tablist. */
export function TabStrip<K extends string>({ items, value, onChange, label }: TabStripProps<K>) {
  const strip = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const index = (items.findIndex((item) => item.key === value) + step + items.length) % items.length
    const next = items[index]
    if (next === undefined) return
    onChange(next.key)
    strip.current?.querySelectorAll<HTMLButtonElement>('[role=tab]')[index]?.focus()
  }
  return (
    <div ref={strip} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={move}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="tab"
          aria-selected={item.key === value}
          tabIndex={item.key === value ? 0 : -1}
          className={joinClasses(styles.tab, item.key === value && styles.tabOn)}
          onClick={() => onChange(item.key)}
        >
          {item.label}
          {item.count !== undefined && <span>{item.count}</span>}
        </button>
      ))}
    </div>
  )
}
