import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from './canonical.ts'
import type { HashedEntry } from './entry-hash.ts'

/**
 * An evidence bundle: what a stream or an incident has in the journal, with everything needed to check it elsewhere. Format and what
 * it proves: docs/adr/evidence-bundle.md. Raise the number with every change of layout or meaning.
 */
export const BUNDLE_FORMAT = 'fengsui.evidence.v1'
/** A file that is larger is refused before it is read; `prove` writes none that is. */
export const MAX_BUNDLE_BYTES = 64 * 1024 * 1024

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/)
const Mark = z.string().regex(/^[0-9a-f]{8}$/)
const Position = z.int().min(1)
const Instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** The hashed fields of an entry, in the order of its hash. */
export const entryFields = ['position', 'stream', 'version', 'subject', 'type', 'data', 'at', 'actor', 'commandId', 'prevHash'] as const satisfies readonly (keyof HashedEntry)[]
export type EntryField = (typeof entryFields)[number]
export const entryFieldNames: Readonly<Record<EntryField | 'hash' | 'chain' | 'marks', string>> = {
  position: '位次', stream: '聚合', version: '聚合内序号', subject: '所属事件', type: '类型', data: '内容', at: '时刻', actor: '作出者', commandId: '操作编号', prevHash: '同一聚合上一条的哈希', hash: '本条哈希', chain: '全局链值', marks: '字段记号',
}

/** An entry as the journal has it. `marks` name the field when the hash no longer fits; they prove nothing by themselves. */
export const BundleEntry = z.strictObject({
  position: Position, stream: z.string().min(1), version: Position, subject: z.string().nullable(), type: z.string(), data: z.string(), at: Instant, actor: z.string(), commandId: z.string(), prevHash: Hex64,
  hash: Hex64, chain: Hex64, marks: z.strictObject(Object.fromEntries(entryFields.map((field) => [field, Mark])) as Record<EntryField, typeof Mark>),
})
export type BundleEntry = z.infer<typeof BundleEntry>

const About = z.strictObject({
  database: z.string(), madeAt: Instant,
  /** What was asked for. */
  streams: z.array(z.string()), subject: z.string().nullable(),
  /** Entries of these that no signed head covers yet: they are left out. */
  unsigned: z.int().min(0),
  /** Entries of the included streams that are left out: another incident's, or not for the eyes of who asked. */
  withheld: z.int().min(0),
  withFacts: z.boolean(),
  /** Who may see what the bundle holds limits it: the jurisdiction of the account, null when the whole record was at hand. */
  scope: z.string().nullable(),
})

export const sectionNames = ['format', 'about', 'keys', 'streams', 'entries', 'segments', 'links', 'heads', 'attachments', 'facts', 'seal'] as const
export type SectionName = (typeof sectionNames)[number]
export const sectionTitles: Readonly<Record<SectionName, string>> = { format: '格式', about: '说明', keys: '公钥', streams: '聚合', entries: '条目', segments: '链段', links: '链记录', heads: '签名头', attachments: '附件摘要', facts: '个人信息', seal: '封签' }

/** Every section with its shape; lists have one item a line. */
export const sections = {
  format: z.literal(BUNDLE_FORMAT),
  about: About,
  /** The present public key first, then retired ones; base64 SPKI. */
  keys: z.array(Base64),
  /** How many versions each stream had at the last signed head, and which are not included. */
  streams: z.array(z.strictObject({ stream: z.string(), versions: z.int().min(1), withheld: z.array(Position) })),
  entries: z.array(BundleEntry),
  /** Stretches of the global chain: its value after position `after`, and the signed head it leads to. */
  segments: z.array(z.strictObject({ after: z.int().min(0), chain: Hex64, to: Position })),
  /** Hashes of the entries between that are not included: they say nothing about their content. `chain` is the begin of the chain's value there. */
  links: z.array(z.strictObject({ position: Position, hash: Hex64, chain: z.string().regex(/^[0-9a-f]{16}$/) })),
  heads: z.array(z.strictObject({ epoch: z.int().min(1), position: Position, chain: Hex64, signedAt: Instant, signature: Base64 })),
  /** Contents of files that the entries name. */
  attachments: z.array(z.strictObject({ position: Position, attachmentId: z.string(), sha256: z.string(), bytes: z.number() })),
  /** Values of the references in the entries, where they were asked for. */
  facts: z.array(z.strictObject({ ref: z.string(), salt: z.string(), value: z.string() })).nullable(),
  /** Digest of every section and the node's signature over them. */
  seal: z.strictObject({ sections: z.strictObject(Object.fromEntries(sectionNames.slice(0, -1).map((name) => [name, Hex64])) as Record<Exclude<SectionName, 'seal'>, typeof Hex64>), key: Base64, signature: Base64 }),
} as const satisfies Record<SectionName, z.ZodType>

export type EvidenceBundle = { [Name in SectionName]: z.infer<(typeof sections)[Name]> }
export type UnsealedBundle = Omit<EvidenceBundle, 'seal'>
export const isList = (name: SectionName): boolean => name === 'keys' || name === 'streams' || name === 'entries' || name === 'segments' || name === 'links' || name === 'heads' || name === 'attachments' || name === 'facts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Short digest of one field, with its name. */
export function markOf(field: EntryField, value: string | number | null): string {
  return sha256(`${field}:${value === null ? '-' : `=${value}`}`).slice(0, 8)
}

/** The marks of an entry. */
export function marksOf(entry: HashedEntry): BundleEntry['marks'] {
  return Object.fromEntries(entryFields.map((field) => [field, markOf(field, entry[field])])) as BundleEntry['marks']
}

/** One section as it stands in the file. */
function renderSection(value: unknown): string {
  if (!Array.isArray(value)) return canonicalJson(value)
  return value.length === 0 ? '[]' : `[\n${value.map((item) => canonicalJson(item)).join(',\n')}\n]`
}

/** Digests of the sections, which the seal signs. */
export function digestSections(bundle: UnsealedBundle): EvidenceBundle['seal']['sections'] {
  return Object.fromEntries(sectionNames.slice(0, -1).map((name) => [name, sha256(`${name}\n${renderSection(bundle[name as keyof UnsealedBundle])}`)])) as EvidenceBundle['seal']['sections']
}

/** What the seal's signature signs. */
export function sealMessage(digests: EvidenceBundle['seal']['sections']): string {
  return `${BUNDLE_FORMAT}\n${canonicalJson(digests)}\n`
}

/** Signs a bundle. */
export function sealBundle(bundle: UnsealedBundle, key: { publicKey: string; sign: (message: string) => string }): EvidenceBundle {
  const digests = digestSections(bundle)
  return { ...bundle, seal: { sections: digests, key: key.publicKey, signature: key.sign(sealMessage(digests)) } }
}

/** The one file of a bundle: JSON whose every byte is laid down (order, line breaks, RFC 8785 items), so that no byte is without meaning. */
export function renderBundle(bundle: EvidenceBundle): string {
  return `{${sectionNames.map((name) => `${JSON.stringify(name)}:${renderSection(bundle[name])}`).join(',\n')}}\n`
}
