import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { resultsDir, screensDir } from './program.ts'

export const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

const sizes = { desk: { width: 1366, height: 768 }, wide: { width: 3840, height: 1080 }, phone: { width: 390, height: 844 } } as const
/** A desk of the duty room, the wall of the command centre, or a phone held in one hand. */
export type Device = keyof typeof sizes

/** Debian's Chromium, or the one that `CHROMIUM` names. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: launchArguments })
}

/** One person's browser: own cookies, own storage. Errors of the page fail the journey through `faults`. */
export interface Desk {
  readonly page: Page
  readonly context: BrowserContext
  /** Uncaught errors of the page, in order. */
  readonly faults: readonly string[]
}

/** Opens a browser of its own for one person. */
export async function openDesk(browser: Browser, url: string, device: Device = 'desk'): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[device],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: device === 'phone',
    // Slow machines run these journeys beside other work.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return { page, context, faults }
}

const demoPassword = 'fengsui-demo-2019'

/** Signs in on the entrance page with username and password. */
export async function signIn(page: Page, username: string, password = demoPassword): Promise<void> {
  await page.goto('/')
  await enterCredentials(page, username, password)
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** Fills the form and sends it, whatever comes of it. */
export async function enterCredentials(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  // While it waits for an answer the button says so in its name.
  await page.getByRole('button', { name: /登录$/ }).click()
}

/** Opens a browser of its own and signs in. */
export async function openDeskOf(browser: Browser, url: string, username: string, device: Device = 'desk'): Promise<Desk> {
  const desk = await openDesk(browser, url, device)
  await signIn(desk.page, username)
  return desk
}

/** Pictures of every open page when a journey failed, under `packages/e2e/results`. */
export async function keepFailure(browser: Browser, name: string): Promise<void> {
  mkdirSync(resultsDir, { recursive: true })
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) await page.screenshot({ path: path.join(resultsDir, `${name}-${index + 1}.png`) }).catch(() => undefined)
}

/** Writes a picture for the documentation when `SCREENS=1`; `<name>-desk.png`, `<name>-wide.png` or `<name>-phone.png`. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  if (process.env['SCREENS'] !== '1') return
  const width = page.viewportSize()?.width ?? 0
  const device: Device = width > 2000 ? 'wide' : width > 700 ? 'desk' : 'phone'
  await waitForMaps(page)
  mkdirSync(screensDir, { recursive: true })
  await page.screenshot({ path: path.join(screensDir, `${name}-${device}.png`) })
}

/** Until every map on the page has drawn what it was given. */
export async function waitForMaps(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.querySelectorAll('[data-map], .maplibregl-map')].every((map) => map.getAttribute('data-map') === 'idle'), undefined, { timeout: 60_000 })
}
