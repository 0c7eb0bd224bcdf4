import { divisionPrefix, type Change } from '@fengsui/contract/kernel'
import type { ModuleDeps } from '../platform/module.ts'
import { listWorkingUnits } from './sandbox-store.ts'

/**
 * Gives every working unit of the sandbox an officer `sim-<place>-<role>`, so that a whole night's organisation can answer. They have
 * no password, hence cannot sign in; the replay acts for them by API token.
 */
export async function addSimulatedOfficers(deps: ModuleDeps): Promise<void> {
  await deps.commands.runInternal({ actor: 'system', key: 'simulated-officers' }, async (context) => {
    const units = await listWorkingUnits(context.tx)
    const changes = units.map((unit): Change => ({
      object: 'account', id: context.newId(), created: true,
      set: { username: `sim-${divisionPrefix(unit.divisionCode).padEnd(6, '0')}-${unit.role}`, unitId: unit.id, divisionCode: unit.divisionCode, roles: [unit.role === 'duty-office' ? 'duty-officer' : 'member-unit'], status: 'active', createdAt: context.at },
    }))
    if (changes.length > 0) context.record({ type: 'account.imported', audience: { division: '331000000000' }, changes })
  })
}
