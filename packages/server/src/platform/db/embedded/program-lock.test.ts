import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartupProblem } from '../startup-problem.ts'
import { findProcess } from './process-status.ts'
import { findLockHolder, takeProgramLock } from './program-lock.ts'

const AT = '2019-08-09T16:00:00.000Z'
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fengsui-lock-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))
const write = (text: string) => writeFileSync(join(dataDir, 'fengsui.lock'), text)

describe('takeProgramLock', () => {
  it('refuses a second program, naming the first one and the folder', () => {
    const lock = takeProgramLock(dataDir, AT)
    expect(() => takeProgramLock(dataDir, AT)).toThrow(StartupProblem)
    expect(() => takeProgramLock(dataDir, AT)).toThrow(new RegExp(`${dataDir}.*正在被另一个烽燧程序使用（进程号 ${process.pid}，启动于 ${AT}）`))
    expect(findLockHolder(dataDir)?.pid).toBe(process.pid)
    lock.release()
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('takes over from a process whose number another process has now', () => {
    write(JSON.stringify({ pid: process.pid, startMark: 'some-earlier-boot:1', startedAt: AT }))
    expect(findLockHolder(dataDir)).toBeUndefined()
    const lock = takeProgramLock(dataDir, AT)
    expect(JSON.parse(readFileSync(join(dataDir, 'fengsui.lock'), 'utf8'))).toEqual({ pid: process.pid, startMark: findProcess(process.pid)?.startMark, startedAt: AT })
    lock.release()
  })

  it.each(['', '{"pid":', 'null', '{"pid":0,"startMark":"","startedAt":""}'])('takes over a lock cut by a power failure: %j', (text) => {
    write(text)
    takeProgramLock(dataDir, AT).release()
    expect(existsSync(join(dataDir, 'fengsui.lock'))).toBe(false)
  })

  it('releases only its own lock', () => {
    const lock = takeProgramLock(dataDir, AT)
    write('{"pid":1,"startMark":"other","startedAt":"x"}')
    lock.release()
    expect(existsSync(join(dataDir, 'fengsui.lock'))).toBe(true)
  })
})

describe('findProcess', () => {
  it('knows a running process by its start, and misses one that is not there', () => {
    const self = findProcess(process.pid)
    expect(self?.startMark).toBe(findProcess(process.pid)?.startMark)
    expect(self?.startMark).not.toBe(findProcess(process.ppid)?.startMark)
    for (const pid of [0, -1, 1.5, Number.NaN, 2 ** 30]) expect(findProcess(pid)).toBeUndefined()
  })
})
