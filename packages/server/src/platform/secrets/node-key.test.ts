import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openNodeKey } from './node-key.ts'

const dir = mkdtempSync(join(tmpdir(), 'fengsui-key-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the node key', () => {
  it('opens what it sealed, after a restart too, and for its owner only', () => {
    const box = openNodeKey(dir).seal('JBSWY3DPEHPK3PXP', 'account:1')
    expect(box).not.toContain('JBSWY3DPEHPK3PXP')
    expect(openNodeKey(dir).unseal(box, 'account:1')).toBe('JBSWY3DPEHPK3PXP')
    expect(() => openNodeKey(dir).unseal(box, 'account:2')).toThrow()
    expect(() => openNodeKey(dir).unseal(`${box.slice(0, -2)}AA`, 'account:1')).toThrow()
    expect(openNodeKey(dir).seal('JBSWY3DPEHPK3PXP', 'account:1')).not.toBe(box)
  })

  it('is readable by the program only', () => {
    expect(statSync(join(dir, 'keys', 'secrets-aes256.key')).mode & 0o777).toBe(0o600)
  })
})
