import type { TimelineText } from '../../platform/module.ts'

/** How a plan's entries read. */
export const planTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'plan.imported': (entry) => ({ text: `导入预案《${String(entry.data.changes[0]?.set['title'] ?? '')}》${String(entry.data.changes[0]?.set['version'] ?? '')}（草稿）`, importance: 'fact' }),
  'plan.put-in-force': (entry) => ({ text: `预案《${String(entry.data.note?.['title'] ?? '')}》${String(entry.data.note?.['version'] ?? '')} 生效`, importance: 'decision' }),
  'plan.retired': () => ({ text: '旧版预案废止', importance: 'fact' }),
}
