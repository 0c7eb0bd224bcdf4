import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyBinaries, findPostgresBinaries, linkLibraries } from './binaries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fengsui-binaries-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('linkLibraries', () => {
  it('makes the links that the install script would have made, and is content with those that are there', () => {
    mkdirSync(join(folder, 'lib'))
    writeFileSync(join(folder, 'lib/libpq.so.5.18'), 'library')
    writeFileSync(join(folder, 'pg-symlinks.json'), '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]')
    expect(linkLibraries(folder)).toBe(true)
    expect(linkLibraries(folder)).toBe(true)
    expect(readlinkSync(join(folder, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect(readFileSync(join(folder, 'lib/libpq.so.5'), 'utf8')).toBe('library')
  })
})

describe('copyBinaries', () => {
  it('makes a copy that runs by itself, once', () => {
    const { nativeDir } = findPostgresBinaries()
    linkLibraries(nativeDir)
    const copy = copyBinaries(nativeDir, folder)
    expect(copy.nativeDir.startsWith(folder)).toBe(true)
    unlinkSync(join(copy.nativeDir, 'lib/libpq.so.5'))
    expect(linkLibraries(copy.nativeDir)).toBe(true)
    for (const program of [copy.postgres, copy.initdb]) {
      const run = spawnSync(program, ['--version'], { encoding: 'utf8', env: {} })
      expect(run.stdout).toMatch(/\(PostgreSQL\) 18/)
    }
    const made = statSync(copy.nativeDir).ino
    expect(statSync(copyBinaries(nativeDir, folder).nativeDir).ino).toBe(made)
    expect(readdirSync(folder)).toHaveLength(1)
  })
})
