import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { Plugin } from 'vite'

const workerSource = fileURLToPath(new URL('../src/phone/worker/phone-worker.ts', import.meta.url))
const publicFolder = fileURLToPath(new URL('../public', import.meta.url))
const phoneEntry = '/src/phone/start-phone.tsx'
/** Of the public folder only what the phone shows itself or its home screen needs. */
const publicFiles = ['/favicon.svg', '/manifest.webmanifest', '/icons/icon-192.png', '/icons/icon-512.png']
const workerFile = 'm-worker.js'

/**
 * Writes the worker of the phone page, with the list of the files that this build's page needs without a network. The worker stands
 * at the root under a fixed name; its content changes with every change of any listed file.
 */
export function phoneWorker(): Plugin {
  return {
    name: 'fengsui-phone-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const needed = new Set<string>()
        const visit = (file: string): void => {
          const chunk = bundle[file]
          if (chunk === undefined || needed.has(file)) return
          needed.add(file)
          if (chunk.type !== 'chunk') return
          for (const style of chunk.viteMetadata?.importedCss ?? []) needed.add(style)
          for (const asset of chunk.viteMetadata?.importedAssets ?? []) needed.add(asset)
          for (const imported of chunk.imports) visit(imported)
        }
        let phoneBytes = 0
        for (const [file, chunk] of Object.entries(bundle)) {
          if (chunk.type === 'chunk' && (chunk.isEntry || chunk.facadeModuleId?.endsWith(phoneEntry) === true)) visit(file)
          // The live stream's shared worker stands apart from the page's code.
          if (/live-worker.*\.js$/.test(file)) needed.add(file)
        }
        if (![...needed].some((file) => file.includes('start-phone'))) throw new Error('手机页的入口没有找到，断网时将打不开；请核对 build/phone-worker.ts')
        needed.add('index.html')
        const hash = createHash('sha256')
        for (const file of [...needed].sort()) {
          const output = bundle[file]
          if (output === undefined) throw new Error(`构建结果里没有 ${file}`)
          const content = output.type === 'chunk' ? output.code : output.source
          if (file.endsWith('.js') || file.endsWith('.css')) phoneBytes += Buffer.byteLength(content)
          hash.update(file).update(content)
        }
        for (const file of publicFiles) hash.update(file).update(readFileSync(`${publicFolder}${file}`))
        const version = { hash: hash.digest('hex').slice(0, 16), files: [...[...needed].sort().map((file) => `/${file}`), ...publicFiles] }
        this.info(`手机页 ${version.files.length} 个文件，脚本和样式 ${Math.round(phoneBytes / 1024)} KB（未压缩）`)
        this.emitFile({ type: 'asset', fileName: workerFile, source: await bundleWorker(version) })
      },
    },
  }
}

/** One classic script without imports: every browser that knows workers runs it. */
async function bundleWorker(version: { readonly hash: string; readonly files: readonly string[] }): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { PAGE_VERSION: JSON.stringify(version) },
    build: { write: false, target: 'es2022', lib: { entry: workerSource, formats: ['iife'], name: 'phoneWorker', fileName: 'worker' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk === undefined) throw new Error('手机页的后台脚本没有构建出来')
  return chunk.code
}
