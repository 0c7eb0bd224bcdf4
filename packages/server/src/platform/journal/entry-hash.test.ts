import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GENESIS, hashEntry, nextChain, type HashedEntry } from './entry-hash.ts'

const entry: HashedEntry = { position: 7, stream: 'incident:1', version: 2, subject: null, type: 'incident.graded', data: '{"text":"滑坡🌀"}', at: '2019-08-09T18:40:00.000Z', actor: 'account:1', commandId: 'c', prevHash: GENESIS }

/** The format as another program would write it from its description: every field as bytes, its length before it. */
function describedHash(e: HashedEntry): string {
  const fields = [String(e.position), e.stream, String(e.version), e.subject === null ? '-' : `=${e.subject}`, e.type, e.data, e.at, e.actor, e.commandId, e.prevHash]
  const bytes = fields.flatMap((field) => [Buffer.from(`${Buffer.from(field).length}:`), Buffer.from(field), Buffer.from('\n')])
  return createHash('sha256').update(Buffer.concat([Buffer.from('fengsui.journal.v1:sha256\n'), ...bytes])).digest('hex')
}

describe('the hash of an entry', () => {
  it('is the described one, also for text that is not ASCII', () => {
    expect(hashEntry(entry)).toBe(describedHash(entry))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, position) => {
      const other = { ...entry, position, data: JSON.stringify({ text }) }
      expect(hashEntry(other)).toBe(describedHash(other))
    }))
  })

  it('changes with every field, and with a null that becomes blank', () => {
    const variants: HashedEntry[] = [{ ...entry, position: 8 }, { ...entry, stream: 'incident:2' }, { ...entry, version: 3 }, { ...entry, subject: '' }, { ...entry, subject: '-' }, { ...entry, type: 'x' }, { ...entry, data: '{}' }, { ...entry, at: '2019-08-09T18:40:00.001Z' }, { ...entry, actor: 'account:2' }, { ...entry, commandId: 'd' }, { ...entry, prevHash: 'f'.repeat(64) }]
    expect(new Set([entry, ...variants].map(hashEntry)).size).toBe(variants.length + 1)
    expect(nextChain(GENESIS, 1, 'a')).not.toBe(nextChain(GENESIS, 2, 'a'))
  })

  it('does not let text move from one field to the next', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), fc.string({ unit: 'binary-ascii' }), fc.nat(5), (a, b, shift) => {
      fc.pre(shift > 0 && b.length >= shift)
      expect(hashEntry({ ...entry, stream: a, type: b })).not.toBe(hashEntry({ ...entry, stream: a + b.slice(0, shift), type: b.slice(shift) }))
    }))
  })
})
