import { useEffect, useEffectEvent, useRef } from 'react'
import styles from './map-page.module.css'
import { distanceText } from './surroundings.ts'
import type { buildTotals, FoundSection } from './surroundings-sections.ts'
import { texts } from './texts.ts'

interface PrintSheetProps {
  /** Centre and radius, or the size of the drawn area. */
  readonly where: string
  readonly at: string
  readonly sections: readonly FoundSection[]
  readonly totals: ReturnType<typeof buildTotals>
  readonly onDone: () => void
}

/** Surroundings on paper: the map as it stands, the sums, a table for each kind. Seen by the printer only. */
export function PrintSheet({ where, at, sections, totals, onDone }: PrintSheetProps) {
  const picture = useRef<HTMLCanvasElement>(null)
  const done = useEffectEvent(onDone)
  useEffect(() => {
    // The map keeps its drawing buffer, so its pixels can be copied at any moment.
    const map = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')
    const copy = picture.current
    if (map !== null && copy !== null) {
      copy.width = map.width
      copy.height = map.height
      copy.getContext('2d')?.drawImage(map, 0, 0)
    }
    const finish = (): void => done()
    window.addEventListener('afterprint', finish)
    const frame = requestAnimationFrame(() => window.print())
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('afterprint', finish)
    }
  }, [])
  return (
    <article className={styles.sheet}>
      <h2>{texts.printTitle}</h2>
      <p>
        {where}。{texts.printedAt(at)}。{texts.printNote}
      </p>
      <canvas ref={picture} className={styles.picture} aria-label={texts.printTitle} />
      <p>{totals.map(({ label, value, unit }) => `${label} ${value.toLocaleString('zh-CN')} ${unit}`).join('；')}</p>
      {sections.map(({ key, name, count, rows }) => (
        <section key={key}>
          <h3>
            {name}（{count}）{rows.length < count && texts.onlyFirst(rows.length)}
          </h3>
          <table>
            <thead>
              <tr>
                <th>{texts.columns.name}</th>
                <th>{texts.columns.detail}</th>
                <th>{texts.columns.figure}</th>
                <th>{texts.columns.distance}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name: word, detail, figure, metres }) => (
                <tr key={id}>
                  <td>{word}</td>
                  <td>{detail}</td>
                  <td>{figure}</td>
                  <td>{distanceText(metres)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </article>
  )
}
