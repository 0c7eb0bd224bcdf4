import type { Route } from '@fengsui/contract/kernel'

/** One thing wrong in a body: where and what to do. */
export interface BodyError {
  readonly path: string
  readonly message: string
}

/** Stands in for the id that is only made when sending. */
const anyCommandId = '00000000-0000-4000-8000-000000000000'

/** What the contract says against a body before it is sent: the same rules and words as the server's. */
export function checkBody(route: Route, body: Readonly<Record<string, unknown>>): readonly BodyError[] {
  const parsed = route.schema.body?.safeParse({ commandId: anyCommandId, ...body })
  if (parsed === undefined || parsed.success) return []
  const first = new Map<string, string>()
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    if (!first.has(path)) first.set(path, issue.message)
  }
  return [...first].map(([path, message]) => ({ path, message }))
}
