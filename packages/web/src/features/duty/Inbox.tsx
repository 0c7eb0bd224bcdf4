import { routes } from '@fengsui/contract'
import { signalSources } from '@fengsui/contract/signals'
import type { SignalSource, SignalView } from '@fengsui/contract/signals'
import { Button, Input, Select } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { useSession } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { KeyHint } from '../../ui/layout/KeyHint.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { InboxRowItem } from './InboxRowItem.tsx'
import styles from './inbox.module.css'
import { arrangeInbox, countInbox, holdRows } from './inbox-rows.ts'
import type { InboxFilter, InboxRow, InboxSort, InboxTab } from './inbox-rows.ts'
import { ReceivedReports } from './ReceivedReports.tsx'
import { isOwnDelivery } from './use-desk.ts'
import type { Desk } from './use-desk.ts'

/** Of what is looked for, the latest. */
const mostFound = 100

type Tab = InboxTab | 'received-reports'

interface InboxProps {
  readonly desk: Desk
  readonly selectedId: string | null
  readonly hoveredId: string | null
  readonly onSelect: (signalId: string) => void
  readonly onHover: (signalId: string | null) => void
  readonly onNew: (() => void) | null
  /** The lines as shown, for J and K. */
  readonly onShown: (signalIds: readonly string[]) => void
}

/** Incoming information, newest on top; what arrives slides in, but never under a pointer that rests on the list. */
export function Inbox({ desk, selectedId, hoveredId, onSelect, onHover, onNew, onShown }: InboxProps) {
  const me = useSession()
  const [tab, setTab] = useState<Tab>('todo')
  const [filters, setFilters] = useState<readonly InboxFilter[]>([])
  const [sort, setSort] = useState<InboxSort>('newest')
  const [frozen, setFrozen] = useState<readonly string[] | null>(null)
  const [source, setSource] = useState<SignalSource | null>(null)
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const searching = source !== null || q !== ''
  // The desk holds the latest; what is looked for may lie far back, so the server looks.
  const found = useRoute(routes.listSignals, { query: { status: 'all', limit: mostFound, ...(source === null ? {} : { source }), ...(q === '' ? {} : { q }) } }, { touches: ['signal'], enabled: searching })
  const { ownClocks, ownReports } = desk
  const signalsQuery = searching ? found : desk.signalsQuery
  const signals = useMemo(() => (searching ? (found.data?.items ?? []) : desk.signals), [searching, found.data, desk.signals])
  const counts = useMemo(() => countInbox(signals, ownClocks, ownReports), [signals, ownClocks, ownReports])
  const rows = useMemo(
    () => (tab === 'received-reports' ? [] : arrangeInbox({ signals, ownClocks, ownReports, tab, filters, sort })),
    [signals, ownClocks, ownReports, tab, filters, sort],
  )
  const { shown, waiting } = holdRows(rows, frozen)
  const fresh = useFresh(signals)
  const shownIds = shown.map((row) => row.signal.id)
  const shownKey = shownIds.join()
  useEffect(() => onShown(shownKey === '' ? [] : shownKey.split(',')), [shownKey, onShown])
  const toReceive = desk.received.filter((report) => report.deliveries.some((delivery) => delivery.status === 'sent' && isOwnDelivery(delivery, me))).length
  const choose = (next: Tab): void => {
    setFrozen(null)
    setTab(next)
  }

  return (
    <Card
      className={styles.inbox}
      title="来报"
      head={
        <TabStrip<Tab>
          label="来报分类"
          value={tab}
          onChange={choose}
          items={[
            { key: 'todo', label: '待办', count: counts.todo },
            { key: 'all', label: '全部', count: counts.all },
            { key: 'reported', label: '已报出', count: counts.reported },
            ...(desk.readsReports ? [{ key: 'received-reports' as const, label: '来文', count: toReceive }] : []),
          ]}
        />
      }
      footer={
        tab === 'received-reports' ? undefined : (
          <div className={styles.keys}>
            <KeyHint keys={['J', 'K']} action="上下" />
            <KeyHint keys={['V']} action="核实" />
            <KeyHint keys={['M']} action="并入" />
            <LinkTo to={paths.reporting('commissions')}>约稿</LinkTo>
            {onNew !== null && (
              <Button size="small" type="primary" icon={<Symbol name="plus" size={12} />} onClick={onNew}>
                新报 <span className={styles.keyLetter}>N</span>
              </Button>
            )}
          </div>
        )
      }
    >
      {tab === 'received-reports' ? (
        <ReceivedReports desk={desk} />
      ) : (
        <>
          <div className={styles.filters}>
            <FilterChips<InboxFilter>
              label="筛选"
              value={filters}
              onChange={setFilters}
              items={[
                { key: 'received', label: '未核实', count: counts.received },
                { key: 'verifying', label: '核实中', count: counts.verifying },
                { key: 'duplicate', label: '疑似重复', count: counts.duplicate },
              ]}
            />
            <Select<InboxSort> aria-label="排序" size="small" variant="borderless" value={sort} onChange={setSort} popupMatchSelectWidth={false} options={[{ value: 'newest', label: '最新' }, { value: 'due', label: '时限' }]} />
          </div>
          <div className={styles.filters}>
            <Input type="search" size="small" allowClear aria-label="在来报中查找" placeholder="查标题、原话、编号" maxLength={40} prefix={<Symbol name="search" size={14} />} value={words} onChange={(event) => setWords(event.target.value)} />
            <Select<SignalSource | ''> aria-label="来源" size="small" variant="borderless" popupMatchSelectWidth={false} value={source ?? ''} onChange={(next) => setSource(next === '' ? null : next)} options={[{ value: '' as const, label: '全部来源' }, ...(Object.keys(signalSources) as SignalSource[]).map((each) => ({ value: each, label: signalSources[each] }))]} />
          </div>
          {waiting.length > 0 && <Waiting rows={waiting} onShow={() => setFrozen(null)} />}
          {signalsQuery.isPending ? (
            <LoadingState />
          ) : signalsQuery.error !== null && signals.length === 0 ? (
            <ErrorState hint={signalsQuery.error.problem.detail} code={signalsQuery.error.problem.code} onRetry={() => void signalsQuery.refetch()} />
          ) : shown.length === 0 ? (
            <EmptyState
              title={tab === 'todo' ? '没有待办的来报' : '没有这样的来报'}
              hint={filters.length > 0 || searching ? '去掉上面的筛选和查找再看。' : onNew === null ? '有新的来报会自动出现在这里。' : '接到电话按 N 或点“新报”，一分钟填完。'}
            />
          ) : (
            <ol aria-label="来报列表" onMouseEnter={() => setFrozen(shownIds)} onMouseLeave={() => setFrozen(null)}>
              {shown.map((row) => (
                <InboxRowItem
                  key={row.signal.id}
                  row={row}
                  grade={gradeOf(row, desk)}
                  selected={row.signal.id === selectedId}
                  hovered={row.signal.id === hoveredId}
                  fresh={fresh.has(row.signal.id)}
                  onSelect={() => onSelect(row.signal.id)}
                  onHover={(inside) => onHover(inside ? row.signal.id : null)}
                />
              ))}
            </ol>
          )}
          {searching && found.data?.next !== null && found.data?.next !== undefined && <p className={styles.more}>还有更早的，请加词缩小范围。</p>}
        </>
      )}
    </Card>
  )
}

