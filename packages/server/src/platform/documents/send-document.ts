import { Problem } from '@fengsui/contract/kernel'
import type { FastifyReply } from 'fastify'

/** What may be asked of a document route; a route lists those it serves. */
export const documentFormats = {
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  pdf: { mediaType: 'application/pdf' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const
export type DocumentFormat = keyof typeof documentFormats

const SHORTEST_ASCII = 'document'

/** `Content-Disposition` with a Chinese name (RFC 6266, RFC 5987); very old programs get a plain one. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const clean = name.trim().slice(0, 150).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"\\/:*?<>|]/gu, ' ')
  const dot = clean.lastIndexOf('.')
  const encoded = encodeURIComponent(clean).replaceAll(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${SHORTEST_ASCII}${dot > 0 && /^\.[a-z0-9]{1,5}$/u.test(clean.slice(dot)) ? clean.slice(dot) : ''}"; filename*=UTF-8''${encoded}`
}

/**
 * Sends a written document from a raw route: `return sendDocument(reply, { format, name, bytes })`. `name` is without extension. A PDF may be
 * looked at in the browser, the others are saved. Never kept by caches: it holds what only its reader may see.
 */
export function sendDocument(reply: FastifyReply, { format, name, bytes, inline = false }: { format: DocumentFormat; name: string; bytes: Uint8Array; inline?: boolean }): FastifyReply {
  if (bytes.length === 0) throw new Problem('unavailable', '文件没有生成，请稍后再试')
  return reply
    .type(documentFormats[format].mediaType)
    .header('content-disposition', contentDisposition(inline && format === 'pdf' ? 'inline' : 'attachment', `${name}.${format}`))
    .header('content-length', bytes.length)
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
