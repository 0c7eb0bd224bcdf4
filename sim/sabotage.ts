/** A part broken on purpose: the real code runs, but its SQL says something else. Proves that the harness finds such a thing. */
export interface Sabotage {
  readonly name: string
  /** The statement to send instead. */
  rewrite(text: string): string | undefined
  /** Whether the statement runs beside the transaction, committed at once. */
  aside?(text: string): boolean
}

const replacing = (name: string, part: RegExp, by: string): Sabotage => ({ name, rewrite: (text) => (part.test(text) ? text.replace(part, by) : undefined) })

/** The mistakes that the simulation must find. */
export const sabotages: readonly Sabotage[] = [
  { name: 'reaction cursor moved outside the transaction', rewrite: () => undefined, aside: (text) => text.startsWith('update reaction_cursor') },
  replacing('reaction cursor moved without comparing', /^(update reaction_cursor set position = \$1 where name = \$2) and position = \$3$/, '$1 and $3::bigint is not null'),
  replacing('command claimed by everybody', /^(\s*insert into command .*) on conflict do nothing$/s, '$1 on conflict (command_id) do update set at = excluded.at'),
  { name: 'attempt to send noted outside the transaction that claims', rewrite: (text) => (text.startsWith('insert into outbox_attempt') ? text.replace(/^insert into outbox_attempt \(([^)]*)\) values \(([^)]*)\)/, 'insert into outbox_attempt ($1) select * from (values ($2)) v where false and v is not null') : undefined) },
  replacing('timer looked at, not taken', /^delete from timer where key = \((.*) for update skip locked\) returning kind, payload$/s, 'select kind, payload from timer where key = ($1)'),
  replacing('timer due an hour early', /due_at <= \$1 and not parked/, `due_at <= $1::timestamptz + interval '1 hour' and not parked`),
  replacing('sealed with a gap', /set position = v\.position,/, 'set position = v.position + (v.position / 7),'),
  replacing('ladder: a rung is skipped', /^(update "call" t set "step" = v\."step")/, '$1 + 1'),
  replacing('ladder: a rung is climbed twice', /^update "call" t set "step" = v\."step"/, 'update "call" t set "step" = greatest(v."step" - 1, 0)'),
  { name: 'ladder: timers taken outside the transaction, so that a crash loses the rung', rewrite: () => undefined, aside: (text) => text.startsWith('delete from timer where key = (') },
  replacing('ladder: who has answered is called again', /(from "call_recipient" t where t\.call_id = \$1::uuid) and t\.status <> 'answered'/, '$1'),
  replacing('ladder: the watch is not turned to', /u\.role in \('duty-office', 'town-government'\)/, `u.role = 'town-government'`),
  replacing('call: a message sent twice is not marked', /"possible_duplicate" = v\."possible_duplicate"/, '"possible_duplicate" = t."possible_duplicate"'),
  replacing('call: the quiet hours end two hours early', /select key, kind, "dueAt", payload, 0, false/, `select key, kind, case when kind = 'notifications.release' then "dueAt" - interval '2 hours' else "dueAt" end, payload, 0, false`),
  replacing('unsealed entry skipped for good', /where position is null and \(select mine from held\)/, `where position is null and (select mine from held) and entry % 11 <> 0`),
]

export function findSabotage(name: string): Sabotage {
  const found = sabotages.find((each) => each.name === name)
  if (!found) throw new Error(`unknown sabotage; one of: ${sabotages.map((each) => each.name).join('; ')}`)
  return found
}
