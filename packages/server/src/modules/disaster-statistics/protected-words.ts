/** A JSON object of words out of a personal fact; a destroyed one gives none. */
export function readWords(value: string | null): Record<string, string> {
  return Object.fromEntries(Object.entries(readObject(value)).flatMap(([key, word]) => (typeof word === 'string' ? [[key, word]] : [])))
}

/** The same, of any JSON values. */
export function readObject(value: string | null): Record<string, unknown> {
  if (value === null) return {}
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {}
  } catch {
    return {}
  }
}
