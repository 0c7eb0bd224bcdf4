import { objectKinds, type ObjectKind, type ObjectOf } from '@fengsui/contract'
import type { Grade } from '@fengsui/contract/incidents'
import type { SituationObjects } from '@fengsui/contract/situation'
import { addReadings, toLevel } from './map-situation.ts'
import type { MapSituation } from './map-situation.ts'

/**
 * Objects of one kind out of a fold. A fold leaves out fields that are null, so they are put back before the shape is checked;
 * what does not fit the shape (a half-visible object) is left out instead of breaking the map.
 */
export function readKind<K extends ObjectKind>(objects: SituationObjects, kind: K): ObjectOf<K>[] {
  const { schema } = objectKinds[kind]
  const fields = Object.keys(schema.shape)
  return Object.entries(objects[kind] ?? {}).flatMap(([id, known]) => {
    const whole = Object.fromEntries(fields.map((field) => [field, known[field] ?? null]))
    const read = schema.safeParse(kind === 'division' ? whole : { ...whole, id })
    return read.success ? [read.data as ObjectOf<K>] : []
  })
}

/**
 * The map of a past moment.
 * @param nameOf place name of an object by its id, from what is loaded now; a fold holds codes only
 */
export function readPastSituation(objects: SituationObjects, nameOf: (id: string) => string): MapSituation {
  const responses = readKind(objects, 'response').filter((response) => response.status === 'active')
  const signals = readKind(objects, 'signal')
  return {
    incidents: readKind(objects, 'incident').map((incident) => ({
      id: incident.id,
      number: incident.number,
      title: incident.title,
      typeCode: incident.typeCode,
      placeName: nameOf(incident.id),
      position: incident.position,
      occurredAt: incident.occurredAt,
      status: incident.status,
      grade: incident.grade,
      proposedGrade: incident.proposal?.grade ?? null,
      responseLevel: lowestLevel(responses.filter((response) => response.incidentId === incident.id).map((response) => response.level)),
      dead: incident.facts.dead ?? null,
      missing: incident.facts.missing ?? null,
    })),
    signals: signals.map((signal) => ({
      id: signal.id,
      title: signal.title,
      typeCode: signal.typeCode,
      placeName: nameOf(signal.id),
      position: signal.position,
      receivedAt: signal.receivedAt,
      status: signal.status,
      stationId: signal.gauge?.stationId ?? null,
      levelMetres: signal.gauge?.levelMetres ?? null,
      aboveGuaranteeMetres: signal.gauge?.aboveGuaranteeMetres ?? null,
    })),
    stations: addReadings(
      readKind(objects, 'station'),
      signals.flatMap(({ gauge }) => (gauge === null ? [] : [gauge])),
    ),
    fixes: readKind(objects, 'typhoon-fix').sort((a, b) => a.fixedAt.localeCompare(b.fixedAt)),
  }
}

/** Level I is the highest and has the lowest number. */
function lowestLevel(levels: readonly number[]): Grade | null {
  return levels.length === 0 ? null : toLevel(Math.min(...levels))
}
