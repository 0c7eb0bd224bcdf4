import type { ProblemBody, Route, RouteRequest, RouteResponse } from '@fengsui/contract/kernel'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useApiBase } from './api-base.tsx'
import { localProblem } from './api-problem.ts'
import { callRoute } from './api.ts'
import type { RequestOf } from './api.ts'
import { createCommandSender } from './command/command-sender.ts'
import { newCommandId } from './command/intention.ts'

type WithoutCommandId<B> = B extends unknown ? Omit<B, 'commandId'> : never
type CommandBody<R extends Route> = WithoutCommandId<RouteRequest<R>['body']>

/** What a screen gives to a command: params where the route has them, the body without `commandId`. */
export type CommandRequest<R extends Route> = ([RouteRequest<R>['params']] extends [undefined] ? { readonly params?: undefined } : { readonly params: RouteRequest<R>['params'] }) &
  ({} extends CommandBody<R> ? { readonly body?: CommandBody<R> } : { readonly body: CommandBody<R> })

/** A command as a screen holds it. */
export interface Command<R extends Route> {
  /** Sends it; resolves with the answer, or `undefined` when it was refused: `problem` then says why. */
  readonly run: (request: CommandRequest<R>) => Promise<RouteResponse<R> | undefined>
  readonly busy: boolean
  readonly problem: ProblemBody | null
  /** Forgets the problem, for example when the dialog closes. */
  readonly clear: () => void
}

interface UseCommandOptions<R extends Route> {
  readonly onDone?: (response: RouteResponse<R>) => void
}

/**
 * A command with one id per intention: retries and double clicks are done once by the server. After success the active reads
 * of this interface are fetched anew, so the own change shows even where the live stream is down.
 */
export function useCommand<R extends Route>(route: R, options: UseCommandOptions<R> = {}): Command<R> {
  const { base, readOnly } = useApiBase()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const onDone = useRef(options.onDone)
  onDone.current = options.onDone

  const sender = useMemo(
    () =>
      createCommandSender<RouteResponse<R>>(
        // The body is complete once the id is in it; the types meet again in `run`.
        (params, body) => callRoute(route, { params, body } as unknown as RequestOf<R>, { base }),
        newCommandId,
      ),
    [route, base],
  )

  const run = useCallback(
    async (request: CommandRequest<R>): Promise<RouteResponse<R> | undefined> => {
      if (readOnly) {
        setProblem(localProblem('read-only', '回放中只能看', '这里是回放，只能看不能改；请回到正式系统再操作').problem)
        return undefined
      }
      setBusy(true)
      setProblem(null)
      const outcome = await sender.send(request.params, (request.body ?? {}) as Readonly<Record<string, unknown>>)
      setBusy(false)
      if (!outcome.ok) {
        setProblem(outcome.problem.problem)
        return undefined
      }
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === base })
      onDone.current?.(outcome.response)
      return outcome.response
    },
    [sender, readOnly, queryClient, base],
  )
  const clear = useCallback(() => setProblem(null), [])
  return { run, busy, problem, clear }
}

/** The message for one field of a refused command, by its path in the body (`contacts.0.value`). */
export function fieldMessage(problem: ProblemBody | null, path: string): string | undefined {
  return problem?.errors?.find((error) => error.path === path)?.message
}
