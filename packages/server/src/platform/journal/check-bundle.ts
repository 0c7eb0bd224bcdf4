import { createHash } from 'node:crypto'
import { hashEntry, nextChain } from './entry-hash.ts'
import { digestSections, entryFieldNames, entryFields, markOf, sealMessage, sectionTitles, type BundleEntry, type EvidenceBundle, type SectionName } from './evidence-bundle.ts'
import { headMessage, type SignedHead } from './heads.ts'
import { listNamedAttachments, listReferences } from './named-in-entries.ts'
import { parseBundle, type BundleFault, type ParsedBundle } from './parse-bundle.ts'
import { isSignedBy } from './signing-key.ts'

export interface BundleVerdict {
  faults: BundleFault[]
  /** What the check could not say, for whoever relies on it. */
  remarks: string[]
  /** Null when the file could not even be read as a bundle. */
  summary: { entries: number; streams: number; heads: number; attachments: number; facts: number; firstAt: string; lastAt: string; lastHead: { position: number; chain: string; signedAt: string }; keyFingerprint: string; madeAt: string } | null
}

interface BundleCheck {
  /** Public keys (base64 SPKI) got by another way; null trusts those in the bundle, and says so. */
  keys: readonly string[] | null
  /** Heads kept elsewhere, to hold the bundle's against. */
  heads?: readonly SignedHead[]
}

const MAX_FAULTS = 50

/** First half of the SHA-256 of a public key, in groups: short enough to read out on the telephone. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')
  return (digest.slice(0, 32).match(/.{4}/g) ?? []).join(' ')
}

/**
 * Verifies an evidence bundle by itself: layout, every entry's hash, each stream's order, the global chain up to signed heads, the heads'
 * signatures, digests of facts, and the node's seal over the whole. Pure; needs no database.
 */
export function checkBundle(bytes: Uint8Array, options: BundleCheck): BundleVerdict {
  const parsed = parseBundle(bytes)
  if (!('bundle' in parsed)) return { faults: [parsed], remarks: [], summary: null }
  const { bundle } = parsed
  const faults: BundleFault[] = []
  const fault = (section: SectionName, index: number | null, reason: string, more: Partial<Pick<BundleFault, 'position' | 'stream' | 'field'>> = {}) => {
    if (faults.length >= MAX_FAULTS) return
    const line = index === null ? null : parsed.lineOf(section, index)
    faults.push({ section, line, position: more.position ?? null, stream: more.stream ?? null, field: more.field ?? null, reason })
  }
  const keys = options.keys ?? bundle.keys
  const hashes = checkEntries(bundle, fault)
  checkStreams(bundle, fault)
  checkChain(bundle, hashes, fault)
  checkHeads(bundle, keys, options, fault)
  checkNamed(bundle, fault)
  checkSeal(parsed, keys, new Set(faults.map((each) => each.section)), fault)
  return { faults, remarks: remarksOn(bundle, options), summary: summarise(bundle) }
}

type Fault = (section: SectionName, index: number | null, reason: string, more?: Partial<Pick<BundleFault, 'position' | 'stream' | 'field'>>) => void

/** Each entry by itself; gives the hash its content has, which the chain is then held against. */
function checkEntries({ entries }: EvidenceBundle, fault: Fault): Map<number, string> {
  const hashes = new Map<number, string>()
  let before = 0
  for (const [index, entry] of entries.entries()) {
    const at = { position: entry.position, stream: entry.stream }
    if (entry.position <= before) fault('entries', index, `第 ${entry.position} 条不在第 ${before} 条之后：条目被调换、重复或插入`, { ...at, field: entryFieldNames.position })
    before = Math.max(before, entry.position)
    const changed = entryFields.filter((field) => markOf(field, entry[field]) !== entry.marks[field])
    const fits = hashEntry(entry) === entry.hash
    if (fits) for (const field of changed) fault('entries', index, `${entryFieldNames[field]}的记号被改动；内容本身与哈希相符`, { ...at, field: `marks.${field}` })
    else if (changed.length > 0) for (const field of changed) fault('entries', index, `${entryFieldNames[field]}被改动：内容与哈希不符`, { ...at, field })
    else fault('entries', index, '哈希与内容不符，而各字段的记号都相符：本条哈希被改动，或内容连同记号被改动', { ...at, field: 'hash' })
    // A hash that was changed beside sound content must not be named again at every later link.
    hashes.set(entry.position, fits || changed.length > 0 ? entry.hash : hashEntry(entry))
  }
  return hashes
}

