import { Card } from '../../ui/layout/Card.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import type { MapItemRef } from '../../map/layers/map-layer.ts'
import { listThings, refOfThing } from '../../map/situation/situation-to-layers.ts'
import type { MapThing } from '../../map/situation/situation-to-layers.ts'
import { CloseButton } from './LayerPanel.tsx'
import { ThingRow } from './ThingRow.tsx'
import styles from './map-page.module.css'
import { distanceText } from './surroundings.ts'
import { texts } from './texts.ts'
import type { ShownSituation } from './use-map-situation.ts'

export interface ListProps {
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

interface ThingRowsProps extends Omit<ListProps, 'onClose'> {
  readonly things: readonly { readonly thing: MapThing; readonly metres?: number }[]
}

/** Incidents, signals and gauges as a list. */
export function ThingRows({ things, shown, hovered, selected, onHover, onSelect }: ThingRowsProps) {
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
