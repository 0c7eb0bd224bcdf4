import { InputNumber } from 'antd'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { distanceText, kindSymbols, minutesText } from './dispatch-words.ts'
import type { OwnerGroup } from './picks.ts'
import styles from './dispatch.module.css'

interface OwnerRowProps {
  readonly group: OwnerGroup
  readonly unit: string
  /** Ids of the chosen pieces. */
  readonly picked: readonly string[]
  readonly onChange: (count: number) => void
}

/** All pieces of one owner: how many of them go, nearest first, and how many it should keep. */
export function OwnerRow({ group, unit, picked, onChange }: OwnerRowProps) {
  const { key, candidates } = group
  const [first] = candidates
  if (first === undefined) return null
  const kept = candidates.filter(({ cautions }) => cautions.some((caution) => caution.includes('备用'))).length
  const cautions = [...new Set(candidates.flatMap((candidate) => candidate.cautions.filter((caution) => !caution.includes('备用'))))]
  const farthest = candidates.filter(({ id }) => picked.includes(id)).at(-1) ?? first
  const numbers = candidates.filter(({ id }) => picked.includes(id)).map(({ name }) => name)
  return (
    <li className={joinClasses(styles.candidate, picked.length > 0 && styles.candidateOn)}>
      <span className={styles.candidatePick}>
        <InputNumber className={styles.count ?? ''} aria-label={`${key}派出数量`} value={picked.length} min={0} max={candidates.length} precision={0} inputMode="numeric" onChange={(count) => onChange(count ?? 0)} />
      </span>
      <span className={styles.candidateWords}>
        <b>
          <Symbol name={kindSymbols.equipment} size={16} />
          {key}
        </b>
        <span>
          {first.placeName === key || key.startsWith(first.placeName) ? '' : `${first.placeName} · `}完好 {candidates.length} {unit}
          {kept > 0 && `，建议留 ${kept} ${unit}备用`}
        </span>
        {numbers.length > 0 && <small>{numbers.join('、')}</small>}
        {cautions.length > 0 && <small className={styles.caution}><Symbol name="note" size={12} /> {cautions.join('；')}</small>}
      </span>
      <span className={styles.candidateWay}>
        {farthest.travelMinutes === null || farthest.distanceMetres === null ? '路程未知' : <><b>{minutesText(farthest.travelMinutes)}</b><small>{distanceText(farthest.distanceMetres)}</small></>}
      </span>
    </li>
  )
}
