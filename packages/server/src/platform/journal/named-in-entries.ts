import type { EvidenceBundle, BundleEntry } from './evidence-bundle.ts'

type Named = EvidenceBundle['attachments'][number]

function parseData(entry: Pick<BundleEntry, 'data'>): unknown {
  try {
    return JSON.parse(entry.data)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Files the entries name with the digest of their content, in the order of the entries. */
export function listNamedAttachments(entries: readonly Pick<BundleEntry, 'data' | 'position'>[]): Named[] {
  return entries.flatMap((entry) => {
    const data = parseData(entry)
    const changes = isRecord(data) && Array.isArray(data['changes']) ? (data['changes'] as unknown[]) : []
    return changes.flatMap((change): Named[] => {
      if (!isRecord(change) || change['object'] !== 'attachment' || !isRecord(change['set'])) return []
      const { sha256, bytes } = change['set']
      return typeof sha256 === 'string' && typeof bytes === 'number' ? [{ position: entry.position, attachmentId: String(change['id']), sha256, bytes }] : []
    })
  })
}

/** References to values that are kept apart, wherever an entry holds one. */
export function listReferences(entries: readonly Pick<BundleEntry, 'data' | 'position'>[]): { ref: string; digest: string; position: number }[] {
  const found: { ref: string; digest: string; position: number }[] = []
  for (const entry of entries) {
    // Work list instead of recursion: what comes from a file may be nested as deep as it likes.
    const open: unknown[] = [parseData(entry)]
    while (open.length > 0) {
      const value = open.pop()
      if (Array.isArray(value)) open.push(...(value as unknown[]))
      else if (isRecord(value)) {
        const { ref, digest } = value
        if (typeof ref === 'string' && typeof digest === 'string') found.push({ ref, digest, position: entry.position })
        else open.push(...Object.values(value))
      }
    }
  }
  return found
}