function gradeOf({ signal, under }: InboxRow, desk: Desk): { value: 1 | 2 | 3 | 4; proposed: boolean } | null {
  const incident = under === null && signal.incidentId !== null ? desk.incidents.find((each) => each.id === signal.incidentId) : undefined
  if (incident === undefined) return null
  if (incident.grade !== null) return { value: incident.grade, proposed: false }
  const proposed = incident.proposal?.grade ?? null
  return proposed === null ? null : { value: proposed, proposed: true }
}

function Waiting({ rows, onShow }: { readonly rows: readonly InboxRow[]; readonly onShow: () => void }) {
  const latest = rows[0]?.signal
  return (
    <button type="button" className={styles.waiting} aria-live="polite" onClick={onShow}>
      <Symbol name="bell" size={14} />
      新到 {rows.length} 条{latest !== undefined && `：${latest.title}`}
    </button>
  )
}

/** Signals that arrived while the page was open; what was there at the start is not news. */
function useFresh(signals: readonly SignalView[]): ReadonlySet<string> {
  const first = useRef<ReadonlySet<string> | null>(null)
  if (first.current === null && signals.length > 0) first.current = new Set(signals.map((signal) => signal.id))
  const start = first.current
  return useMemo(() => new Set(start === null ? [] : signals.filter((signal) => !start.has(signal.id)).map((signal) => signal.id)), [signals, start])
}
