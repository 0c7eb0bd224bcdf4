import { Problem } from '@fengsui/contract/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileFolder } from '../../platform/files/file-folder.ts'

/** Part of a file asked for, first and last byte; `null` for the whole, `unsatisfiable` for none that exists. Only single ranges. */
export function readRange(header: string | undefined, bytes: number): { start: number; end: number } | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const [from, to] = [match[1] ?? '', match[2] ?? '']
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  return start >= bytes || start > end ? 'unsatisfiable' : { start, end }
}

/**
 * Sends a stored content so that a browser only shows or saves it: its kind is ours and not to be guessed, nothing in it runs, pictures
 * stand in the page and the rest is saved.
 */
export async function sendFile(folder: FileFolder, request: FastifyRequest, reply: FastifyReply, file: { sha256: string; bytes: number; mediaType: string; name: string }): Promise<FastifyReply> {
  const etag = `"${file.sha256}"`
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    // Asked again every time: who may no longer see it gets no answer, who may gets 304.
    .header('cache-control', 'private, no-cache')
    .header('etag', etag)
  if (request.headers['if-none-match'] === etag) return reply.status(304).send()
  if (!(await folder.has(file.sha256))) throw new Problem('unavailable', '附件的内容不在这台服务器上，请告诉系统管理员检查数据目录或备份')
  const disposition = file.mediaType.startsWith('image/') ? 'inline' : 'attachment'
  void reply
    .type(file.mediaType === 'text/plain' || file.mediaType === 'text/csv' ? `${file.mediaType}; charset=utf-8` : file.mediaType)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}`)
    .header('accept-ranges', 'bytes')
  const range = readRange(request.headers.range, file.bytes)
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${file.bytes}`).send('')
  if (range === null) return reply.header('content-length', file.bytes).send(folder.stream(file.sha256))
  return reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`).header('content-length', range.end - range.start + 1).send(folder.stream(file.sha256, range))
}
