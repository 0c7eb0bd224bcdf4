import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Problem } from '@fengsui/contract/kernel'
import { defaultTableLimits, type Table, type TableAnswer, type TableLimits, type TableRequest } from './table.ts'

/** Readings under way in this process; more wait. */
const AT_ONCE = 1
let busy = 0
const waiting: (() => void)[] = []

/**
 * Reads a table in a process of its own, with little memory and time: a file made to exhaust either takes nothing else down with it.
 * @throws Problem `rule-refused` with what to do
 */
export async function readTable(path: string, mediaType: string, limits: TableLimits = defaultTableLimits): Promise<Table> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  busy += 1
  try {
    const answer = await ask({ path, mediaType, limits })
    if ('refused' in answer) throw new Problem('rule-refused', answer.refused)
    return answer.table
  } finally {
    busy -= 1
    waiting.shift()?.()
  }
}

function ask(request: TableRequest): Promise<TableAnswer> {
  const { program, execArgv } = locateProgram()
  return new Promise((resolve, reject) => {
    const child = fork(program, [], { execArgv: [...execArgv, `--max-old-space-size=${request.limits.megabytes}`], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' })
    const timeout = setTimeout(() => {
      resolve({ refused: '表格太复杂，读了太久还没读完。请把数据复制到新建的表里，或分几个文件导入' })
      child.kill('SIGKILL')
    }, request.limits.seconds * 1000)
    child.once('message', (answer) => resolve(answer as TableAnswer))
    child.once('error', reject)
    child.once('exit', () => {
      clearTimeout(timeout)
      // After an answer this comes too late to matter.
      resolve({ refused: '表格太大，内存不够读。请把数据复制到新建的表里，或分几个文件导入' })
    })
    child.send(request)
  })
}

/** Built, all programs lie together; in development the child needs the TypeScript loader. */
function locateProgram(): { program: string; execArgv: string[] } {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, 'table-main.js')
  if (existsSync(built)) return { program: built, execArgv: [] }
  return { program: join(here, '..', '..', 'table-main.ts'), execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] }
}
