import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAlive, makeDataDir, postmasterPid, removeDataDir, runTool, startProgram, type Program } from './harness/program.ts'

let dataDir: string
const running: Program[] = []
beforeEach(() => {
  dataDir = makeDataDir()
})
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop()
  removeDataDir(dataDir)
})

async function start(args: readonly string[] = [], dir = dataDir): Promise<Program> {
  const program = await startProgram({ dataDir: dir, args })
  running.push(program)
  return program
}

async function signIn(program: Program, username: string): Promise<(path: string, body?: object) => Promise<Response>> {
  const response = await fetch(`${program.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password: 'fengsui-demo-2019' }) })
  expect(response.status).toBe(200)
  const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ')
  const { csrfToken } = (await response.json()) as { csrfToken: string }
  return (path, body) => fetch(`${program.url}/api/v1${path}`, { ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}), headers: { cookie, 'x-csrf-token': csrfToken, ...(body ? { 'content-type': 'application/json' } : {}) } })
}

const signal = (commandId: string) => ({ commandId, source: 'phone', typeCode: '11D01', divisionCode: '331099101201', facts: { dead: 1 }, words: '塌方' })

describe('the life of the program', () => {
  it('serves a page, the interface and health on an empty folder, and stops everything when told to', async () => {
    const program = await start()
    expect(await (await fetch(program.url)).text()).toContain('<div id="root"')
    expect(await (await fetch(`${program.url}/healthz`)).json()).toMatchObject({ status: 'ok' })
    expect(await (await fetch(`${program.url}/readyz`)).json()).toMatchObject({ status: 'ready', unsealed: 0 })
    expect(await (await fetch(`${program.url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' })
    const postmaster = postmasterPid(dataDir) ?? 0
    expect(isAlive(postmaster)).toBe(true)
    expect(await program.stop()).toBe(0)
    expect(isAlive(postmaster)).toBe(false)
    expect((await runTool(['journal', 'verify', '--data', dataDir])).code).toBe(0)
  })

  it('refuses a second start on the same data and says so', async () => {
    await start()
    await expect(startProgram({ dataDir })).rejects.toThrow(/正在被另一个烽燧程序使用/)
  })

  it('loses nothing that was acknowledged when everything is killed, and starts again at once', async () => {
    let program = await start()
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round += 1) {
      const call = await signIn(program, 'demo-duty')
      const sending = Array.from({ length: 20 }, async () => {
        const commandId = randomUUID()
        const response = await call('/signals', signal(commandId)).catch(() => null)
        if (response?.status === 200) acknowledged.push(((await response.json()) as { id: string }).id)
      })
      // In the middle of the storm, at another point each time.
      const enough = acknowledged.length + 1 + round * 6
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 2))
      await program.kill(round !== 1)
      await Promise.all(sending)
      program = await start()
    }
    const call = await signIn(program, 'demo-duty')
    const { items } = (await (await call('/signals?limit=500')).json()) as { items: { id: string; number: string }[] }
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(items.map((item) => item.id)).toEqual(expect.arrayContaining(acknowledged))
    expect(new Set(items.map((item) => item.number)).size).toBe(items.length)
    await expect.poll(async () => ((await (await fetch(`${program.url}/readyz`)).json()) as { unsealed: number }).unsealed).toBe(0)
    expect(await program.stop()).toBe(0)
    expect(await runTool(['journal', 'verify', '--data', dataDir])).toMatchObject({ code: 0 })
  })

  it('works under a folder that nobody else may enter', async () => {
    const closed = join(dataDir, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o700)
    const program = await start([], join(closed, 'data'))
    expect((await fetch(`${program.url}/healthz`)).status).toBe(200)
  })

  it('starts empty when asked, is set up once, and the demo’s accounts are not there', async () => {
    const program = await start(['--empty'])
    expect(await (await fetch(`${program.url}/api/v1/entrance`)).json()).toMatchObject({ needsSetUp: true, demo: false, demoAccounts: [] })
    const setUp = (name: string) => fetch(`${program.url}/api/v1/set-up`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ commandId: randomUUID(), divisionCode: '331099000000', divisionName: '演示县', unitName: '演示县应急管理局', username: name, password: 'a long enough password' }) })
    const answers = await Promise.all([setUp('first-admin'), setUp('second-admin')])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
    expect((await fetch(`${program.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'city-duty', password: 'fengsui-demo-2019' }) })).status).toBe(401)
  })

  it('refuses an address others can reach, forwarded requests and foreign names while demo accounts exist', async () => {
    await expect(startProgram({ dataDir, args: ['--host', '0.0.0.0'] })).rejects.toThrow(/只许本机访问/)
    const program = await start()
    expect((await fetch(`${program.url}/api/v1/entrance`, { headers: { 'x-forwarded-for': '10.0.0.9' } })).status).toBe(403)
  })

  it.each([
    [['--port', 'eighty'], /端口/],
    [['--role', 'api'], /DATABASE_URL/],
    [['--database-url', 'mysql://x'], /postgres:\/\//],
    [['--nonsense'], /参数不认识/],
  ])('says in Chinese what is wrong with %j', async (args, says) => {
    await expect(startProgram({ dataDir, args })).rejects.toThrow(says)
  })

  it('says that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    try {
      await expect(startProgram({ dataDir, args: ['--port', String(port)] })).rejects.toThrow(/已被占用/)
    } finally {
      server.close()
    }
  })
})

describe('the command line', () => {
  it('grades, lists, and refuses nonsense', async () => {
    expect(JSON.parse((await runTool(['grade', '--standard', 'work-safety', '--deaths', '3', '--json'])).output.trim().split('\n').at(-1) ?? '')).toMatchObject({ grade: 3, rule: expect.any(String) as string, legalBasis: expect.stringContaining('493') as string })
    expect((await runTool(['grade', '--list'])).output).toMatch(/work-safety/)
    for (const args of [['--standard', 'work-safety', '--deaths', '-1'], ['--standard', 'work-safety', '--deaths', 'many'], ['--standard', 'nothing', '--deaths', '1'], ['--standard', 'work-safety'], ['--standard', 'work-safety', '--deaths', '1.5']]) {
      const { code, output } = await runTool(['grade', ...args])
      expect(code, args.join(' ')).toBe(2)
      expect(output).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('cannot check a journal that is not there', async () => {
    expect((await runTool(['journal', 'verify', '--data', dataDir])).code).toBe(2)
  })
})
