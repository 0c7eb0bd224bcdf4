import { ApiProblem, localProblem } from '../api-problem.ts'
import { createIntention } from './intention.ts'

/** How one attempt ended. */
export type Outcome<T> = { readonly ok: true; readonly response: T } | { readonly ok: false; readonly problem: ApiProblem }

/** Sends one kind of command; knows which id belongs to which press. */
export interface CommandSender<T> {
  send(params: unknown, body: Readonly<Record<string, unknown>>): Promise<Outcome<T>>
}

/**
 * @param post sends the complete body and gives the answer, or throws an ApiProblem
 * @param newId makes ids
 */
export function createCommandSender<T>(post: (params: unknown, body: Readonly<Record<string, unknown>>) => Promise<T>, newId: () => string): CommandSender<T> {
  const intention = createIntention(newId)
  let underWay: { content: string; result: Promise<Outcome<T>> } | null = null

  const attempt = async (params: unknown, body: Readonly<Record<string, unknown>>, content: string): Promise<Outcome<T>> => {
    const commandId = intention.idFor(content)
    try {
      const response = await post(params, { commandId, ...body })
      intention.settle()
      return { ok: true, response }
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : localProblem('internal', '页面出错', '页面出错，请刷新后重试；已填写的内容保存在本机')
      if (problem.decided) intention.settle()
      return { ok: false, problem }
    }
  }

  return {
    send(params, body) {
      const content = JSON.stringify([params ?? null, body])
      if (underWay?.content === content) return underWay.result
      const result = attempt(params, body, content).finally(() => {
        if (underWay?.result === result) underWay = null
      })
      underWay = { content, result }
      return result
    },
  }
}
