import type { ReactNode } from 'react'
import { GradeMark } from '../../ui/marks/GradeMark.tsx'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'
import { findIncidentSymbol } from '../../lib/incident-symbol.ts'
import { isAboveGuarantee } from '../../map/situation/map-situation.ts'
import type { MapIncident } from '../../map/situation/map-situation.ts'
import { stationLabel } from '../../map/situation/situation-to-layers.ts'
import type { MapThing } from '../../map/situation/situation-to-layers.ts'
import styles from './map-page.module.css'
import { texts } from './texts.ts'

/** The symbol of a thing, the same on map and list. */
export function symbolOf(thing: MapThing): SymbolName {
  if (thing.kind === 'station') return isAboveGuarantee(thing.object) ? 'hazard-flood' : 'facility-gauge'
  return findIncidentSymbol(thing.object.typeCode)
}

interface ThingRowProps {
  readonly thing: MapThing
  readonly hovered: boolean
  readonly selected: boolean
  /** At the right end: a distance. */
  readonly end?: ReactNode
  readonly onHover: (on: boolean) => void
  readonly onSelect: () => void
}

/** One thing of the map in a list; pointing at it marks it on the map. */
export function ThingRow({ thing, hovered, selected, end, onHover, onSelect }: ThingRowProps) {
  return (
    <li className={joinClasses(styles.row, hovered && styles.rowHovered, selected && styles.rowSelected)}>
      <button
        type="button"
        aria-pressed={selected}
        onPointerEnter={() => onHover(true)}
        onPointerLeave={() => onHover(false)}
        onFocus={() => onHover(true)}
        onBlur={() => onHover(false)}
        onClick={onSelect}
      >
        <Symbol name={symbolOf(thing)} size={24} />
        <span className={styles.rowText}>
          <b>{thing.kind === 'station' ? stationLabel(thing.object) : thing.object.title}</b>
          <small>
            <RowDetail thing={thing} />
          </small>
        </span>
        <span className={styles.rowEnd}>
          {end}
          {thing.kind === 'incident' && <IncidentGradeMark incident={thing.object} />}
        </span>
      </button>
    </li>
  )
}

function RowDetail({ thing }: { readonly thing: MapThing }) {
  switch (thing.kind) {
    case 'incident':
      return (
        <>
          {thing.object.responseLevel !== null && <ResponseShield level={thing.object.responseLevel} />}
          <span>{thing.object.placeName}</span>
          <RelativeTime at={thing.object.occurredAt} show="time" />
          {thing.object.position === null && <span>{texts.notPlaced}</span>}
        </>
      )
    case 'signal':
      return (
        <>
          <span>{thing.object.placeName}</span>
          <RelativeTime at={thing.object.receivedAt} show="time" />
          {thing.object.position === null && <span>{texts.notPlaced}</span>}
        </>
      )
    case 'station':
      return <span>{thing.object.river}</span>
  }
}

/** The grade confirmed, or dashed the one proposed by rule. */
export function IncidentGradeMark({ incident }: { readonly incident: MapIncident }) {
  const grade = incident.grade ?? incident.proposedGrade
  return grade === null ? null : <GradeMark grade={grade} proposed={incident.grade === null} />
}
