import type { TimelineText } from '../../platform/module.ts'

export const evaluationTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'evaluation.drafted': ({ data }) => ({ text: `起草处置评估，发现 ${String(data.note?.['findings'] ?? 0)} 条`, importance: 'fact' }),
  'evaluation.issued': () => ({ text: '印发处置评估', importance: 'decision' }),
  'improvement.proposed': () => ({ text: '提出改进建议', importance: 'fact' }),
  'improvement.decided': () => ({ text: '改进建议作出处理', importance: 'decision' }),
}
