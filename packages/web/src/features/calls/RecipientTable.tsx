import { routes } from '@fengsui/contract'
import type { RecipientView } from '@fengsui/contract/notifications'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { callRoute } from '../../lib/api.ts'
import { useApiBase } from '../../lib/api-base.tsx'
import type { ApiProblem } from '../../lib/api-problem.ts'
import type { RouteMeta } from '../../lib/use-route.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable, type TableColumn, type TableFilter } from '../../ui/table/DataTable.tsx'
import { stateWords } from './call-words.ts'
import styles from './calls.module.css'

const pageSize = 500
const mostPages = 40
const manyFrom = 500
/** Cards a phone draws at once: thousands would hold it up, and the open ones come first. */
const cardsAtOnce = 100
const rowKey = (row: RecipientView): string => row.id
const isOpen = (row: RecipientView): boolean => row.status !== 'answered'

const filters: readonly TableFilter<RecipientView>[] = [
  { key: 'open', label: '未应答', passes: isOpen },
  { key: 'unreachable', label: '送不到', passes: (row) => row.status === 'unreachable' },
  { key: 'overdue', label: '超时', passes: (row) => isOpen(row) && row.overdueAt !== null },
  { key: 'escalated', label: '已转上级', passes: (row) => row.escalatedAt !== null },
  { key: 'answered', label: '已应答', passes: (row) => !isOpen(row) },
]

/** Everybody of a call, page by page to the end: three thousand villages are one list to search. */
function useRecipients(callId: string, many: boolean) {
  const { base } = useApiBase()
  return useQuery<readonly RecipientView[], ApiProblem>({
    queryKey: [base, `/calls/${callId}/recipients#all`],
    queryFn: async ({ signal }) => {
      // Who answers while the pages come in moves from the open ones to the answered ones and comes twice: the later one counts.
      const rows = new Map<string, RecipientView>()
      let after: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const answer = await callRoute(routes.listRecipients, { params: { callId }, query: { status: 'all', limit: pageSize, ...(after === undefined ? {} : { after }) } }, { base, signal })
        for (const row of answer.items) rows.set(row.id, row)
        if (answer.next === null) break
        after = answer.next
      }
      return [...rows.values()]
    },
    placeholderData: keepPreviousData,
    // Thousands of messages come back within seconds: a long list is read again at a steady pace, not for each of them.
    refetchInterval: many ? 10_000 : false,
    meta: { touches: many ? ['call'] : ['call-recipient', 'notification'], base } satisfies RouteMeta,
  })
}

interface RecipientTableProps {
  readonly callId: string
  readonly total: number
  readonly mayRecord: boolean
  readonly onRecord: (recipients: readonly RecipientView[]) => void
  readonly onEvidence: (recipient: RecipientView) => void
}

/** Those without an answer first; select many to record what the telephone or a visit brought. */
export function RecipientTable({ callId, total, mayRecord, onRecord, onEvidence }: RecipientTableProps) {
  const narrow = useNarrow()
  const mayAnswer = useMay('call:answer') && mayRecord
  const recipients = useRecipients(callId, total > manyFrom)
  const [cards, setCards] = useState(cardsAtOnce)
  const columns = useMemo(
    (): readonly TableColumn<RecipientView>[] => [
      { key: 'place', title: '地方', value: (row) => row.placeName, width: 196, required: true },
      { key: 'who', title: '叫谁', value: (row) => row.personName ?? row.unitName, width: 148, required: true, render: (row) => <Who row={row} /> },
      { key: 'state', title: '结果', value: (row) => stateWords(row), width: 172, required: true, render: (row) => <State row={row} /> },
      { key: 'minutes', title: '用时', value: (row) => row.answerMinutes, words: (row) => (row.answerMinutes === null ? '' : `${row.answerMinutes} 分`), width: 68, align: 'right', render: (row) => (row.answerMinutes === null ? '' : `${row.answerMinutes} 分`) },
      { key: 'phone', title: '电话', value: (row) => row.phone, width: 116 },
      { key: 'times', title: '叫过', value: (row) => row.times, words: (row) => `${row.times} 次`, width: 64, align: 'right', render: (row) => `${row.times} 次` },
      { key: 'superior', title: '转上级', value: (row) => row.escalatedToName, width: 150, render: (row) => (row.escalatedAt === null ? '' : `${row.escalatedToName ?? ''} ${monthDayTime(row.escalatedAt).slice(6)}`) },
      { key: 'answer', title: '答复', value: (row) => row.answer, width: 180, hiddenAtFirst: true },
      { key: 'failure', title: '未送达原因', value: (row) => (row.status === 'answered' ? null : row.lastFailure), width: 180, hiddenAtFirst: true },
    ],
    [],
  )
  const error = recipients.error !== null && recipients.data === undefined ? { message: recipients.error.message, code: recipients.error.problem.code } : undefined
  if (narrow) {
    if (error !== undefined) return <ErrorState hint={error.message} code={error.code} onRetry={() => void recipients.refetch()} />
    if (recipients.data === undefined) return <LoadingState />
    if (recipients.data.length === 0) return <EmptyState symbol="users" title="没有您能看到的人" hint="这次叫应没有叫到您的辖区。" />
    return (
      <ul className={styles.cards}>
        {recipients.data.slice(0, cards).map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onEvidence(row)}>
              <span className={styles.person}>
                {row.placeName}
                <Who row={row} />
              </span>
              <State row={row} />
              {row.status !== 'answered' && row.lastFailure !== null && <small>{row.lastFailure}</small>}
            </button>
          </li>
        ))}
        {recipients.data.length > cards && (
          <li>
            <button type="button" onClick={() => setCards(cards + cardsAtOnce)}>
              再看 {Math.min(cardsAtOnce, recipients.data.length - cards)} 人，还有 {(recipients.data.length - cards).toLocaleString('zh-CN')} 人
            </button>
          </li>
        )}
      </ul>
    )
  }
  return (
    <DataTable<RecipientView>
      name="叫应结果"
      columns={columns}
      rows={recipients.data}
      rowKey={rowKey}
      filters={filters}
      emptyTitle="没有您能看到的人"
      emptyHint="这次叫应没有叫到您的辖区。"
      error={error}
      onRetry={() => void recipients.refetch()}
      onOpen={onEvidence}
      {...(mayAnswer
        ? {
            selectionActions: (selected: readonly RecipientView[], clear: () => void) => {
              const open = selected.filter(isOpen)
              return (
                <Button
                  size="small"
                  type="primary"
                  disabled={open.length === 0}
                  onClick={() => {
                    onRecord(open)
                    clear()
                  }}
                >
                  代为登记应答（{open.length}）
                </Button>
              )
            },
          }
        : {})}
    />
  )
}

function Who({ row }: { readonly row: RecipientView }) {
  return (
    <span className={styles.title}>
      <b>{row.personName ?? row.unitName}</b>
      {row.personName !== null && <small>{row.unitName}</small>}
    </span>
  )
}

function State({ row }: { readonly row: RecipientView }) {
  const bad = row.status === 'unreachable' || (row.status !== 'answered' && row.overdueAt !== null)
  return (
    <span className={joinClasses(styles.state, bad && styles.bad, row.status === 'answered' && styles.good)} title={row.status === 'answered' ? undefined : (row.lastFailure ?? undefined)}>
      <Symbol name={row.status === 'answered' ? 'check' : row.status === 'unreachable' ? 'close' : row.overdueAt === null ? 'clock' : 'source-phoneCall'} size={14} />
      {stateWords(row)}
    </span>
  )
}
