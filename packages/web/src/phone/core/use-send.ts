import type { Route } from '@fengsui/contract/kernel'
import { useCallback, useRef, useState } from 'react'
import type { BodyError } from '../../lib/form/check-body.ts'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { newCommandId } from '../../lib/command/intention.ts'
import { checkComposition, composeEntries, newFormKey } from './compose.ts'
import type { Composition } from './compose.ts'
import { useMe, usePhone } from './phone-context.ts'

type Given<R extends Route> = Omit<Composition<R>, 'accountId' | 'at' | 'key'>

/** How a form puts its command in the queue. */
interface Send {
  /** @returns the key of the item, or null: then `problems` or `failure` says why and nothing was kept */
  readonly send: <R extends Route>(given: Given<R>) => Promise<string | null>
  readonly problems: readonly BodyError[]
  readonly failure: string | null
}

/**
 * Checks and queues what a form says. `editing` is a refused item that the form corrects: it keeps its place in the order. A form
 * stays one command however often its button is pressed, until it was taken in.
 */
export function useSend(editing: QueueItem | null = null): Send {
  const core = usePhone()
  const accountId = useMe().account.id
  const key = useRef(newFormKey())
  const [problems, setProblems] = useState<readonly BodyError[]>([])
  const [failure, setFailure] = useState<string | null>(null)

  const send = useCallback(
    async <R extends Route>(given: Given<R>): Promise<string | null> => {
      setFailure(null)
      const wrong = checkComposition(given.route, given.body)
      setProblems(wrong)
      if (wrong.length > 0) return null
      const entries = composeEntries({ ...given, accountId, at: core.clock.now(), key: editing?.key ?? key.current })
      const first = entries[0]
      if (first === undefined) return null
      try {
        if (editing !== null) {
          const { params, body, words } = first.draft
          if (!(await core.queue.replace(editing.key, { commandId: newCommandId(), params, body, words }))) {
            setFailure('这一条已经变了，请回到“我的”再看')
            return null
          }
          core.kick()
          return editing.key
        }
        await core.compose(entries)
      } catch {
        setFailure('没有存下来：手机存储已满或不让保存。内容还在本页，请先打电话报告，再清理存储')
        return null
      }
      key.current = newFormKey()
      return first.draft.key
    },
    [core, accountId, editing],
  )
  return { send, problems, failure }
}
