import type { Route, RouteResponse } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { readFormProblems } from '../../../lib/form-problems.ts'
import type { FormProblems } from '../../../lib/form-problems.ts'
import { useCommand } from '../../../lib/use-command.ts'
import type { Command, CommandRequest } from '../../../lib/use-command.ts'

/** A command in a dialog: own checks shown once sending was tried, the server's refusals beside their fields. */
export interface DialogForm<R extends Route> {
  readonly problems: FormProblems
  readonly busy: boolean
  /** Sends unless own checks fail. */
  readonly submit: (request: () => CommandRequest<R>) => void
  readonly clear: Command<R>['clear']
}

/**
 * @param checks what is wrong with the form now, in words
 * @param labels Chinese label by field; element ids are `prefix-field`
 */
export function useDialogForm<R extends Route>(route: R, prefix: string, labels: Readonly<Record<string, string>>, checks: readonly { field: string; message: string }[], onDone: (response: RouteResponse<R>) => void): DialogForm<R> {
  const [asked, setAsked] = useState(false)
  const command = useCommand(route, { onDone })
  return {
    problems: readFormProblems(command.problem, labels, prefix, asked ? checks : []),
    busy: command.busy,
    submit: (request) => {
      setAsked(true)
      if (checks.length === 0) void command.run(request())
    },
    clear: command.clear,
  }
}
