import { sql } from 'kysely'
import type { Database, Queryable } from '../db/database.ts'
import { BUNDLE_FORMAT, marksOf, MAX_BUNDLE_BYTES, renderBundle, sealBundle, type BundleEntry, type EvidenceBundle } from './evidence-bundle.ts'
import type { SignedHead } from './heads.ts'
import { listNamedAttachments, listReferences } from './named-in-entries.ts'
import type { SigningKey } from './signing-key.ts'

export interface EvidenceRequest {
  /** Streams in full, as `incident:<id>`. */
  readonly streams: readonly string[]
  /** An incident: its entries, and those of the same streams that belong to no other incident. */
  readonly subject: string | null
  /** Name of the database and instant (wall clock) that stand on the bundle. */
  readonly database: string
  readonly madeAt: string
  readonly withFacts: boolean
  /** Division code of who may see no more than that; null for whoever holds the whole record. */
  readonly scope: string | null
  /** Leaves out the content of entries that the reader may not see. */
  readonly mayRead?: (entry: { stream: string; subject: string | null; data: string }) => boolean
  readonly key: SigningKey
  readonly retiredKeys: readonly string[]
}

/** Why there is no bundle. */
export class NoEvidence extends Error {}

type Row = Omit<BundleEntry, 'marks'>

/**
 * Collects an evidence bundle in one snapshot of the database: four statements whatever its size, and one more for the values kept apart.
 * Changes nothing; entries after the last signed head are left out and counted.
 * @throws NoEvidence when nothing is there, nothing is signed yet, or the file would grow beyond what `check` reads
 */
export async function collectEvidence(database: Database, request: EvidenceRequest): Promise<string> {
  const bundle = await database.transaction((tx) => collectIn(tx, request), 'repeatable read')
  const text = renderBundle(bundle)
  if (Buffer.byteLength(text) > MAX_BUNDLE_BYTES) throw new NoEvidence(`证据包超过 ${MAX_BUNDLE_BYTES / 1024 / 1024} MB，请按聚合分开出具`)
  return text
}

async function collectIn(tx: Queryable, request: EvidenceRequest): Promise<EvidenceBundle> {
  const { rows: all } = await readRows(tx, request)
  const heads = await findHeads(tx, all.map((row) => row.position))
  const last = heads.at(-1)
  if (all.length === 0) throw new NoEvidence(request.subject === null ? '日志里没有这个聚合' : '日志里没有这个事件')
  if (!last) throw new NoEvidence('这些条目还没有签名头，请一分钟后再试')
  const signed = all.filter((row) => row.position <= last.position)
  const others = (row: Row) => request.subject !== null && row.subject !== null && row.subject !== request.subject
  const shown = signed.filter((row) => !others(row) && (request.mayRead?.(row) ?? true))
  if (shown.length === 0) throw new NoEvidence('没有您可以查阅的条目')
  const streams = listStreams(signed, shown)
  const named = new Set(streams.map((each) => each.stream))
  const segments = cutSegments(shown.map((row) => row.position), heads)
  const used = new Set(segments.map((segment) => segment.to))
  const { links, chains } = await readLinks(tx, segments, new Set(shown.map((row) => row.position)))
  const entries = shown.map((row): BundleEntry => ({ ...row, marks: marksOf(row) }))
  return sealBundle(
    {
      format: BUNDLE_FORMAT,
      about: {
        database: request.database, madeAt: request.madeAt, streams: [...request.streams], subject: request.subject, unsigned: all.length - signed.length,
        withheld: signed.filter((row) => named.has(row.stream)).length - shown.length, withFacts: request.withFacts, scope: request.scope,
      },
      keys: [request.key.publicKey, ...request.retiredKeys.filter((key) => key !== request.key.publicKey)], streams, entries,
      segments: segments.map(({ after, to }) => ({ after, to, chain: chains.get(after) ?? '0'.repeat(64) })), links,
      heads: heads.filter((head) => used.has(head.position)), attachments: listNamedAttachments(entries), facts: request.withFacts ? await readFacts(tx, entries) : null,
    },
    request.key,
  )
}

