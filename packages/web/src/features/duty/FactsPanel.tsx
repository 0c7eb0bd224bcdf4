import { factLabels } from '@fengsui/contract/incidents/grading'
import type { FactName, IncidentFacts } from '@fengsui/contract/incidents/grading'
import type { SignalView } from '@fengsui/contract/signals'
import { joinClasses } from '../../ui/join-classes.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import styles from './signal-work.module.css'
import { figuresOf, numberOf, sayFigure } from './reading.ts'
import type { FigureField, Reading } from './reading.ts'

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
  const figures = figuresOf(reading.extraction)
  const names = (Object.keys(factLabels) as FactName[]).filter((name) => alwaysAsked.includes(name) || (facts[name] !== null && facts[name] !== undefined))
  const lines: Line[] = [
    { key: 'time', label: '发生时间', value: signal.occurredAt === null ? null : monthDayTime(signal.occurredAt), number: numberOf(reading, 'occurredAt'), note: reading.extraction?.occurredAbout === true ? '约' : undefined },
    { key: 'place', label: '地点', value: signal.placeName, number: numberOf(reading, 'place'), located: signal.position !== null },
    { key: 'kind', label: '类型', value: signal.typeName, number: numberOf(reading, 'class') },
    ...(signal.gauge === null
      ? []
      : [{ key: 'gauge', label: '水位', value: `${signal.gauge.levelMetres.toFixed(2)} m`, number: null, note: signal.gauge.aboveGuaranteeMetres === null ? undefined : `${signal.gauge.aboveGuaranteeMetres >= 0 ? '超保证' : '低于保证'} ${Math.abs(signal.gauge.aboveGuaranteeMetres).toFixed(2)} m` }]),
    ...(signal.gauge === null || alwaysAsked.some((name) => facts[name] !== undefined && facts[name] !== null)
      ? names.map((name): Line => {
          const value = facts[name]
          const { labelZh, unitZh } = factLabels[name]
          const read = figures.find((figure) => figure.fact === name)
          const said = typeof value === 'number' ? `${value.toLocaleString('zh-CN')} ${unitZh}` : value === true ? '是' : null
          return { key: name, label: labelZh, value: said, number: read === undefined ? null : numberOf(reading, read.field satisfies FigureField), note: read === undefined ? undefined : read.value !== value ? `原文 ${sayFigure(read.value, read.how, unitZh)}` : read.how !== null && read.how.confidence === 'low' ? `文中另有 ${read.how.alternatives.map((each) => each.value).join('、')}` : read.how !== null && read.how.bound !== 'exact' ? sayFigure(read.value, read.how, unitZh) : undefined }
        })
      : []),
    ...(signal.caller === null || signal.caller === '' ? [] : [{ key: 'caller', label: '报告人', value: signal.caller, number: numberOf(reading, 'phone') }]),
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
