import canonicalize from 'canonicalize'

/** RFC 8785 canonical JSON: the same value gives the same bytes in every program that checks the chain. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('value has no JSON form')
  return text
}
