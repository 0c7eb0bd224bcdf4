import { isWithin } from '@fengsui/contract/kernel'
import { useMemo, useState } from 'react'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { isCounty, isCountyOrAbove, listDivisionBranches } from './division-tree.ts'
import styles from './org.module.css'

interface DivisionListProps {
  readonly units: readonly { readonly divisionCode: string; readonly divisionName: string }[]
  /** Chosen place, `null` for all. */
  readonly value: string | null
  readonly onChange: (code: string | null) => void
}

/** Places with units as a tree; a press narrows the table, counties open to show their towns. */
export function DivisionList({ units, value, onChange }: DivisionListProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const branches = useMemo(() => listDivisionBranches(units), [units])
  const hasBelow = (code: string): boolean => branches.some((other) => other.code !== code && isWithin(other.code, code))
  // Towns stay folded until their county is opened: a city has over a hundred.
  const shown = branches.filter(({ code, depth }) => depth === 0 || isCountyOrAbove(code) || branches.some((county) => county.code !== code && isWithin(code, county.code) && open.has(county.code)))
  const toggle = (code: string): void => {
    const next = new Set(open)
    if (!next.delete(code)) next.add(code)
    setOpen(next)
  }
  return (
    <nav className={styles.places} aria-label="按地方看">
      <button type="button" aria-pressed={value === null} className={joinClasses(styles.place, value === null && styles.placeOn)} onClick={() => onChange(null)}>
        全部 <small>{units.length}</small>
      </button>
      <ul>
        {shown.map(({ code, name, depth, units: count }) => {
          return (
            <li key={code} data-depth={Math.min(depth, 3)}>
              {isCounty(code) && hasBelow(code) ? (
                <button type="button" className={styles.fold} aria-expanded={open.has(code)} aria-label={`${open.has(code) ? '收起' : '展开'}${name}的乡镇`} onClick={() => toggle(code)}>
                  <Symbol name={open.has(code) ? 'chevronDown' : 'chevronRight'} size={12} />
                </button>
              ) : (
                <span className={styles.fold} />
              )}
              <button type="button" aria-pressed={value === code} className={joinClasses(styles.place, value === code && styles.placeOn)} onClick={() => onChange(code)}>
                {name} <small>{count}</small>
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
