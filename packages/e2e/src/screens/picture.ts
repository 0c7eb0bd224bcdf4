import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { keepScreen, waitForMaps } from '../harness/browser.ts'
import type { Device } from '../harness/browser.ts'
import { screensDir } from '../harness/program.ts'
import { shrinkPng } from './shrink-png.ts'

/** One page to be shown, and how to know that what it is about stands on it. */
export interface Picture {
  readonly name: string
  readonly path: string
  readonly devices: readonly Device[]
  /** Text that must stand on the page before the picture is taken. */
  readonly shows: string | RegExp
  /** What is pressed first: a tab, a row. */
  readonly open?: (page: Page, device: Device) => Promise<void>
}

/** What is wrong with a page that was shown; nothing on a good day. */
export type Fault = string

/** What skeletons of lists say to screen readers. */
const loadingWords = '正在读取…'
const settleMilliseconds = 1500

/** Opens the page of a picture, takes it, and says what does not fit. */
export async function takePicture(page: Page, picture: Picture, device: Device): Promise<readonly Fault[]> {
  const where = `${picture.name}-${device}`
  await page.goto(picture.path)
  await page.getByText(picture.shows).first().waitFor()
  if (picture.open !== undefined) await picture.open(page, device)
  await page.waitForFunction((loading) => ![...document.querySelectorAll('[role=status]')].some((status) => status.textContent === loading), loadingWords)
  // The live stream never ends, so the network never rests: what is asked for next comes within a moment.
  await page.waitForTimeout(settleMilliseconds)
  // A map is idle before it has been given anything, and again when all of it stands.
  await waitForMaps(page)
  await page.waitForTimeout(settleMilliseconds)
  await keepScreen(page, picture.name)
  const file = path.join(screensDir, `${where}.png`)
  writeFileSync(file, shrinkPng(readFileSync(file)))
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  const sideways = await page.evaluate(() => {
    const content = document.getElementById('content')
    return content === null ? 0 : content.scrollWidth - content.clientWidth
  })
  return [...(overflow > 0 ? [`${where}：页面比屏幕宽 ${overflow} 像素`] : []), ...(sideways > 0 ? [`${where}：内容横向溢出 ${sideways} 像素`] : [])]
}
