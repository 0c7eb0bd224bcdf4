import type { Commission } from '@fengsui/contract/signals'
import { divisionAt, legalDay, Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Scope } from '../../platform/actor.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'

/** Takes a commission that the actor's place gave, or that was opened to the unit. @throws Problem not-found */
export async function lockCommission(objects: ObjectStore, tx: Transaction, scope: Scope, id: string): Promise<Commission> {
  const [commission] = (await objects.read(tx, 'commission', sql`t.id = ${id}::uuid and ${withinScope(scope, sql`t.division_code`, sql`'commission:' || t.id`)}`, { lock: true })) as unknown as Commission[]
  if (!commission) throw new Problem('not-found', '没有找到这件约稿，可能不在您的辖区内')
  return commission
}

/** The same for the timer, which knows it by its id alone. */
export async function takeCommission(objects: ObjectStore, tx: Transaction, id: string): Promise<Commission | undefined> {
  return ((await objects.read(tx, 'commission', sql`t.id = ${id}::uuid`, { lock: true })) as unknown as Commission[])[0]
}

/** First of `count` numbers of a county's day, `Y331099-20190810-007`; the others follow. */
export async function nextCommissionNumbers(tx: Transaction, divisionCode: string, at: string, count: number): Promise<string[]> {
  const prefix = `Y${divisionAt(divisionCode, 'county').slice(0, 6)}-${legalDay(at)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${`commission-number:${prefix}`}, 0))`.execute(tx)
  const { rows } = await sql<{ last: string | null }>`select max(number) as last from commission where starts_with(number, ${prefix})`.execute(tx)
  const last = rows[0]?.last ? Number(rows[0].last.slice(prefix.length)) : 0
  return Array.from({ length: count }, (_, index) => `${prefix}${String(last + index + 1).padStart(3, '0')}`)
}

/** Active units of the jurisdiction, by id. @throws Problem naming the field when one is not */
export async function requireUnits(tx: Transaction, scope: Scope, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`select t.id from unit t where t.id = any(${[...ids]}::uuid[]) and t.status = 'active' and ${withinScope(scope, sql`t.division_code`)}`.execute(tx)
  if (rows.length !== ids.length) throw new Problem('invalid-input', '有的单位不在您的辖区或已停用，请重新选择', [{ path: 'unitIds', message: '请重新选择单位' }])
}
