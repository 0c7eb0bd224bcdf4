import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Problem } from '@fengsui/contract/kernel'
import type { OfficialDocument, Sheet } from './document.ts'

/** What the writing program is asked and answers. */
export type DocumentRequest = { readonly format: 'docx' | 'pdf'; readonly document: OfficialDocument } | { readonly format: 'xlsx'; readonly sheets: readonly Sheet[] }
export type DocumentAnswer = { readonly bytes: Uint8Array } | { readonly failed: string }

/** After this long without work the program ends and gives its memory back. */
const IDLE_SECONDS = 30
const LONGEST_SECONDS = 60
const MEGABYTES = 768

let child: ChildProcess | null = null
let idle: NodeJS.Timeout | undefined
let queue: Promise<unknown> = Promise.resolve()

/**
 * Writes a document in a program of its own, one at a time: laying out pages and cutting down a face takes hundreds of milliseconds that the
 * server's desks must not wait for.
 * @throws Problem `unavailable` when it cannot be written
 */
export function writeInProcess(request: DocumentRequest): Promise<Uint8Array> {
  const turn = queue.then(() => ask(request))
  queue = turn.catch(() => undefined)
  return turn
}

async function ask(request: DocumentRequest): Promise<Uint8Array> {
  clearTimeout(idle)
  child ??= start()
  const answer = await exchange(child, request)
  if (child) {
    idle = setTimeout(stop, IDLE_SECONDS * 1000)
    idle.unref()
    release(child)
  }
  if ('failed' in answer) throw new Problem('unavailable', '文件没有生成，请稍后再试；多次不成功请告诉系统管理员', [{ path: 'format', message: answer.failed }])
  return answer.bytes
}

function start(): ChildProcess {
  const { program, execArgv } = locateProgram()
  const started = fork(program, [], { execArgv: [...execArgv, `--max-old-space-size=${MEGABYTES}`], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' })
  started.once('exit', () => {
    if (child === started) child = null
  })
  return started
}

function exchange(to: ChildProcess, request: DocumentRequest): Promise<DocumentAnswer> {
  return new Promise((resolve) => {
    const finish = (answer: DocumentAnswer): void => {
      clearTimeout(late)
      to.off('message', answered).off('exit', ended).off('error', ended)
      resolve(answer)
    }
    const answered = (answer: unknown): void => finish(answer as DocumentAnswer)
    const ended = (): void => {
      if (child === to) child = null
      finish({ failed: '生成文件的程序意外结束' })
    }
    const late = setTimeout(() => {
      to.kill('SIGKILL')
      ended()
    }, LONGEST_SECONDS * 1000)
    to.ref()
    to.channel?.ref()
    to.on('message', answered).on('exit', ended).on('error', ended)
    to.send(request, (error) => {
      if (error) ended()
    })
  })
}

/** An idle writer does not keep the server alive. */
function release(idleChild: ChildProcess): void {
  idleChild.unref()
  idleChild.channel?.unref()
}

function stop(): void {
  child?.kill()
  child = null
}

/** Built, all programs lie together; in development the child needs the TypeScript loader. */
function locateProgram(): { program: string; execArgv: string[] } {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, 'document-main.js')
  if (existsSync(built)) return { program: built, execArgv: [] }
  return { program: join(here, '..', '..', 'document-main.ts'), execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] }
}
