import type { Route, RouteResponse } from '@fengsui/contract/kernel'
import { useCallback, useState } from 'react'
import type { FieldProblem } from '../../ui/forms/FormErrors.tsx'
import { useCommand } from '../use-command.ts'
import type { CommandRequest } from '../use-command.ts'
import { checkBody } from './check-body.ts'
import type { BodyError } from './check-body.ts'

/** A form around one command: checked by the contract before sending, refused by the server in the same words. */
export interface FormCommand<R extends Route> {
  readonly submit: (request: CommandRequest<R>) => Promise<RouteResponse<R> | undefined>
  readonly busy: boolean
  /** Message for the field at this path of the body (`contacts.0.value`). */
  readonly errorOf: (path: string) => string | undefined
  /** Element id of the field at this path. */
  readonly idOf: (path: string) => string
  /** Every field message, for the list at the end of the form. */
  readonly problems: readonly FieldProblem[]
  /** A refusal that belongs to no field, in words that say what to do. */
  readonly refusal: string | undefined
  readonly clear: () => void
}

interface FormCommandOptions<R extends Route> {
  /** Chinese names of the fields by path; a path inside a list uses the name of the list. */
  readonly labels: Readonly<Record<string, string>>
  /** Begins the element ids of this form. */
  readonly prefix: string
  /** Words for fields whose rule in the contract has none of its own, such as a reference that was not chosen. */
  readonly words?: Readonly<Record<string, string>>
  readonly onDone?: (response: RouteResponse<R>) => void
}

const noErrors: readonly BodyError[] = []
const noWords: Readonly<Record<string, string>> = {}

export function useFormCommand<R extends Route>(route: R, options: FormCommandOptions<R>): FormCommand<R> {
  const { labels, prefix, words = noWords, onDone } = options
  const command = useCommand<R>(route, onDone === undefined ? {} : { onDone })
  const [found, setFound] = useState<readonly BodyError[]>(noErrors)
  const { run, clear: forget } = command

  const submit = useCallback(
    async (request: CommandRequest<R>): Promise<RouteResponse<R> | undefined> => {
      const errors = checkBody(route, (request.body ?? {}) as Readonly<Record<string, unknown>>).map(({ path, message }) => ({ path, message: words[path] ?? message }))
      setFound(errors)
      forget()
      return errors.length > 0 ? undefined : run(request)
    },
    [route, run, forget, words],
  )
  const clear = useCallback(() => {
    setFound(noErrors)
    forget()
  }, [forget])

  const idOf = (path: string): string => `${prefix}-${path}`
  const errors = found.length > 0 ? found : (command.problem?.errors ?? noErrors)
  return {
    submit,
    busy: command.busy,
    errorOf: (path) => errors.find((error) => error.path === path)?.message,
    idOf,
    problems: errors.map(({ path, message }) => ({ field: idOf(path), label: labels[path] ?? labels[path.split('.')[0] ?? ''] ?? '表单', message })),
    refusal: errors.length === 0 ? command.problem?.detail : undefined,
    clear,
  }
}