/** Versions of each stream follow each other; what is left out is said to be. */
function checkStreams({ entries, streams }: EvidenceBundle, fault: Fault): void {
  const declared = new Map(streams.map((each, index) => [each.stream, { ...each, index }]))
  if (declared.size !== streams.length) fault('streams', null, '同一聚合列了两次')
  const last = new Map<string, { version: number; hash: string }>()
  const included = new Map<string, Set<number>>()
  for (const [index, entry] of entries.entries()) {
    const at = { position: entry.position, stream: entry.stream }
    const stream = declared.get(entry.stream)
    if (!stream) fault('entries', index, '聚合不在证据包所列之内：条目被插入，或聚合被改动', { ...at, field: 'stream' })
    const tail = last.get(entry.stream)
    if (tail && entry.version <= tail.version) fault('entries', index, `聚合内序号应大于 ${tail.version}，实为 ${entry.version}：条目被调换、重复或插入`, { ...at, field: 'version' })
    if (entry.version === (tail?.version ?? 0) + 1 && entry.prevHash !== (tail?.hash ?? '0'.repeat(64))) fault('entries', index, '与同一聚合上一条接不上：有条目被改、删、插或调换', { ...at, field: 'prevHash' })
    last.set(entry.stream, { version: entry.version, hash: entry.hash })
    included.set(entry.stream, (included.get(entry.stream) ?? new Set()).add(entry.version))
  }
  for (const [index, { stream, versions, withheld }] of streams.entries()) {
    const here = included.get(stream) ?? new Set<number>()
    const left = new Set(withheld)
    if (left.size !== withheld.length || withheld.some((version, at) => at > 0 && version <= (withheld[at - 1] ?? 0))) fault('streams', index, '未列出的序号次序不对', { stream, field: 'withheld' })
    for (let version = 1; version <= versions; version += 1) {
      if (here.has(version) === left.has(version)) {
        fault('streams', index, here.has(version) ? `第 ${version} 版既列出又声明未列出` : `缺第 ${version} 版：条目被删除`, { stream, field: 'withheld' })
        break
      }
    }
    if ([...here].some((version) => version > versions) || withheld.some((version) => version > versions)) fault('streams', index, `声明共 ${versions} 版，实际更多：条目被插入或声明被改动`, { stream, field: 'versions' })
  }
}

/** Walks every stretch of the global chain to its signed head. */
function checkChain({ entries, segments, links, heads }: EvidenceBundle, hashes: ReadonlyMap<number, string>, fault: Fault): void {
  const entryAt = new Map(entries.map((entry, index) => [entry.position, { entry, index }]))
  const linkAt = new Map(links.map((link, index) => [link.position, { link, index }]))
  if (linkAt.size !== links.length || links.some((link, index) => index > 0 && link.position <= (links[index - 1]?.position ?? 0))) fault('links', null, '链记录重复或次序不对')
  const headAt = new Map(heads.map((head) => [head.position, head]))
  let end = 0
  for (const [index, segment] of segments.entries()) {
    if (segment.after < end || segment.to <= segment.after) fault('segments', index, '链段重叠或次序不对', { position: segment.after, field: 'after' })
    end = Math.max(end, segment.to)
    walk(segment, index)
  }
  const covered = listCovered(segments, [...entryAt.keys(), ...linkAt.keys()])
  for (const [position, { entry, index }] of entryAt) if (!covered.has(position)) fault('entries', index, '没有签名头覆盖这一条：链段被改动，或条目被插入', { position, stream: entry.stream })
  for (const [position, { index }] of linkAt) if (!covered.has(position) || entryAt.has(position)) fault('links', index, '多出的链记录：被插入或改动', { position, field: 'position' })

  // Ends at the first position that is missing: a false end cannot keep the checker busy.
  function walk(segment: EvidenceBundle['segments'][number], index: number): void {
    let chain = segment.chain
    for (let position = segment.after + 1; position <= segment.to; position += 1) {
      const here = entryAt.get(position)
      const link = linkAt.get(position)
      const hash = here ? hashes.get(position) : link?.link.hash
      if (hash === undefined) return fault('links', null, `缺第 ${position} 条：条目或链记录被删除`, { position })
      chain = nextChain(chain, position, hash)
      const named = here ? here.entry.chain === chain : link?.link.chain === chain.slice(0, 16)
      if (named) continue
      const first = position === segment.after + 1
      if (here) return fault('entries', here.index, `全局链在此断开：本条的链值被改动${first ? '，或链段的起始链值被改动' : '，或此前的记录被改动'}`, { position, stream: here.entry.stream, field: 'chain' })
      return fault('links', link?.index ?? null, `全局链在此断开：这条链记录被改动${first ? '，或链段的起始链值被改动' : ''}`, { position, field: 'hash' })
    }
    const head = headAt.get(segment.to)
    if (!head) return fault('heads', null, `缺第 ${segment.to} 条的签名头`, { position: segment.to })
    if (head.chain !== chain) fault('segments', index, `算出的链值与第 ${segment.to} 条的签名头不符：此前的记录被整段重写，或签名头被改动`, { position: segment.to, field: 'chain' })
  }
}

/** Positions that lie in one of the stretches. */
function listCovered(segments: EvidenceBundle['segments'], positions: readonly number[]): Set<number> {
  const ordered = [...segments].sort((a, b) => a.to - b.to)
  let at = 0
  return new Set([...positions].sort((a, b) => a - b).filter((position) => {
    while ((ordered[at]?.to ?? Infinity) < position) at += 1
    return (ordered[at]?.after ?? Infinity) < position
  }))
}

