import { addMinutes } from '@fengsui/contract/kernel'
import type { CommandContext } from '../platform/commands/context.ts'
import { DEMO_COUNTY } from './demo-accounts.ts'
import { unitKey, type OrganisationSeed } from './seed-organisation.ts'

/** Web sources as a county might keep them; off, for their addresses are invented. */
const feeds = [
  { name: '演示县融媒体中心', url: 'https://media.example/rss.xml', kind: 'rss', fieldPaths: null, intervalMinutes: 15 },
  { name: '演示县政务公开栏目', url: 'https://county.example/api/news', kind: 'json', fieldPaths: { items: 'data.list', title: 'title', text: 'summary', link: 'url', id: 'id', publishedAt: 'time' }, intervalMinutes: 30 },
] as const
const words = ['滑坡', '塌方', '泥石流', '山洪', '内涝', '火灾', '爆炸', '泄漏', '坍塌', '车祸', '沉船', '中毒', '地震']

/** What the demo's county asks of its units today, and where else it looks for news. */
export function recordIntake(ctx: CommandContext, organisation: OrganisationSeed): void {
  const [desk, water] = [organisation.unitIds.get(unitKey(DEMO_COUNTY, 'duty-office')), organisation.unitIds.get(unitKey(DEMO_COUNTY, 'water'))]
  if (desk === undefined || water === undefined) return
  ctx.record({
    type: 'media-feed.created', stream: 'demo:intake', audience: { division: DEMO_COUNTY },
    changes: feeds.map((feed) => ({ object: 'media-feed', id: ctx.newId(), created: true, set: { ...feed, divisionCode: DEMO_COUNTY, keywordsAny: [...words], keywordsNone: ['演练', '演习'], active: false, createdAt: ctx.at, changedAt: ctx.at } })),
  })
  const id = ctx.newId()
  const dueAt = addMinutes(ctx.at, 20 * 60)
  ctx.record({
    type: 'commission.asked', audience: { division: DEMO_COUNTY, units: [water] },
    changes: [{ object: 'commission', id, created: true, set: { number: 'Y331099-演示-001', divisionCode: DEMO_COUNTY, unitId: water, askedByUnitId: desk, topic: ctx.protect(`commission:${id}`, '请报送各水库今日 8 时水位、纳雨能力和值守情况'), status: 'asked', askedAt: ctx.at, dueAt } }],
  })
  ctx.openTo(`commission:${id}`, water)
  ctx.setTimer({ key: `commission-due:${id}`, kind: 'commission-due', dueAt, payload: { commissionId: id } })
}
