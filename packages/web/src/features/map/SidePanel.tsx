import { Card } from '../../ui/layout/Card.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import type { MapItemRef } from '../../map/layers/map-layer.ts'
import { listThings, refOfThing } from '../../map/situation/situation-to-layers.ts'
import type { MapThing } from '../../map/situation/situation-to-layers.ts'
import { CloseButton } from './LayerPanel.tsx'
import { ThingRow } from './ThingRow.tsx'
import styles from './map-page.module.css'
import { distanceText, findWithin, positionText } from './surroundings.ts'
import type { DrawnCircle } from './surroundings.ts'
import { texts } from './texts.ts'
import type { ShownSituation } from './use-map-situation.ts'

interface ListProps {
  readonly shown: ShownSituation
  readonly hovered: MapItemRef | null
  readonly selected: MapItemRef | null
  readonly onHover: (ref: MapItemRef | null) => void
  readonly onSelect: (thing: MapThing) => void
  readonly onClose?: (() => void) | undefined
}

/** Incidents and signals of the moment shown, beside the map. */
export function ThingList({ shown, hovered, selected, onHover, onSelect, onClose, pastTime }: ListProps & { readonly pastTime: string | null }) {
  const things = listThings(shown.situation).filter(({ kind }) => kind !== 'station')
  return (
    <Card
      className={styles.side}
      title={texts.things}
      count={pastTime === null ? things.length : texts.thingsPast(pastTime)}
      extra={onClose === undefined ? undefined : <CloseButton onClose={onClose} />}
    >
      {shown.error !== null && <ErrorState hint={shown.error.message} onRetry={shown.retry} />}
      {shown.error === null && shown.loading && <LoadingState />}
      {shown.error === null && !shown.loading && things.length === 0 && <EmptyState symbol="rail-map" title={texts.empty} hint={texts.emptyHint} />}
      <ThingRows things={things.map((thing) => ({ thing }))} shown={shown} hovered={hovered} selected={selected} onHover={onHover} onSelect={onSelect} />
    </Card>
  )
}

const radii = [3000, 5000, 8000, 10_000] as const

interface SurroundingsProps extends ListProps {
  readonly circle: DrawnCircle
  readonly onRadius: (metres: number) => void
}

/** What lies inside the drawn circle, nearest first. */
export function Surroundings({ circle, shown, hovered, selected, onHover, onSelect, onRadius, onClose }: SurroundingsProps) {
  const things = listThings(shown.situation)
  const within = findWithin(circle, things.map((thing) => ({ thing, position: thing.object.position })))
  return (
    <Card className={styles.side} title={texts.surroundings} count={within.length} extra={onClose === undefined ? undefined : <CloseButton onClose={onClose} />}>
      <div className={styles.radii} role="group" aria-label={texts.radius}>
        {radii.map((metres) => (
          <button key={metres} type="button" aria-pressed={circle.metres === metres} onClick={() => onRadius(metres)}>
            {metres / 1000} km
          </button>
        ))}
        <input
          type="number"
          min={0.1}
          max={300}
          step={0.5}
          aria-label={texts.customRadius}
          title={texts.customRadius}
          value={circle.metres / 1000}
          onChange={(event) => {
            const metres = event.target.valueAsNumber * 1000
            if (metres > 0 && metres <= 300_000) onRadius(metres)
          }}
        />
      </div>
      <p className={styles.aside}>
        {texts.surroundingsOf} {positionText(circle.centre)}
      </p>
      {within.length === 0 && <EmptyState symbol="pin" title={texts.nothingWithin} hint={texts.nothingWithinHint} />}
      <ThingRows
        things={within.map(({ thing, metres }) => ({ thing: thing.thing, metres }))}
        shown={shown}
        hovered={hovered}
        selected={selected}
        onHover={onHover}
        onSelect={onSelect}
      />
    </Card>
  )
}

interface ThingRowsProps extends Omit<ListProps, 'onClose'> {
  readonly things: readonly { readonly thing: MapThing; readonly metres?: number }[]
}

function ThingRows({ things, shown, hovered, selected, onHover, onSelect }: ThingRowsProps) {
  if (things.length === 0) return null
  return (
    <ul className={styles.rows}>
      {things.map(({ thing, metres }) => (
        <ThingRow
          key={`${thing.kind}:${thing.object.id}`}
          thing={thing}
          hovered={hovered?.itemId === thing.object.id}
          selected={selected?.itemId === thing.object.id}
          end={metres === undefined ? undefined : distanceText(metres)}
          onHover={(on) => onHover(on ? refOfThing(shown.situation, thing) : null)}
          onSelect={() => onSelect(thing)}
        />
      ))}
    </ul>
  )
}
