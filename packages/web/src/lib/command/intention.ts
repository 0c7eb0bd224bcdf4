/**
 * The idempotency key of one intention. A double click, a retry after a broken connection and a sign-in in between send the
 * same id, so the server does the thing once; other content is another intention and gets another id.
 */
export interface Intention {
  /** Id to send with this content. */
  idFor(content: string): string
  /** The server decided (did it, or surely refused it): the next press is a new intention. */
  settle(): void
}

export function createIntention(newId: () => string): Intention {
  let open: { content: string; id: string } | null = null
  return {
    idFor(content) {
      if (open === null || open.content !== content) open = { content, id: newId() }
      return open.id
    },
    settle() {
      open = null
    },
  }
}

/** A random UUID. `crypto.randomUUID` is missing where a desk reaches the server by plain http in the local network. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return value.toString(16).padStart(2, '0')
  }).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
