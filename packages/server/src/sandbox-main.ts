/** The program of a sandbox: a whole node on a database of its own, with a virtual business clock and no way out. Talks to its parent over IPC only. */
import { openSandboxNode, type SandboxNode } from './replay/sandbox-node.ts'
import type { SandboxAnswer, SandboxCalls, SandboxRequest } from './replay/sandbox-protocol.ts'
import { createNode } from './composition.ts'
import { StartupProblem, describeCause } from './platform/db/startup-problem.ts'

let node: SandboxNode | undefined

async function handle(request: SandboxRequest): Promise<SandboxCalls[SandboxRequest['call']]['output']> {
  if (request.call === 'open') {
    node = await openSandboxNode(request.input as SandboxCalls['open']['input'], createNode, () => process.exit(1))
    return node.state()
  }
  if (!node) throw new StartupProblem('沙箱还没有打开')
  switch (request.call) {
    case 'settle':
      await node.settle()
      return {}
    case 'advanceTo':
      await node.advanceTo((request.input as SandboxCalls['advanceTo']['input']).to)
      return {}
    case 'token':
      return { token: await node.issueToken((request.input as SandboxCalls['token']['input']).username) }
    case 'keep': {
      const { name, value } = request.input as SandboxCalls['keep']['input']
      await node.keep(name, value)
      return {}
    }
    case 'stepsDone':
      await node.setStepsDone((request.input as SandboxCalls['stepsDone']['input']).count)
      return {}
    case 'summarise':
      return node.summarise()
    case 'close':
      await node.close()
      return {}
  }
}

// One at a time, in the order asked: nothing in a sandbox may depend on who was faster.
let queue = Promise.resolve()

process.on('message', (message) => {
  const request = message as SandboxRequest
  queue = queue.then(async () => {
    let answer: SandboxAnswer
    try {
      answer = { id: request.id, output: await handle(request) }
    } catch (error) {
      answer = { id: request.id, error: describeCause(error), permanent: error instanceof StartupProblem && !mayPass(error) }
    }
    // After a failure this process may have half a step in memory: it ends, and a fresh one goes on from the database.
    const last = 'error' in answer || request.call === 'close'
    process.send?.(answer, () => {
      if (last) process.exit('error' in answer ? 1 : 0)
    })
  })
})

/** A database that is starting or away comes back; anything else stays as it is. */
function mayPass(problem: StartupProblem): boolean {
  return /连|connect|ECONN|terminat|starting|shutting|recovery/i.test(problem.message)
}

// The parent has gone, however it went: nothing is lost, the database holds everything.
process.on('disconnect', () => process.exit(0))
// The terminal's interrupt goes to the whole group; the parent decides what becomes of us.
process.on('SIGINT', () => undefined)
