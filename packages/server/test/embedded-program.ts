/** A program that starts the embedded database in the folder given, says how, and stops on SIGTERM: something for tests to kill. */
import { startEmbeddedPostgres } from '../src/platform/db/embedded/embedded-postgres.ts'
import { StartupProblem } from '../src/platform/db/startup-problem.ts'
import { silentLog } from '../src/platform/log.ts'

const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
const alive = setInterval(() => undefined, 60_000)
try {
  const postgres = await startEmbeddedPostgres({
    dataDir: process.argv[2] ?? '',
    log: silentLog,
    now: () => '2019-08-09T16:00:00.000Z',
    signal: stopping.signal,
  })
  process.stdout.write(`${JSON.stringify({ port: postgres.port, adopted: postgres.adopted, url: postgres.connectionString('postgres') })}\n`)
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
  await postgres.stop()
} catch (cause) {
  if (!(cause instanceof StartupProblem)) throw cause
  process.stderr.write(`${cause.message}\n`)
  process.exitCode = 1
}
clearInterval(alive)
