import { createServer, request as sendRequest } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** A command as it passed, in the order the server was given them. */
export interface Passed {
  readonly path: string
  readonly commandId: string | null
}

/** The line between a phone and the program; it can be cut, and it can lose answers after the server acted. */
export interface Line {
  readonly url: string
  /** Commands and uploads that reached the server, repeats included. */
  readonly passed: readonly Passed[]
  /** No request gets through until `mend`. */
  readonly cut: () => void
  readonly mend: () => void
  /** Of so many commands to come, the server does what they say and the answer is lost. */
  readonly loseAnswers: (count: number) => void
  /** Changes what the server serves at a path, as a newer version would; null in place of the text answers 404. */
  readonly rewrite: (path: string, change: ((text: string) => string) | null) => void
  readonly close: () => Promise<void>
}

/** Opens a line to the program at `target`. */
export async function openLine(target: string): Promise<Line> {
  const { port: targetPort } = new URL(target)
  const sockets = new Set<Socket>()
  const passed: Passed[] = []
  const changes = new Map<string, ((text: string) => string) | null>()
  let isCut = false
  let losing = 0

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request)
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (isCut) return void request.socket.destroy()
    const change = changes.get(path)
    if (change === null) return void response.writeHead(404).end()
    const isCommand = request.method === 'POST' && path.startsWith('/api/') && !path.startsWith('/api/v1/session')
    const lost = isCommand && losing > 0
    if (isCommand) passed.push({ path: path.slice('/api/v1'.length), commandId: commandIdOf(body) })
    if (lost) losing -= 1
    const { 'if-none-match': _tag, 'if-modified-since': _since, ...plain } = request.headers
    const headers = change === undefined ? request.headers : { ...plain, 'accept-encoding': 'identity' }
    const onward = sendRequest({ host: '127.0.0.1', port: targetPort, method: request.method, path: request.url, headers }, (answer) => {
      if (lost) {
        answer.resume()
        answer.once('end', () => request.socket.destroy())
        return
      }
      if (change === undefined) {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        return
      }
      void readAll(answer).then((bytes) => {
        const { 'content-length': _length, ...rest } = answer.headers
        response.writeHead(answer.statusCode ?? 502, rest).end(change(bytes.toString('utf8')))
      })
    })
    onward.once('error', () => request.socket.destroy())
    // A stream that the phone closed must not stay open at the server.
    response.once('close', () => onward.destroy())
    onward.end(body)
  }
  const server = createServer((request, response) => void pass(request, response))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    if (isCut) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
    passed,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    loseAnswers: (count) => {
      losing = count
    },
    rewrite: (path, change) => void changes.set(path, change),
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function commandIdOf(body: Buffer): string | null {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && 'commandId' in parsed ? String(parsed.commandId) : null
  } catch {
    return null
  }
}
