import { divisionAt, divisionLevelOf, divisionLevels } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { CommandContext } from '../src/platform/commands/context.ts'

const names: Record<string, string> = { '330000000000': '浙江省', '331000000000': '台州市', '331099000000': '演示县', '331082000000': '临海市', '331099101000': '甲镇', '331099101201': '岭下村', '331099102000': '乙镇', '331099102201': '乙村' }

/** Makes the place and those above it that are not there yet. */
export async function ensureTestDivisions(context: CommandContext, code: string): Promise<void> {
  const wanted = divisionLevels.slice(0, divisionLevels.indexOf(divisionLevelOf(code)) + 1).map((level) => divisionAt(code, level))
  const { rows } = await sql<{ code: string }>`select code from division where code = any(${wanted}::text[])`.execute(context.tx)
  const known = new Set(rows.map((row) => row.code))
  wanted.forEach((each, index) => {
    if (known.has(each)) return
    const name = names[each] ?? `测试${each}`
    context.record({ type: 'division.created', stream: `division:${each}`, audience: { division: each }, changes: [{ object: 'division', id: each, created: true, set: { name, fullName: name, level: divisionLevelOf(each), parentCode: wanted[index - 1] ?? null, statistical: false, fictional: true, pinyin: '', position: { longitude: 121, latitude: 28.6 } } }] })
  })
}
