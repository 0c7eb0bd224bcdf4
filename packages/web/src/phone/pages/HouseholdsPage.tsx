import { householdStatusNames } from '@fengsui/contract/evacuation'
import type { HouseholdStatus } from '@fengsui/contract/evacuation'
import { useState } from 'react'
import { joinClasses } from '../../ui/join-classes.ts'
import { useKept, useMayOnPhone } from '../core/phone-context.ts'
import { countHouseholds } from '../core/pending.ts'
import { useHouseholds } from '../core/use-households.ts'
import { DataAge } from '../parts/Due.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'

/** Those still to be moved stand first: they are the work. */
const ranks: Readonly<Record<HouseholdStatus, number>> = { refused: 0, listed: 1, notified: 2, returned: 3, moved: 4 }
const filters = [
  { key: 'todo', word: '没走的', passes: (status: HouseholdStatus) => status === 'listed' || status === 'notified' || status === 'refused' },
  { key: 'refused', word: '不肯走', passes: (status: HouseholdStatus) => status === 'refused' },
  { key: 'moved', word: '已转移', passes: (status: HouseholdStatus) => status === 'moved' },
  { key: 'all', word: '全部', passes: () => true },
] as const

/** The transfer ledger of the own place, household by household. */
export function HouseholdsPage() {
  const { readAt, problem } = useKept('households')
  const shown = useHouseholds()
  const mayEdit = useMayOnPhone('evacuation:edit')
  const [filter, setFilter] = useState<(typeof filters)[number]>(filters[0])
  const counts = countHouseholds(shown.map(({ row }) => row))
  const rows = shown.filter(({ row }) => filter.passes(row.status)).sort((a, b) => ranks[a.row.status] - ranks[b.row.status] || (a.row.id < b.row.id ? -1 : 1))
  return (
    <>
      <section className={styles.card} aria-label="转移人数">
        <div className={styles.figures}>
          <Figure value={counts.people} of="应转人数" />
          <Figure value={counts.movedPeople} of="已转人数" />
          <Figure value={counts.waiting} of="没走户数" />
          <Figure value={counts.refused} of="不肯走户" />
        </div>
        <DataAge readAt={readAt} problem={problem?.detail ?? null} />
      </section>
      <div className={styles.row} role="group" aria-label="看哪些户">
        {filters.map((each) => (
          <button key={each.key} type="button" className={styles.second} aria-pressed={each === filter} onClick={() => setFilter(each)}>
            {each.word}
          </button>
        ))}
      </div>
      {rows.length === 0 ? (
        <p className={styles.empty}>{shown.length === 0 ? '台账里还没有本村的户。' : `没有“${filter.word}”的户。`}</p>
      ) : (
        <ul className={styles.list}>
          {rows.map(({ row, pending }) => (
            <li key={row.id}>
              <button type="button" className={styles.line} onClick={() => goTo('households', row.id)}>
                <b>
                  {row.householder ?? '户主姓名不可见'} {row.people} 人
                </b>
                <span className={joinClasses(styles.mark, row.status === 'moved' && styles.markOn, row.status === 'refused' && styles.markHatched)}>{householdStatusNames[row.status]}</span>
                <small>
                  {row.vulnerable > 0 && `老弱病残 ${row.vulnerable} 人 · `}
                  {row.address ?? row.placeName}
                  {row.visits > 0 && ` · 上门 ${row.visits} 次`}
                </small>
                {pending !== null && <ItemState item={pending} />}
              </button>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <button type="button" className={styles.big} onClick={() => goTo('households', 'new')}>
          加一户
        </button>
      )}
    </>
  )
}

function Figure({ value, of }: { readonly value: number; readonly of: string }) {
  return (
    <div>
      <b>{value}</b>
      <small>{of}</small>
    </div>
  )
}
