import { routes } from '@fengsui/contract'
import { useMemo, useState } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { ringArea } from '../../map/geometry/ring.ts'
import { resourceLayerId } from '../../map/layers/resource-layers.ts'
import { listThings } from '../../map/situation/situation-to-layers.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { csvText, saveTextFile } from '../../ui/table/csv.ts'
import { useSettled } from '../../ui/use-settled.ts'
import { FoundRows } from './FoundRows.tsx'
import { CloseButton } from './LayerPanel.tsx'
import styles from './map-page.module.css'
import { PrintSheet } from './PrintSheet.tsx'
import { ThingRows } from './SidePanel.tsx'
import type { ListProps } from './SidePanel.tsx'
import { buildCsvRows, buildSections, buildTotals, csvHeader, pageOfSection } from './surroundings-sections.ts'
import { areaText, centreOf, distanceText, findWithin, positionText, surroundingsQuery } from './surroundings.ts'
import type { DrawnArea } from './surroundings.ts'
import { texts } from './texts.ts'

const radii = [500, 1000, 3000, 5000, 10_000] as const
const leastMetres = 50
const mostMetres = 100_000
const touches = ['team', 'equipment', 'shelter', 'facility', 'warehouse', 'lot', 'incident', 'person', 'division'] as const

interface SurroundingsPanelProps extends Omit<ListProps, 'onClose'> {
  readonly area: DrawnArea
  readonly inPast: boolean
  readonly onRadius: (metres: number) => void
  readonly onOpen: (id: string, layerId: string) => void
  readonly onClose: () => void
}

/** Who and what is inside the drawn area, nearest first, with the sums on top; as a file and on paper as well (MAP-2). */
export function SurroundingsPanel({ area, inPast, shown, hovered, selected, onHover, onSelect, onRadius, onOpen, onClose }: SurroundingsPanelProps) {
  const may = useCan('resource:read')
  const now = useNow()
  const [printing, setPrinting] = useState(false)
  const settled = useSettled(area, 250)
  const answer = useRoute(routes.getSurroundings, { query: surroundingsQuery(settled) }, { touches, enabled: may })
  const found = may ? answer.data : undefined
  const sections = useMemo(() => (found === undefined ? [] : buildSections(found)), [found])
  const totals = useMemo(() => (found === undefined ? [] : buildTotals(found)), [found])
  const things = listThings(shown.situation).filter(({ kind }) => !may || kind !== 'incident')
  const within = findWithin(area, things.map((thing) => ({ thing, position: thing.object.position })))
  const asking = may && (answer.isPlaceholderData || settled !== area)
  const where = area.kind === 'circle' ? `${texts.surroundingsOf} ${positionText(centreOf(area))}，${texts.radius} ${distanceText(area.metres)}` : `${texts.drawnArea}，${texts.areaSize} ${areaText(ringArea(area.corners))}`
  const name = `${texts.surroundings}-${monthDayTime(now)}`.replaceAll(/[\s:]/gu, '')
  const usable = found !== undefined && !asking
  return (
    <>
      <Card
        className={styles.side}
        title={texts.surroundings}
        extra={
          <>
            <button type="button" className={styles.iconButton} disabled={!usable} aria-label={texts.exportCsv} title={texts.exportCsv} onClick={() => found !== undefined && saveTextFile(`${name}.csv`, csvText(csvHeader, buildCsvRows(found)))}>
              <Symbol name="download" />
            </button>
            <button type="button" className={styles.iconButton} disabled={!usable || printing} aria-label={texts.print} title={texts.print} onClick={() => setPrinting(true)}>
              <Symbol name="print" />
            </button>
            <CloseButton onClose={onClose} />
          </>
        }
      >
        {area.kind === 'circle' && <Radii metres={area.metres} onRadius={onRadius} />}
        <p className={styles.aside}>{where}</p>
        {inPast && may && <p className={styles.aside}>{texts.aboutNow}</p>}
        {!may && <p className={styles.aside}>{texts.noResources}</p>}
        {may && answer.error !== null && <ErrorState hint={answer.error.message} onRetry={() => void answer.refetch()} />}
        {may && found === undefined && answer.error === null && <LoadingState lines={4} />}
        {found !== undefined && (
          <div aria-busy={asking} className={asking ? styles.asking : undefined}>
            <dl className={styles.totals}>
              {totals.map(({ label, value, unit }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <b>{value.toLocaleString('zh-CN')}</b> <small>{unit}</small>
                  </dd>
                </div>
              ))}
            </dl>
            {sections.map(({ key, name: word, count, rows }) => (
              <details key={key} className={styles.section} open={key !== 'people' && key !== 'facilities'}>
                <summary>
                  {word} <small>{count}</small>
                </summary>
                {rows.length < count && <p className={styles.aside}>{texts.onlyFirst(rows.length)}</p>}
                {key === 'people' ? (
                  <FoundRows rows={rows} hovered={null} onHover={() => undefined} />
                ) : (
                  <FoundRows
                    rows={rows}
                    hovered={hovered?.itemId ?? null}
                    onHover={(id) => onHover(id === null ? null : { layerId: key === 'incidents' ? 'incidents' : resourceLayerId, itemId: id })}
                    pageOf={pageOfSection(key)}
                    onSelect={(id) => onOpen(id, key === 'incidents' ? 'incidents' : resourceLayerId)}
                  />
                )}
              </details>
            ))}
          </div>
        )}
        {sections.length === 0 && within.length === 0 && (found !== undefined || !may) && <EmptyState symbol="pin" title={texts.nothingWithin} hint={texts.nothingWithinHint} />}
        {within.length > 0 && (
          <details className={styles.section} open>
            <summary>
              {texts.situationOnMap} <small>{within.length}</small>
            </summary>
            <ThingRows things={within.map(({ thing, metres }) => ({ thing: thing.thing, metres }))} shown={shown} hovered={hovered} selected={selected} onHover={onHover} onSelect={onSelect} />
          </details>
        )}
      </Card>
      {printing && found !== undefined && <PrintSheet where={where} at={monthDayTime(now)} sections={sections} totals={totals} onDone={() => setPrinting(false)} />}
    </>
  )
}

function Radii({ metres, onRadius }: { readonly metres: number; readonly onRadius: (metres: number) => void }) {
  return (
    <div className={styles.radii} role="group" aria-label={texts.radius}>
      {radii.map((each) => (
        <button key={each} type="button" aria-pressed={metres === each} onClick={() => onRadius(each)}>
          {each < 1000 ? `${each}m` : `${each / 1000}km`}
        </button>
      ))}
      <input
        type="number"
        min={leastMetres / 1000}
        max={mostMetres / 1000}
        step={0.5}
        aria-label={texts.customRadius}
        title={texts.customRadius}
        value={metres / 1000}
        onChange={(event) => {
          const next = Math.round(event.target.valueAsNumber * 1000)
          if (next >= leastMetres && next <= mostMetres) onRadius(next)
        }}
      />
    </div>
  )
}
