import type { Protected } from '@fengsui/contract/kernel'
import type { ReportDelivery, SealView } from '@fengsui/contract/reports'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { isSignedBy } from '../../platform/journal/signing-key.ts'
import type { ObjectStore } from '../../platform/objects/object-store.ts'
import { digestOfSealed, isSameText, sealMessage } from './report-seal.ts'
import { getReportRow } from './report-store.ts'
import { findIssuedEntry, findSignature, readSaltedFacts } from './seal-store.ts'

/**
 * Checks an issued report anew: what stands in the tables against the digest that was signed, the texts against their own digests, the digest
 * against the journal, the signature against the key. @throws Problem not-found when it may not be read
 */
export async function verifySeal(objects: ObjectStore, db: Queryable, actor: Actor, reportId: string, publicKey: string): Promise<SealView> {
  const report = await getReportRow(objects, db, actor, reportId)
  const signature = await findSignature(db, reportId)
  const shown = { digest: report.sealDigest, algorithm: signature?.algorithm ?? null, publicKey: signature?.publicKey ?? null, signature: signature?.signature ?? null, signedAt: signature?.signedAt ?? null }
  if (report.status !== 'issued') return { state: 'unsigned', ...shown, findings: ['还没有签发'] }
  if (report.sealDigest === null) return { state: 'unsigned', ...shown, findings: ['这份报告签发时系统还没有签名功能'] }
  const deliveries = (await objects.read(db, 'report-delivery', sql`t.report_id = ${reportId}::uuid`)) as unknown as ReportDelivery[]
  const entry = await findIssuedEntry(db, reportId)
  const changed: string[] = []
  const notes: string[] = []
  if (digestOfSealed({ report, deliveries }) !== report.sealDigest) changed.push('报告内容、文号、收件单位或签发人与签发时不一致')
  if (entry === undefined) changed.push('日志里没有这份报告的签发记录')
  else if (entry['sealDigest'] !== report.sealDigest) changed.push('摘要与日志里签发时的摘要不一致')
  if (signature === undefined) notes.push('本机没有这份报告的签名（签名在签发它的服务器上），只核对了摘要和日志')
  else {
    if (signature.digest !== report.sealDigest || !isSignedBy(signature.publicKey, sealMessage(reportId, signature.digest, signature.signedAt), signature.signature)) changed.push('签名与摘要不符')
    if (signature.publicKey !== publicKey) notes.push('签名用的是本机以前的密钥')
  }
  const texts: (readonly [string, Protected | null])[] = [['报告正文', report.elements], ['紧急先发理由', report.urgentReason], ['更正说明', report.correction], ...deliveries.flatMap((delivery) => [['接听人', delivery.listener], ['复述内容', delivery.readBack]] as const)]
  const stored = await readSaltedFacts(db, texts.flatMap(([, reference]) => (reference ? [reference.ref] : [])))
  for (const [name, reference] of texts) {
    if (reference === null) continue
    const text = stored.get(reference.ref)
    if (text === undefined) notes.push(`${name}已依法销毁，只能核对摘要`)
    else if (!isSameText(reference, text)) changed.push(`${name}被改过`)
  }
  return { state: changed.length > 0 ? 'changed' : 'intact', ...shown, findings: [...changed, ...notes] }
}
