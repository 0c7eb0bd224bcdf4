import { Readable } from 'node:stream'
import { attachmentRoutes } from '@fengsui/contract/attachments'
import { Problem } from '@fengsui/contract/kernel'
import type { FastifyRequest } from 'fastify'
import type { FileFolder } from '../../platform/files/file-folder.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { attachFile, removeAttachment } from './attach-file.ts'
import { findContent, getAttachment, listAttachments } from './attachment-views.ts'
import { receiveFile } from './receive-file.ts'
import { sendFile } from './send-file.ts'

/** Binds uploads, attachments and their contents. */
export function bindAttachments(deps: ModuleDeps, folder: FileFolder): void {
  const { http, database, objects } = deps
  http.bind(attachmentRoutes.uploadFile, async ({ actor, request }) => receiveFile(deps, folder, actor, { body: bodyOf(request), name: nameOf(request) }))
  http.bind(attachmentRoutes.attachFile, async ({ actor, body }) => getAttachment(objects, database, actor, (await attachFile(deps, actor, body)).id))
  http.bind(attachmentRoutes.listAttachments, async ({ actor, query }) => ({ items: await listAttachments(objects, database, actor, query) }))
  http.bind(attachmentRoutes.removeAttachment, async ({ actor, params, body }) => getAttachment(objects, database, actor, (await removeAttachment(deps, actor, { params, body, query: undefined })).id))
  http.bind(attachmentRoutes.downloadFile, async ({ actor, params, request, reply }) => {
    const { attachment, name } = await findContent(objects, database, actor, params.attachmentId)
    return sendFile(folder, request, reply, { ...attachment, name })
  })
  http.bind(attachmentRoutes.downloadThumbnail, async ({ actor, params, request, reply }) => {
    const { attachment, name } = await findContent(objects, database, actor, params.attachmentId)
    if (attachment.thumbnailSha256 === null) throw new Problem('not-found', '这份附件没有缩略图')
    const { length } = await folder.read(attachment.thumbnailSha256)
    return sendFile(folder, request, reply, { sha256: attachment.thumbnailSha256, bytes: length, mediaType: 'image/jpeg', name })
  })
}

function bodyOf(request: FastifyRequest): Readable {
  if (request.body instanceof Readable) return request.body
  throw new Problem('unsupported-media-type', '请用 application/octet-stream 直接上传文件内容')
}

/** The name the sender gives, percent-encoded in a header; a broken one is no name. */
function nameOf(request: FastifyRequest): string {
  const given = request.headers['x-file-name']
  try {
    return typeof given === 'string' ? decodeURIComponent(given).slice(0, 200) : ''
  } catch {
    return ''
  }
}
