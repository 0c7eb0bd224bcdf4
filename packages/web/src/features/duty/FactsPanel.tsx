import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { SignalView } from '@fengsui/contract/signals'
import { joinClasses } from '../../ui/join-classes.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import styles from './signal-work.module.css'
import type { Reading } from './use-reading.ts'

interface FactsPanelProps {
  readonly signal: SignalView
  readonly facts: IncidentFacts
  readonly reading: Reading
  readonly hovered: number | null
  readonly onHover: (number: number | null) => void
}

/** Asked of every caller; unknown ones are shown as such. */
const alwaysAsked: readonly FactName[] = ['dead', 'missing', 'seriouslyInjured']

interface Line {
  readonly key: string
  readonly label: string
  readonly value: string | null
  readonly number: number | null
  readonly note?: string | undefined
  readonly located?: boolean | undefined
}

/** What is known about a signal, each line numbered like the words it was read from. */
export function FactsPanel({ signal, facts, reading, hovered, onHover }: FactsPanelProps) {
  const numberOf = (kind: string, fact?: string): number | null => reading.pieces.find(({ mark }) => mark !== null && mark.kind === kind && mark.fact === fact)?.mark?.number ?? null
  const names = (Object.keys(factLabels) as FactName[]).filter((name) => alwaysAsked.includes(name) || (facts[name] !== null && facts[name] !== undefined))
  const lines: Line[] = [
    { key: 'time', label: '发生时间', value: signal.occurredAt === null ? null : monthDayTime(signal.occurredAt), number: numberOf('time'), note: reading.time?.approximate === true ? '约' : undefined },
    { key: 'place', label: '地点', value: signal.placeName, number: numberOf('place'), located: signal.position !== null },
    { key: 'kind', label: '类型', value: signal.typeName, number: numberOf('kind') },
    ...(signal.gauge === null
      ? []
      : [{ key: 'gauge', label: '水位', value: `${signal.gauge.levelMetres.toFixed(2)} m`, number: null, note: signal.gauge.aboveGuaranteeMetres === null ? undefined : `${signal.gauge.aboveGuaranteeMetres >= 0 ? '超保证' : '低于保证'} ${Math.abs(signal.gauge.aboveGuaranteeMetres).toFixed(2)} m` }]),
    ...(signal.gauge === null || alwaysAsked.some((name) => facts[name] !== undefined && facts[name] !== null)
      ? names.map((name): Line => {
          const value = facts[name]
          const { labelZh, unitZh } = factLabels[name]
          const read = reading.figures.find((figure) => figure.fact === name)
          const said = typeof value === 'number' ? `${value.toLocaleString('zh-CN')} ${unitZh}` : value === true ? '是' : null
          return { key: name, label: labelZh, value: said, number: numberOf('figure', name), note: read !== undefined && read.value !== value ? `原文 ${read.value}` : undefined }
        })
      : []),
    ...(signal.caller === null || signal.caller === '' ? [] : [{ key: 'caller', label: '报告人', value: signal.caller, number: numberOf('phone') }]),
  ]
  return (
    <section className={styles.facts} aria-label="要素">
      <div className={styles.sub}>
        <b>要素</b>
        {reading.pieces.some(({ mark }) => mark !== null) ? '编号对应原文' : '未从原文读出'}
      </div>
      <dl>
        {lines.map(({ key, label, value, number, note, located }) => (
          <div key={key} className={joinClasses(number !== null && number === hovered && styles.factOn, value === null && styles.need)} onMouseEnter={() => onHover(number)} onMouseLeave={() => onHover(null)}>
            <i className={joinClasses(number === null && styles.noNumber)}>{number}</i>
            <dt>{label}</dt>
            <dd className={joinClasses(key === 'dead' || key === 'missing' ? styles.big : undefined)}>{value ?? '未报'}</dd>
            <span className={styles.factNote}>{located === true ? <VerificationMark shape="disc" word="已定位" /> : located === false ? <VerificationMark shape="ring" word="未定位" /> : note}</span>
          </div>
        ))}
      </dl>
    </section>
  )
}