/** Everything of the streams, and of all streams that the incident touches. */
function readRows(tx: Queryable, { streams, subject }: EvidenceRequest) {
  return sql<Row>`
    select position, stream, version, subject, type, data, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor, command_id as "commandId", prev_hash as "prevHash", hash, chain
    from journal where position is not null and (stream = any(${[...streams]}::text[])
      or stream in (select distinct stream from journal where subject = ${subject}::text and position is not null union select ${subject === null ? null : `incident:${subject}`}::text))
    order by position`.execute(tx)
}

/** For each position the next signed head that lies on the chain as it stands; of a branch that a restore cut off none does. */
async function findHeads(tx: Queryable, positions: readonly number[]): Promise<SignedHead[]> {
  const { rows } = await sql<{ epoch: number; position: number; chain: string; signed_at: string; signature: string }>`
    select distinct on (h.position) h.epoch, h.position, h.chain, h.signed_at, h.signature
    from unnest(${[...positions]}::bigint[]) as p(position) cross join lateral (
      select h.* from journal_head h join journal j on j.position = h.position and j.chain = h.chain where h.position >= p.position order by h.position, h.epoch limit 1) h
    order by h.position, h.epoch`.execute(tx)
  return rows.map((row) => ({ epoch: row.epoch, position: row.position, chain: row.chain, signedAt: row.signed_at, signature: row.signature }))
}

function listStreams(signed: readonly Row[], shown: readonly Row[]): EvidenceBundle['streams'] {
  const included = new Map<string, Set<number>>()
  for (const row of shown) included.set(row.stream, (included.get(row.stream) ?? new Set()).add(row.version))
  const versions = new Map<string, number>()
  for (const row of signed) versions.set(row.stream, Math.max(versions.get(row.stream) ?? 0, row.version))
  return [...included].map(([stream, here]) => {
    const count = versions.get(stream) ?? 0
    return { stream, versions: count, withheld: Array.from({ length: count }, (_, index) => index + 1).filter((version) => !here.has(version)) }
  })
}

/** Stretches of the global chain from just before an entry to the next signed head; entries under the same head share one. */
function cutSegments(positions: readonly number[], heads: readonly SignedHead[]): { after: number; to: number }[] {
  const segments: { after: number; to: number }[] = []
  let head = 0
  for (const position of positions) {
    const last = segments.at(-1)
    if (last && position <= last.to) continue
    while ((heads[head]?.position ?? Infinity) < position) head += 1
    const to = heads[head]?.position
    if (to === undefined) throw new Error(`no signed head after position ${position}`)
    segments.push({ after: position - 1, to })
  }
  return segments
}

async function readLinks(tx: Queryable, segments: readonly { after: number; to: number }[], included: ReadonlySet<number>): Promise<{ links: EvidenceBundle['links']; chains: Map<number, string> }> {
  const { rows } = await sql<{ position: number; hash: string; chain: string }>`
    select j.position, j.hash, j.chain from unnest(${segments.map((each) => each.after)}::bigint[], ${segments.map((each) => each.to)}::bigint[]) as s(after, until)
    join journal j on j.position between s.after and s.until order by j.position`.execute(tx)
  const befores = new Set(segments.map((segment) => segment.after))
  const chains = new Map(rows.filter((row) => befores.has(row.position)).map((row) => [row.position, row.chain]))
  const links: EvidenceBundle['links'] = []
  let at = 0
  for (const row of rows) {
    while ((segments[at]?.to ?? Infinity) < row.position) at += 1
    // The value just before a stretch is not part of it, and two stretches that touch give a row twice.
    if (row.position <= (segments[at]?.after ?? Infinity) || included.has(row.position) || links.at(-1)?.position === row.position) continue
    links.push({ position: row.position, hash: row.hash, chain: row.chain.slice(0, 16) })
  }
  return { links, chains }
}

/** Values that are still there; what was destroyed by law stays a digest. */
async function readFacts(tx: Queryable, entries: readonly BundleEntry[]): Promise<NonNullable<EvidenceBundle['facts']>> {
  const refs = [...new Set(listReferences(entries).map((reference) => reference.ref))]
  const { rows } = await sql<{ ref: string; salt: string; value: string }>`select ref, salt, value from personal_fact where ref = any(${refs}::text[]) order by ref`.execute(tx)
  return rows
}
