import { openApi } from '../harness/api-client.ts'
import { launchBrowser, openDeskOf } from '../harness/browser.ts'
import type { Device } from '../harness/browser.ts'
import { startProgram } from '../harness/program.ts'
import { startNight } from './night.ts'
import { takePicture } from './picture.ts'
import type { Picture } from './picture.ts'
import { listPresent } from './present.ts'
import { scenes } from './scenes.ts'

/**
 * `npm run screens`: pictures of the pages with the whole Lekima night in them, into docs/screens. Not a test, and not part of `npm run e2e`:
 * it plays six days. `npm run screens -- late end` takes only the scenes named; with E2E_URL and SCREENS_REPLAY, on a program that already runs
 * and a replay that already stands at the scene. Exits 1 when a page does not fit its screen.
 */
const watcher = 'city-duty'
const steadyLimitMilliseconds = 60_000
const devices: readonly Device[] = ['desk', 'wide', 'phone']
const wanted = new Set(process.argv.slice(2))
const isWanted = (scene: string): boolean => wanted.size === 0 || wanted.has(scene)

process.env['SCREENS'] = '1'
const program = await startProgram()
const browser = await launchBrowser()
const faults: string[] = []
let taken = 0

/** One browser for each size, each signed in once. */
async function takeAll(account: string, pictures: readonly Picture[]): Promise<void> {
  for (const device of devices) {
    const own = pictures.filter((picture) => picture.devices.includes(device))
    if (own.length === 0) continue
    const { page, context, faults: errors } = await openDeskOf(browser, program.url, account, device)
    page.setDefaultTimeout(steadyLimitMilliseconds)
    for (const picture of own) {
      const started = performance.now()
      try {
        faults.push(...(await takePicture(page, picture, device)))
        taken += 1
        console.log(`${picture.name}-${device} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
      } catch (error) {
        faults.push(`${picture.name}-${device}：${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`)
      }
    }
    faults.push(...errors.map((message) => `${account}-${device}：${message}`))
    await context.close()
  }
}

async function playScenes(): Promise<void> {
  const chosen = scenes.filter(({ name }) => isWanted(name))
  if (chosen.length === 0) return
  const steerer = await openApi(program.url, watcher)
  const standing = process.env['SCREENS_REPLAY']
  const night = standing === undefined ? await startNight(steerer, 'lekima-2019') : null
  try {
    for (const { name, at, pictures } of chosen) {
      await (at === null ? night?.playToEnd() : night?.playUntil(at))
      console.log(`— ${name} ${at ?? ''}`)
      const sandboxId = night?.sandboxId ?? standing ?? ''
      await takeAll(watcher, await pictures(sandboxId, night?.api ?? steerer.inside(`/api/v1/sandboxes/${sandboxId}/view`)))
    }
  } finally {
    await night?.stop()
  }
}

try {
  await playScenes()
  if (isWanted('present')) for (const { account, pictures } of await listPresent(program.url)) await takeAll(account, pictures)
} finally {
  await browser.close()
  await program.stop()
}
for (const fault of faults) console.log(`✗ ${fault}`)
console.log(`${taken} passed, ${faults.length} failed`)
process.exitCode = faults.length === 0 && taken > 0 ? 0 : 1
