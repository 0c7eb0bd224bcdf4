/** The few DER (X.690) forms that a certificate is made of. */
export function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? (body.length > 0xffff ? 6 : 4) : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body])
}

export const sequence = (...content: Buffer[]): Buffer => der(0x30, ...content)
export const octets = (content: Buffer): Buffer => der(0x04, content)
export const boolean = (value: boolean): Buffer => der(0x01, Buffer.from([value ? 0xff : 0]))
/** Bits in whole bytes, `unused` of them at the end without meaning. */
export const bits = (content: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content)

/** A non-negative integer, most significant byte first. */
export function integer(value: Buffer): Buffer {
  let from = 0
  while (from < value.length - 1 && value[from] === 0) from += 1
  const short = value.subarray(from)
  return der(0x02, (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short)
}

/** `2.5.29.17` */
export function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const group = [part & 0x7f]
    for (let left = part >>> 7; left > 0; left >>>= 7) group.unshift((left & 0x7f) | 0x80)
    bytes.push(...group)
  }
  return der(0x06, Buffer.from(bytes))
}

/** A distinguished name of one common name. */
export const commonName = (name: string): Buffer => sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from(name)))))

/** An instant to the second: UTCTime up to 2049, GeneralizedTime after (RFC 5280 4.1.2.5). */
export function time(at: string): Buffer {
  const digits = new Date(Date.parse(at)).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')
  return Number(digits.slice(0, 4)) < 2050 ? der(0x17, Buffer.from(`${digits.slice(2)}Z`)) : der(0x18, Buffer.from(`${digits}Z`))
}
