import type { TimelineText } from '../../platform/module.ts'
import { ownerSpecs } from './owner-rules.ts'

const ownerOf = (kind: unknown): string => (typeof kind === 'string' && Object.hasOwn(ownerSpecs, kind) ? ownerSpecs[kind as keyof typeof ownerSpecs].words : '事项')

export const attachmentTimelineTexts: Readonly<Record<string, TimelineText>> = {
  'attachment.added': ({ data }) => ({ text: `${ownerOf(data.note?.['ownerKind'])}附上${String(data.note?.['media'] ?? '文件')}`, importance: 'fact' }),
  'attachment.removed': ({ data }) => ({ text: `移除${ownerOf(data.note?.['ownerKind'])}的附件`, importance: 'fact' }),
}
