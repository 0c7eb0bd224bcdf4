import { z } from 'zod'
import { CommandId, Id, Position, Protected, RawBytes, route, text, type Permission } from '../kernel/index.ts'

/** What can have attachments, and what one must be allowed to do (any of) to attach; reading needs what reading the object needs. */
export const attachmentOwners = {
  signal: ['signal:submit', 'signal:verify'],
  incident: ['incident:edit', 'report:draft'],
  report: ['report:draft'],
  task: ['task:work', 'task:assign'],
  consultation: ['consultation:edit'],
  response: ['response:decide', 'task:assign'],
  dispatch: ['dispatch:work', 'dispatch:decide'],
  'resource-request': ['dispatch:request', 'dispatch:decide'],
  'transfer-household': ['evacuation:edit'],
  'evacuation-count': ['evacuation:edit'],
  'stock-move': ['stock:edit'],
  shelter: ['resource:edit'],
  facility: ['resource:edit'],
  'phone-call': ['phone:submit', 'duty:work'],
  fax: ['phone:submit', 'duty:work'],
  'instruction-duty': ['instruction:work', 'instruction:give'],
} as const satisfies Record<string, readonly Permission[]>
export type AttachmentOwner = keyof typeof attachmentOwners
export const AttachmentOwner = z.enum(Object.keys(attachmentOwners) as [AttachmentOwner, ...AttachmentOwner[]])

/** Most attachments of one object. */
export const MAX_ATTACHMENTS = 60

/** Kinds of content that are taken, told by the content itself and never by name or header. */
export const mediaTypes = {
  'image/jpeg': { group: 'image', extension: 'jpg', name: '照片' },
  'image/png': { group: 'image', extension: 'png', name: '图片' },
  'image/webp': { group: 'image', extension: 'webp', name: '图片' },
  'image/gif': { group: 'image', extension: 'gif', name: '图片' },
  'video/mp4': { group: 'video', extension: 'mp4', name: '视频' },
  'video/quicktime': { group: 'video', extension: 'mov', name: '视频' },
  'audio/mp4': { group: 'audio', extension: 'm4a', name: '录音' },
  'audio/mpeg': { group: 'audio', extension: 'mp3', name: '录音' },
  'audio/wav': { group: 'audio', extension: 'wav', name: '录音' },
  'audio/amr': { group: 'audio', extension: 'amr', name: '录音' },
  'application/pdf': { group: 'document', extension: 'pdf', name: 'PDF' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { group: 'document', extension: 'docx', name: 'Word 文档' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { group: 'document', extension: 'xlsx', name: 'Excel 表格' },
  'text/plain': { group: 'document', extension: 'txt', name: '文本' },
  'text/csv': { group: 'document', extension: 'csv', name: 'CSV 表格' },
} as const
export type MediaType = keyof typeof mediaTypes

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '文件编号格式不对，请重新上传')

/** A file that belongs to an object (照片、录音、文件). The name a person gave it is kept apart. */
export const Attachment = z.object({
  id: Id,
  ownerKind: AttachmentOwner,
  ownerId: Id,
  incidentId: Id.nullable(),
  divisionCode: z.string(),
  unitId: Id,
  sha256: z.string(),
  bytes: z.number(),
  mediaType: z.string(),
  name: Protected.nullable(),
  widthPixels: z.number().nullable(),
  heightPixels: z.number().nullable(),
  thumbnailSha256: z.string().nullable(),
  takenAt: z.string().nullable(),
  position: Position.nullable(),
  uploadedAt: z.string(),
  status: z.enum(['active', 'removed']),
  removedAt: z.string().nullable(),
})
export type Attachment = z.infer<typeof Attachment>

export const AttachmentView = Attachment.omit({ name: true, thumbnailSha256: true }).extend({ name: z.string(), hasThumbnail: z.boolean(), unitName: z.string().nullable(), ownerWords: z.string(), mayRemove: z.boolean() })
export type AttachmentView = z.infer<typeof AttachmentView>

/** A file as stored, and what its picture says of place and time: offered, not kept unless the sender agrees. */
export const StoredFile = z.object({ sha256: z.string(), bytes: z.number(), mediaType: z.string(), widthPixels: z.number().nullable(), heightPixels: z.number().nullable(), position: Position.nullable(), takenAt: z.string().nullable() })
export type StoredFile = z.infer<typeof StoredFile>

export const attachmentRoutes = {
  uploadFile: route({
    method: 'POST', path: '/files', access: 'signed-in', tag: '附件', raw: 'upload',
    summary: '上传文件内容（application/octet-stream，文件名以百分号编码放在 x-file-name）；随后用 attachFile 附到对象上，24 小时不用即清除。同样内容只存一份，可重复上传，无操作编号',
    schema: { response: StoredFile },
  }),
  attachFile: route({
    method: 'POST', path: '/attachments', access: 'signed-in', tag: '附件', summary: '把自己传上来的文件附到来报、任务、事件、报告等对象上',
    schema: { body: z.object({ commandId: CommandId, owner: z.object({ kind: AttachmentOwner, id: Id }), sha256: Sha256, name: text(0, 120).default(''), keepPosition: z.boolean().default(false) }), response: AttachmentView },
  }),
  listAttachments: route({
    method: 'GET', path: '/attachments', access: 'signed-in', tag: '附件', summary: '一个对象的附件，或一个事件下看得到的全部附件',
    schema: { query: z.object({ ownerKind: AttachmentOwner.optional(), ownerId: Id.optional(), incidentId: Id.optional() }), response: z.object({ items: z.array(AttachmentView) }) },
  }),
  removeAttachment: route({
    method: 'POST', path: '/attachments/:attachmentId/remove', access: 'signed-in', tag: '附件', summary: '移除附件（由上传单位；内容留存备查）',
    schema: { params: z.object({ attachmentId: Id }), body: z.object({ commandId: CommandId }), response: AttachmentView },
  }),
  downloadFile: route({ method: 'GET', path: '/files/:attachmentId', access: 'signed-in', tag: '附件', raw: 'download', summary: '附件内容，支持分段', schema: { params: z.object({ attachmentId: Id }), response: RawBytes } }),
  downloadThumbnail: route({ method: 'GET', path: '/files/:attachmentId/thumbnail', access: 'signed-in', tag: '附件', raw: 'download', summary: '照片的缩略图', schema: { params: z.object({ attachmentId: Id }), response: RawBytes } }),
}
