/** A name that no other page or worker has; `randomUUID` is missing where the address is not a secure one. */
export function makeClientName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
