import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyCompress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { HttpServer } from './http-server.ts'

/**
 * Serves the built desk from `webDir`, when there is one: hashed assets for ever, everything else revalidated.
 */
export async function serveWebFiles(http: HttpServer, webDir: string): Promise<void> {
  const { app } = http
  const index = join(webDir, 'index.html')
  if (!existsSync(index)) return
  http.page = readFileSync(index, 'utf8')
  await app.register(fastifyCompress)
  await app.register(fastifyStatic, {
    root: webDir, wildcard: false, index: false, cacheControl: false,
    setHeaders: (reply, path) => void reply.setHeader('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
}
