import type { StoredFile } from '@fengsui/contract/attachments'

/** A chosen file on its way: going up, stored, attached, or failed with words that say what to do. */
export interface Upload {
  readonly key: string
  /** Sent with the attaching; stays the same however often that is repeated. */
  readonly commandId: string
  readonly file: File
  readonly state: 'sending' | 'stored' | 'attached' | 'failed'
  readonly share: number
  readonly stored: StoredFile | null
  readonly keepPosition: boolean
  readonly problem: string | null
}

export type UploadChange = Partial<Pick<Upload, 'state' | 'share' | 'stored' | 'keepPosition' | 'problem'>>

/** Puts a change to one of the list. */
export function changeUpload(list: readonly Upload[], key: string, change: UploadChange): readonly Upload[] {
  return list.map((each) => (each.key === key ? { ...each, ...change } : each))
}

/** Files that are not in the list yet, by name, size and time of change. */
export function addFiles(list: readonly Upload[], files: readonly File[], newId: () => string): { list: readonly Upload[]; added: readonly Upload[] } {
  const keyOf = (file: File): string => `${file.name} ${file.size} ${file.lastModified}`
  const known = new Set(list.map(({ key }) => key))
  const added = files
    .filter((file, index) => !known.has(keyOf(file)) && files.findIndex((other) => keyOf(other) === keyOf(file)) === index)
    .map((file): Upload => ({ key: keyOf(file), commandId: newId(), file, state: 'sending', share: 0, stored: null, keepPosition: true, problem: null }))
  return { list: [...list, ...added], added }
}

/** How it stands, for the line under the field. */
export function uploadWords(list: readonly Upload[]): string {
  const count = (state: Upload['state']): number => list.filter((each) => each.state === state).length
  const parts = [[count('sending'), '正在传'], [count('failed'), '没传上'], [count('stored') + count('attached'), '已传好']] as const
  return parts.filter(([n]) => n > 0).map(([n, words]) => `${words} ${n} 份`).join('，')
}

/** `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
