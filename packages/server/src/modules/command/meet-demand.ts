import type { CommandContext } from '../../platform/commands/context.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { findDemand } from './command-store.ts'

/** Marks a demand as met, inside the command by which the last of it came; saying it twice changes nothing. */
export async function meetDemand(objects: ObjectStore, context: CommandContext, demandId: string): Promise<void> {
  const demand = await findDemand(objects, context.tx, demandId)
  if (demand?.status !== 'open') return
  context.record({
    type: 'demand.met', subject: demand.incidentId, audience: { division: demand.divisionCode },
    changes: [{ object: 'demand', id: demand.id, set: { status: 'met', metAt: context.at } }], note: { item: demand.item },
  })
}
