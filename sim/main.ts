import { fork } from 'node:child_process'
import { parseArgs } from 'node:util'
import { runSeed } from './run-seed.ts'
import { findSabotage } from './sabotage.ts'
import { openStage, startSimCluster } from './stage.ts'

/**
 * `npm run sim -- --seed 123 [--trace]` repeats one run; `--seeds 500 [--from 1] [--workers 2]` runs many and ends with
 * `N passed, M failed`. `--sabotage <name>` breaks a part on purpose.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string' }, seeds: { type: 'string', default: '50' }, from: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' },
    trace: { type: 'boolean', default: false }, sabotage: { type: 'string' }, worker: { type: 'string' }, 'admin-url': { type: 'string' },
  },
})
const sabotage = values.sabotage === undefined ? null : findSabotage(values.sabotage)
const say = (line: string) => void process.stdout.write(`${line}\n`)
const whole = (text: string, name: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) {
    process.stderr.write(`--${name} 要用非负整数\n`)
    process.exit(2)
  }
  return number
}

interface Tally {
  passed: number
  failed: number
}

if (values.worker !== undefined && values['admin-url'] !== undefined) process.exitCode = await work(values['admin-url'], whole(values.worker, 'worker'))
else process.exitCode = await lead()

async function lead(): Promise<number> {
  const cluster = await startSimCluster()
  try {
    if (values.seed !== undefined) {
      const stage = await openStage(cluster.adminUrl, 'sim')
      const verdict = await runSeed(stage, whole(values.seed, 'seed'), { sabotage, ...(values.trace ? { show: say } : {}) })
      for (const violation of verdict.violations) say(`✗ ${violation}`)
      say(`seed ${verdict.seed}: ${verdict.steps} steps, ${verdict.digest.slice(0, 16)}`)
      await stage.close()
      say(verdict.violations.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed')
      return verdict.violations.length === 0 ? 0 : 1
    }
    const count = whole(values.seeds, 'seeds')
    const workers = Math.max(1, Math.min(whole(values.workers, 'workers'), count))
    const total: Tally = { passed: 0, failed: 0 }
    await Promise.all(Array.from({ length: workers }, (_, index) => new Promise<void>((resolve) => {
      // Every worker takes every n-th seed and tells of each one.
      const child = fork(import.meta.filename, ['--worker', String(index), '--workers', String(workers), '--seeds', String(count), '--from', values.from, '--admin-url', cluster.adminUrl, ...(values.sabotage === undefined ? [] : ['--sabotage', values.sabotage])], { execArgv: process.execArgv })
      child.on('message', (one: Tally) => {
        total.passed += one.passed
        total.failed += one.failed
      })
      child.once('exit', () => resolve())
    })))
    // A worker that died leaves seeds that nobody ran.
    total.failed += Math.max(0, count - total.passed - total.failed)
    say(`${total.passed} passed, ${total.failed} failed`)
    return total.failed === 0 && total.passed > 0 ? 0 : 1
  } finally {
    await cluster.stop()
  }
}

async function work(adminUrl: string, index: number): Promise<number> {
  const stage = await openStage(adminUrl, `sim_${index}`)
  const [from, count, workers] = [whole(values.from, 'from'), whole(values.seeds, 'seeds'), whole(values.workers, 'workers')]
  for (let seed = from + index; seed < from + count; seed += workers) {
    const verdict = await runSeed(stage, seed, { sabotage })
    const failed = verdict.violations.length > 0
    if (failed) say(`✗ npm run sim -- --seed ${seed}${sabotage === null ? '' : ` --sabotage '${sabotage.name}'`}\n${verdict.violations.slice(0, 5).map((each) => `    ${each}`).join('\n')}`)
    process.send?.({ passed: failed ? 0 : 1, failed: failed ? 1 : 0 })
  }
  await stage.close()
  return 0
}
