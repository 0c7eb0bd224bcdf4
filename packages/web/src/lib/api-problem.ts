import { ProblemBody } from '@fengsui/contract/kernel'

/** A refusal of the server, or no answer at all, as the Chinese problem that screens show. */
export class ApiProblem extends Error {
  readonly problem: ProblemBody
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  constructor(problem: ProblemBody) {
    super(problem.detail)
    this.name = 'ApiProblem'
    this.problem = problem
    this.status = problem.status
  }

  /** Whether the request was surely refused, so that nothing of it happened. */
  get decided(): boolean {
    return this.status >= 400 && this.status < 500 && ![401, 408, 423, 429].includes(this.status) && this.problem.code !== 'csrf-refused'
  }
}

/** A problem made in the browser, in the shape of the server's. */
export function localProblem(code: string, title: string, detail: string): ApiProblem {
  return new ApiProblem({ type: `urn:fengsui:problem:${code}`, code, title, status: 0, detail })
}

/** No answer: the network, or the server is down. What was typed is kept. */
export function unreachableProblem(): ApiProblem {
  return localProblem('unavailable', '网络不通', '网络不通或服务没有应答，请检查网络后重试；已填写的内容保存在本机')
}

/** Reads a refused response; a body that is no problem (a proxy's page) still gives words to show. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const parsed = ProblemBody.safeParse(body)
  if (parsed.success) return new ApiProblem(parsed.data)
  return new ApiProblem({
    type: 'urn:fengsui:problem:unavailable',
    code: 'unavailable',
    title: '服务暂不可用',
    status: response.status,
    detail: `服务没有正常应答（${response.status}），请稍后重试；一直如此请告知系统管理员`,
  })
}

/** Any thrown thing as a problem to show. */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof ApiProblem) return error.problem
  return localProblem('internal', '页面出错', '页面出错，请刷新后重试；已填写的内容保存在本机').problem
}