function checkHeads({ heads, segments }: EvidenceBundle, keys: readonly string[], options: BundleCheck, fault: Fault): void {
  const wanted = new Set(segments.map((segment) => segment.to))
  const kept = new Map((options.heads ?? []).map((head) => [`${head.epoch}:${head.position}`, head]))
  for (const [index, head] of heads.entries()) {
    const at = { position: head.position }
    if (!keys.some((key) => isSignedBy(key, headMessage(head), head.signature))) fault('heads', index, `签名头的签名不对：位次、链值、时刻或签名被改动，或不是${options.keys === null ? '所列' : '给出的'}公钥签的`, { ...at, field: 'signature' })
    if (!wanted.delete(head.position)) fault('heads', index, '多出的签名头：被插入或改动', { ...at, field: 'position' })
    const other = kept.get(`${head.epoch}:${head.position}`)
    if (other && other.chain !== head.chain) fault('heads', index, '与另行留存的同一位次签名头不符：日志在留存之后被整段重写', { ...at, field: 'chain' })
  }
}

/** Attachments and values that the bundle brings beside the entries must be those the entries name. */
function checkNamed({ entries, attachments, facts, about }: EvidenceBundle, fault: Fault): void {
  const named = listNamedAttachments(entries)
  for (let index = 0; index < Math.max(named.length, attachments.length); index += 1) {
    const [stated, found] = [attachments[index], named[index]]
    if (!stated || !found) fault('attachments', stated ? index : null, stated ? '条目里没有这个附件：被插入' : '缺条目里写明的附件：被删除', { position: stated?.position ?? found?.position ?? null })
    else for (const field of ['position', 'attachmentId', 'sha256', 'bytes'] as const) if (stated[field] !== found[field]) fault('attachments', index, `与第 ${found.position} 条写明的不符：被改动`, { position: found.position, field })
  }
  if ((facts !== null) !== about.withFacts) fault('about', 0, '说明与个人信息部分不一致', { field: 'withFacts' })
  const references = new Map(listReferences(entries).map((reference) => [reference.ref, reference]))
  const seen = new Set<string>()
  for (const [index, { ref, salt, value }] of (facts ?? []).entries()) {
    const reference = references.get(ref)
    if (!reference || seen.has(ref)) fault('facts', index, '条目里没有引用它，或重复：被插入或改动', { field: 'ref' })
    else if (createHash('sha256').update(`${salt.length}:${salt}${value}`).digest('hex') !== reference.digest) fault('facts', index, `值或盐与第 ${reference.position} 条中的摘要不符：被改动`, { position: reference.position, field: 'value' })
    seen.add(ref)
  }
}

/** The node's own signature over everything: what no entry, head or chain speaks of is covered by it. */
function checkSeal({ bundle, lineOf }: ParsedBundle, keys: readonly string[], named: ReadonlySet<string>, fault: Fault): void {
  const digests = digestSections(bundle)
  for (const name of Object.keys(digests) as (keyof typeof digests)[]) {
    // What was already named more exactly is not named again.
    if (digests[name] !== bundle.seal.sections[name] && !named.has(name)) fault(name, 0, `“${sectionTitles[name]}”部分与封签里的摘要不符：这部分或封签被改动（文件第 ${lineOf(name, 0)} 行起）`, { field: name })
  }
  if (!keys.includes(bundle.seal.key)) fault('seal', 0, '封签的公钥不在认可的公钥之内：不是该节点出具，或公钥被改动', { field: 'key' })
  if (!isSignedBy(bundle.seal.key, sealMessage(bundle.seal.sections), bundle.seal.signature)) fault('seal', 0, '封签的签名不对：封签、公钥或摘要被改动', { field: 'signature' })
}

function remarksOn({ about, seal, entries }: EvidenceBundle, options: BundleCheck): string[] {
  return [
    ...(options.keys === null ? [`公钥取自证据包本身。要确认出自哪个节点，请用 --key 给出另行取得的公钥，或核对指纹：${fingerprintOf(seal.key)}`] : []),
    ...(about.withheld > 0 ? [`有 ${about.withheld} 条按${about.scope === null ? '所属事件' : '查阅权限'}没有列出内容，只有序号`] : []),
    ...(about.unsigned > 0 ? [`出具时还有 ${about.unsigned} 条尚无签名头，没有列入`] : []),
    ...(entries.some((entry) => entry.subject !== about.subject) && about.subject !== null ? ['包含未标所属事件但属于同一聚合的条目'] : []),
  ]
}

function summarise({ entries, streams, heads, attachments, facts, seal, about }: EvidenceBundle): BundleVerdict['summary'] {
  const times = entries.map((entry: BundleEntry) => entry.at).sort()
  const head = heads.at(-1)
  return {
    entries: entries.length, streams: streams.length, heads: heads.length, attachments: attachments.length, facts: facts?.length ?? 0, firstAt: times[0] ?? '', lastAt: times.at(-1) ?? '',
    lastHead: { position: head?.position ?? 0, chain: head?.chain ?? '', signedAt: head?.signedAt ?? '' }, keyFingerprint: fingerprintOf(seal.key), madeAt: about.madeAt,
  }
}
