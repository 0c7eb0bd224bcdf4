import { formSets, getFigureForm, getIndicator, NOW, type FormSetKey, type OverviewView, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { joinClasses } from '../../ui/join-classes.ts'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { changeWords, figureWords } from './disaster-words.ts'
import styles from './disaster.module.css'

interface SumTableProps {
  readonly process: ProcessView
  readonly formSet: FormSetKey
  readonly overview: OverviewView
  readonly onPlace: (divisionCode: string) => void
  /** Opens the list of the dead and missing. */
  readonly onList: () => void
}

interface Line {
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly indent: 0 | 1
}

const personal = new Set(['A01008', 'A01009'])

/** Indicators beside the places: the sum, what the place itself stated, each place below with its change since the version before. */
export function SumTable({ formSet, overview, onPlace, onList }: SumTableProps) {
  const places = overview.rows.filter(({ expected, accepted }) => expected || accepted !== null)
  const sums = new Map(overview.sums.map((sum) => [sum.key, sum]))
  const own = overview.own.accepted ?? overview.own.waiting
  const filled = (key: string): boolean => places.some(({ accepted }) => accepted?.values[key] !== undefined) || own?.values[key] !== undefined
  const lines = formSets[formSet].forms.flatMap((code) => getFigureForm(code).lines.flatMap((line): Line[] => {
    if ('heading' in line || !line.code.startsWith(code)) return []
    const head: Line = { key: line.code, name: line.name, unit: line.unit, indent: line.indent }
    return getIndicator(line.code).dual ? [head, { ...head, key: `${line.code}${NOW}`, name: `${line.name.replace('其中：', '')}（实时）`, indent: 1 }] : [head]
  })).filter(({ key }) => filled(key))
  if (lines.length === 0) return <EmptyState symbol="rail-statistics" title="还没有可汇总的数字" hint="下级报表审核通过后，这里自动汇总，可逐级点进去看。" />
  return (
    <table className={styles.table} aria-label={`${overview.placeName}汇总`}>
      <thead>
        <tr>
          <th>指标</th>
          <th>单位</th>
          <th className={styles.figure}>下级合计</th>
          <th className={styles.figure}>本级上报</th>
          {places.map((place) => (
            <th key={place.divisionCode} className={styles.figure}>
              {place.hasBelow ? <button type="button" className={styles.placeButton} onClick={() => onPlace(place.divisionCode)}>{place.placeName}</button> : place.placeName}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, name, unit, indent }) => {
          const sum = sums.get(key)
          const stated = own?.values[key]
          const differs = typeof sum?.value === 'number' && typeof stated === 'number' && sum.value !== stated
          return (
            <tr key={key}>
              <th scope="row" className={joinClasses(indent === 1 && styles.inner)}>{name}</th>
              <td className={styles.code}>{unit}</td>
              <td className={joinClasses(styles.figure, styles.sumCell)}>
                {sum?.conflict === true ? '各地不一' : personal.has(key) && typeof sum?.value === 'number' && sum.value > 0 ? <button type="button" className={styles.cellButton} title="看名单" onClick={onList}>{figureWords(sum.value)}</button> : figureWords(sum?.value)}
                {sum !== undefined && sum.given > 0 && sum.unknown.length > 0 && <small title="未知不是 0">{sum.unknown.length} 地未填</small>}
              </td>
              <td className={styles.figure}>
                {figureWords(stated)}
                {differs && <small>差 {changeWords(sum.value, stated)}</small>}
              </td>
              {places.map((place) => {
                const value = place.accepted?.values[key]
                const change = changeWords(place.accepted?.before?.[key], value)
                return (
                  <td key={place.divisionCode} className={styles.figure}>
                    {place.accepted === null ? <span className={styles.quiet}>{place.waiting === null ? '未报' : '待审'}</span> : place.hasBelow && value !== undefined ? <button type="button" className={styles.cellButton} title={`看${place.placeName}各地`} onClick={() => onPlace(place.divisionCode)}>{figureWords(value)}</button> : figureWords(value)}
                    {change !== '' && <small title="与上一版相比">{change}</small>}
                  </td>
                )
              })}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
