import type { Change } from '@fengsui/contract/kernel'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { TypedContact } from './org-rules.ts'

/** Changes that add ways to reach a person. */
export function addContacts(ctx: CommandContext, person: { id: string; unitId: string; divisionCode: string }, contacts: readonly TypedContact[]): Change[] {
  return contacts.map(({ kind, value, preferred }) => ({
    object: 'contact-point',
    id: ctx.newId(),
    created: true,
    set: { personId: person.id, unitId: person.unitId, divisionCode: person.divisionCode, kind, value: ctx.protect(`person:${person.id}`, value), preferred, status: 'active' },
  }))
}
