import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { launchArguments } from './browser.ts'

/** A phone's browser with a storage of its own that outlives it. */
export interface PocketPhone {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: readonly string[]
  /** As the system does when memory runs low: everything at once, no goodbye. */
  readonly kill: () => Promise<void>
}

const startLimitMilliseconds = 30_000
const screen = { width: 390, height: 844 }
/** 岭下村, fictional. */
const standing = { longitude: 120.951, latitude: 28.602, accuracy: 12 }

/** Starts the browser as its own process on a profile folder, so that it can be killed and started again on the same storage. */
export async function takePhone(profile: string, origin: string): Promise<PocketPhone> {
  const child = spawn(process.env['CHROMIUM'] ?? '/usr/bin/chromium', ['--headless=new', ...launchArguments, '--lang=zh-CN', '--hide-scrollbars', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--autoplay-policy=no-user-gesture-required', 'about:blank'], {
    detached: true,
    env: { ...process.env, TZ: 'Asia/Shanghai', LANGUAGE: 'zh_CN' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const browser = await chromium.connectOverCDP(await readEndpoint(child))
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('浏览器没有打开窗口')
  context.setDefaultTimeout(60_000)
  await context.grantPermissions(['geolocation'], { origin })
  await context.setGeolocation(standing)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.setViewportSize(screen)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    // The browser is a family of processes; the group is ours alone.
    process.kill(-child.pid, 'SIGKILL')
    await ended
    await browser.close().catch(() => undefined)
  }
  return { page, context, faults, kill }
}

function readEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`浏览器没有起来：\n${said}`)), startLimitMilliseconds)
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const endpoint = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1]
      if (endpoint === undefined) return
      clearTimeout(timer)
      resolve(endpoint)
    })
  })
}

/** A picture as large as a camera's, made on the spot. */
export async function drawPhoto(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.fillStyle = 'rgb(90, 80, 60)'
    context.fillRect(0, 0, 2400, 1800)
    context.fillStyle = 'rgb(160, 150, 120)'
    context.fillRect(400, 600, 1500, 700)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
  })
  return Buffer.from(bytes)
}
