import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const repositoryRoot = path.resolve(import.meta.dirname, '../../..')
let scratch: string
let unpacked: string

/** Runs inside the bundle, with nothing but the bundle: starts it, asks it, backs it up, stops it, restores the backup. */
const DRIVER = `
import { spawn, spawnSync } from 'node:child_process'
const [home, scratch] = process.argv.slice(2)
const env = { FENGSUI_DATA: scratch + '/data', PORT: '0' }
const server = spawn(home + '/bin/fengsui-server', ['--empty'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
let said = ''
const url = await new Promise((resolve, reject) => {
  server.stdout.on('data', (text) => { said += text; const found = /http:\\/\\/[\\w.]+:\\d+/.exec(said); if (found) resolve(found[0]) })
  server.once('exit', (code) => reject(new Error('ended with ' + code)))
})
const health = await (await fetch(url + '/healthz')).json()
const entrance = await (await fetch(url + '/api/v1/entrance')).json()
const page = await (await fetch(url)).text()
let outside = 'none'
try { await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(1000) }); outside = 'reached' } catch {}
const tool = (...args) => { const { status, stdout, stderr } = spawnSync(home + '/bin/fengsui', args, { env: {}, encoding: 'utf8' }); return { status, text: stdout + stderr } }
const backup = tool('backup', '--data', scratch + '/data', '--to', scratch + '/b.fsbak', '--json')
const check = tool('upgrade', 'check', '--data', scratch + '/data')
server.kill('SIGTERM')
const code = await new Promise((resolve) => server.once('exit', resolve))
const restore = tool('restore', scratch + '/b.fsbak', '--data', scratch + '/restored', '--yes', '--json')
const verify = tool('journal', 'verify', '--data', scratch + '/restored')
process.stdout.write(JSON.stringify({ health, entrance, page: page.includes('<div id="root"'), outside, backup, check, code, restore, verify }))
`

beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'fengsui-bundle-'))
  const made = spawnSync(process.execPath, [path.join(repositoryRoot, 'scripts/bundle.mjs')], { cwd: repositoryRoot, encoding: 'utf8' })
  expect(made.status, made.stderr).toBe(0)
  const name = /dist\/bundle\/(\S+\.tar\.gz)/.exec(made.stdout)?.[1] ?? ''
  const archive = path.join(repositoryRoot, 'dist/bundle', name)
  expect(spawnSync('sha256sum', ['--check', `${archive}.sha256`], { cwd: path.dirname(archive) }).status).toBe(0)
  expect(spawnSync('tar', ['-xzf', archive, '-C', scratch]).status).toBe(0)
  unpacked = path.join(scratch, name.replace('.tar.gz', ''))
}, 180_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('the offline bundle', () => {
  it('is whole, says so, and carries neither source nor tests nor tools', () => {
    expect(spawnSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: unpacked }).status).toBe(0)
    for (const file of ['install.sh', 'LICENSE', 'deploy/fengsui.service', 'docs/operations/README.md', 'packages/server/migrations/0001_platform.sql']) expect(existsSync(path.join(unpacked, file)), file).toBe(true)
    for (const file of ['node_modules/typescript', 'node_modules/react', 'node_modules/vitest', 'packages/server/src', 'node_modules/@fengsui']) expect(existsSync(path.join(unpacked, file)), file).toBe(false)
    expect(readFileSync(path.join(unpacked, 'ARCH'), 'utf8')).toBe(process.arch)
    expect(spawnSync('sh', ['-n', path.join(unpacked, 'install.sh')]).status).toBe(0)
  })

  it('starts, backs up, stops and restores without network, npm or anything on the PATH', () => {
    const driver = path.join(scratch, 'driver.mjs')
    writeFileSync(driver, DRIVER)
    const own = process.geteuid?.() === 0 ? [] : ['--map-root-user']
    const ip = ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'].find((file) => existsSync(file)) ?? 'ip'
    const { status, stdout, stderr } = spawnSync('unshare', ['--net', ...own, 'sh', '-c', `${ip} link set lo up && exec env -i "$0" "$@"`, path.join(unpacked, 'bin/node'), driver, unpacked, scratch], { encoding: 'utf8', timeout: 80_000 })
    expect(status, stderr).toBe(0)
    const seen = JSON.parse(stdout) as Record<'backup' | 'check' | 'restore' | 'verify', { status: number; text: string }> & { code: number; page: boolean; outside: string; health: object; entrance: object }
    expect(seen).toMatchObject({ health: { status: 'ok' }, entrance: { needsSetUp: true }, page: true, outside: 'none', code: 0 })
    expect(seen.backup.status, seen.backup.text).toBe(0)
    expect(seen.check.text).toMatch(/结构已是最新/)
    expect(seen.restore.status, seen.restore.text).toBe(0)
    const hashes = [seen.backup.text, seen.restore.text].map((text) => (JSON.parse(text) as { stateHash: string }).stateHash)
    expect(hashes[0]).toBe(hashes[1])
    expect(seen.verify.status, seen.verify.text).toBe(0)
    expect(readdirSync(path.join(scratch, 'restored'))).not.toContain('restore-unfinished.json')
  })

  it('comes with a unit file that systemd understands', () => {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
      process.stderr.write('本机没有 systemd-analyze：单元文件未核对\n')
      return
    }
    const unit = readFileSync(path.join(unpacked, 'deploy/fengsui.service'), 'utf8').replace('/opt/fengsui/bin/fengsui-server', path.join(unpacked, 'bin/fengsui-server'))
    writeFileSync(path.join(scratch, 'fengsui.service'), unit)
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path.join(scratch, 'fengsui.service')], { encoding: 'utf8' })
    expect(stderr.split('\n').filter((line) => line.includes('fengsui.service'))).toEqual([])
    expect(status).toBe(0)
  })
})
