import type { Incident } from '@fengsui/contract/incidents'
import type { CasualtyWatch } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'

/** Takes the casualty watch of an incident. */
export async function lockWatch(objects: ObjectStore, tx: Transaction, incidentId: string): Promise<CasualtyWatch | undefined> {
  const [watch] = (await objects.read(tx, 'casualty-watch', sql`t.incident_id = ${incidentId}::uuid`, { lock: true })) as unknown as CasualtyWatch[]
  return watch
}

/** An incident without asking who acts: for reactions. */
export async function findIncidentRow(objects: ObjectStore, tx: Transaction, incidentId: string): Promise<Incident | undefined> {
  const [incident] = (await objects.read(tx, 'incident', sql`t.id = ${incidentId}::uuid`)) as unknown as Incident[]
  return incident
}
