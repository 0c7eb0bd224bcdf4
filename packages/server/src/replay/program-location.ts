import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Where the sandbox program and the files it needs lie: built beside us, or as source in development. */
export interface ProgramLocation {
  sandboxProgram: string
  execArgv: string[]
  migrationsDir: string
  demoDir: string
  version: string
}

/**
 * Finds the sandbox's program. Built, all programs and chunks lie together in `dist/`; in development this file lies in
 * `src/replay/` and the child needs the TypeScript loader.
 */
export function locateProgram(from: string = import.meta.url): ProgramLocation {
  const here = dirname(fileURLToPath(from))
  const packageDir = findPackageDir(here)
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string }
  const places = { migrationsDir: join(packageDir, 'migrations'), demoDir: join(packageDir, 'demo'), version }
  const built = join(here, 'sandbox-main.js')
  if (existsSync(built)) return { sandboxProgram: built, execArgv: ['--enable-source-maps'], ...places }
  const loader = createRequire(from).resolve('tsx')
  return { sandboxProgram: join(packageDir, 'src', 'sandbox-main.ts'), execArgv: ['--import', pathToFileURL(loader).href], ...places }
}

/** The folder of this package: the nearest above that holds the migrations. */
function findPackageDir(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'migrations', '0001_platform.sql'))) return folder
    if (folder === dirname(folder)) throw new Error(`no migrations above ${from}`)
  }
}
