import { routes } from '@fengsui/contract'
import { StoredFile } from '@fengsui/contract/attachments'
import { ApiProblem, localProblem, readProblem, unreachableProblem } from '../api-problem.ts'
import { addressOf, mainApiBase } from '../api.ts'
import { csrf } from '../csrf.ts'

interface UploadOptions {
  readonly base?: string
  /** Share that has gone out, 0…1. */
  readonly onProgress?: (share: number) => void
  readonly signal?: AbortSignal
}

/**
 * Sends a file's content. Safe to repeat: the same content is stored once.
 * @throws ApiProblem with the server's own words; `unavailable` when no answer came
 */
export async function uploadFile(file: File, options: UploadOptions = {}): Promise<StoredFile> {
  let answer = await send(file, options)
  if (answer.status === 403 && (await csrf.renew())) answer = await send(file, options)
  if (answer.status !== 200) {
    const problem = await readProblem(answer)
    if (problem.status === 401) csrf.reportLoss()
    throw problem
  }
  const parsed = StoredFile.safeParse(await answer.json().catch(() => null))
  if (!parsed.success) throw localProblem('outdated', '页面版本与服务不一致', '服务已更新而本页还是旧的，请刷新页面后重新选择文件')
  return parsed.data
}

/** `fetch` tells nothing of what has gone out; the older request does. */
function send(file: File, { base = mainApiBase, onProgress, signal }: UploadOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${base}${addressOf(routes.uploadFile, {})}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    if (csrf.token !== '') request.setRequestHeader('x-csrf-token', csrf.token)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onload = () => resolve(new Response(request.responseText, { status: request.status, headers: { 'content-type': request.getResponseHeader('content-type') ?? '' } }))
    request.onerror = () => reject(unreachableProblem())
    request.onabort = () => reject(localProblem('aborted', '已取消', '已取消上传'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

/** Any thrown thing in words. */
export function wordsOf(error: unknown): string {
  return error instanceof ApiProblem ? error.problem.detail : '没有传上去，请重试'
}
