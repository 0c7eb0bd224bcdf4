import { importKinds, type ImportKind } from '@fengsui/contract/imports'
import { Problem } from '@fengsui/contract/kernel'
import { actingBy, type Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { checkTable, type ReadyPerson, type ReadyTeam, type ReadyUnit } from './check-rows.ts'
import { lockImports } from './import-store.ts'
import { openTable, requireMayImport, type ImportDeps } from './preview-import.ts'

/**
 * Brings a checked table in: all of it in one command, or nothing. Everything is checked anew against what is there now.
 * @throws Problem `rule-refused` when anything is wrong
 */
export async function commitImport(deps: ImportDeps, actor: Actor, given: { commandId: string; sha256: string; kind: ImportKind }): Promise<{ created: number }> {
  const { commandId, ...input } = given
  requireMayImport(actor, given.kind)
  // Read before the command, which then is short; where the upload is gone only a repetition has an answer.
  const found = await openTable(deps, actor, given.sha256).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not-found') return error
    throw error
  })
  return deps.commands.run({ commandId, name: 'commit-import', actor: actingBy(actor, importKinds[given.kind].permission).label, input }, async (context) => {
    if (found instanceof Problem) throw found
    await lockImports(context.tx)
    const checked = await checkTable(context.tx, actor, given.kind, found)
    const first = checked.errors[0]
    if (first) throw new Problem('rule-refused', `有 ${checked.errors.length} 处要改，一行也没有导入。${first.row === null ? '' : `第 ${first.row} 行：`}${first.message}`)
    recordUnits(context, checked.units)
    recordPeople(context, checked.people)
    recordTeams(context, checked.teams)
    return { created: checked.units.length + checked.people.length + checked.teams.length }
  })
}

function recordUnits(context: CommandContext, units: readonly ReadyUnit[]): void {
  const ids = new Map(units.map(({ row }) => [row, context.newId()]))
  for (const { row, name, role, divisionCode, staffed, parentId, parentRow, position } of units) {
    const parent = parentRow === null ? parentId : (ids.get(parentRow) ?? null)
    context.record({
      type: 'unit.created', audience: { division: divisionCode },
      changes: [{ object: 'unit', id: ids.get(row) ?? '', created: true, set: { name, role, divisionCode, staffedAllHours: staffed, status: 'active', ...(parent === null ? {} : { parentId: parent }), ...(position === null ? {} : { position }) } }],
    })
  }
}

function recordPeople(context: CommandContext, people: readonly ReadyPerson[]): void {
  for (const { unitId, divisionCode, name, title, contacts } of people) {
    const id = context.newId()
    const subject = `person:${id}`
    context.record({
      type: 'person.created', audience: { division: divisionCode },
      changes: [
        { object: 'person', id, created: true, set: { unitId, divisionCode, name: context.protect(subject, name), title, status: 'active' } },
        ...contacts.map(({ kind, value, preferred }) => ({ object: 'contact-point', id: context.newId(), created: true as const, set: { personId: id, unitId, divisionCode, kind, value: context.protect(subject, value), preferred, status: 'active' } })),
      ],
    })
  }
}

function recordTeams(context: CommandContext, teams: readonly ReadyTeam[]): void {
  for (const { name, kind, capabilities, unitId, divisionCode, strength, leaderPersonId, position } of teams) {
    context.record({
      type: 'team.created', audience: { division: divisionCode, units: [unitId] }, note: { name },
      changes: [{
        object: 'team', id: context.newId(), created: true,
        set: { name, kind, capabilities, divisionCode, unitId, strength, readiness: 'ready', confirmedAt: context.at, status: 'active', ...(leaderPersonId === null ? {} : { leaderPersonId }), ...(position === null ? {} : { position, basePosition: position }) },
      }],
    })
  }
}
