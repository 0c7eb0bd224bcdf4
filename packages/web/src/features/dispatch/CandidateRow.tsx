import type { Candidate } from '@fengsui/contract/dispatch'
import { Checkbox, InputNumber } from 'antd'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { amountText, distanceText, kindSymbols, minutesText } from './dispatch-words.ts'
import styles from './dispatch.module.css'

interface CandidateRowProps {
  readonly candidate: Candidate
  readonly unit: string
  readonly amount: number
  readonly onChange: (amount: number) => void
}

/** One thing that could go: how far, how much, why and what to mind. Teams and pieces are ticked, goods have an amount. */
export function CandidateRow({ candidate, unit, amount, onChange }: CandidateRowProps) {
  const { kind, name, unitName, placeName, available, distanceMetres, travelMinutes, reasons, cautions } = candidate
  const owner = [...new Set([unitName, placeName].filter((each) => each !== '' && !name.includes(each)))].join(' · ')
  // The way stands at the right end already.
  const said = reasons.filter((reason) => !reason.startsWith('直线'))
  return (
    <li className={joinClasses(styles.candidate, amount > 0 && styles.candidateOn)}>
      <span className={styles.candidatePick}>
        {kind === 'goods' ? (
          <InputNumber aria-label={`${name}数量`} value={amount} min={0} max={available} precision={0} disabled={available <= 0} onChange={(value) => onChange(value ?? 0)} />
        ) : (
          <Checkbox aria-label={`派出${name}`} checked={amount > 0} disabled={available <= 0} onChange={(event) => onChange(event.target.checked ? available : 0)} />
        )}
      </span>
      <span className={styles.candidateWords}>
        <b>
          <Symbol name={kindSymbols[kind]} size={16} />
          {name}
        </b>
        <span>
          {owner}
          {kind !== 'equipment' && ` · 可派 ${amountText(available, unit)}`}
        </span>
        {said.length > 0 && <small>{said.join('；')}</small>}
        {cautions.length > 0 && <small className={styles.caution}><Symbol name="note" size={12} /> {cautions.join('；')}</small>}
      </span>
      <span className={styles.candidateWay}>
        {travelMinutes === null || distanceMetres === null ? '路程未知' : <><b>{minutesText(travelMinutes)}</b><small>{distanceText(distanceMetres)}</small></>}
      </span>
    </li>
  )
}
