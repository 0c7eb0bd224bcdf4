import { routes } from '@fengsui/contract'
import { callKinds, callStatusNames, type CallView } from '@fengsui/contract/notifications'
import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable, type TableColumn } from '../../ui/table/DataTable.tsx'
import { AnswerBar } from './AnswerBar.tsx'
import { answeredPercent } from './call-words.ts'
import styles from './calls.module.css'
import { ChannelList } from './ChannelList.tsx'
import { MakeCallDialog } from './MakeCallDialog.tsx'

const columns: readonly TableColumn<CallView>[] = [
  { key: 'number', title: '编号', value: (call) => call.number, width: 176, required: true },
  { key: 'title', title: '内容', value: (call) => call.title, width: 260, required: true, render: (call) => <span className={styles.title}><b>{call.title}</b><small>{call.audienceName}</small></span> },
  { key: 'kind', title: '种类', value: (call) => callKinds[call.kind], width: 88, hiddenAtFirst: true },
  { key: 'answered', title: '应答', value: (call) => answeredPercent(call.counts), width: 180, render: (call) => <AnswerBar counts={call.counts} /> },
  { key: 'open', title: '未应答', value: (call) => call.counts.total - call.counts.answered, width: 84, align: 'right' },
  { key: 'status', title: '状态', value: (call) => callStatusNames[call.status], width: 96, render: (call) => <Tag tone={call.status === 'running' ? 'accent' : 'quiet'}>{callStatusNames[call.status]}</Tag> },
  { key: 'calledAt', title: '发起', value: (call) => call.calledAt, words: (call) => monthDayTime(call.calledAt), width: 110, render: (call) => monthDayTime(call.calledAt) },
  { key: 'by', title: '发起单位', value: (call) => call.byUnitName, width: 150, hiddenAtFirst: true },
]
const rowKey = (call: CallView): string => call.id
const emptyHint = '一键调度指挥部成员单位、点名各乡镇、叫应各村信息员，谁应了、谁没应都在这里。'

/** Calls of the jurisdiction, and whether the channels work that they go by. */
export function CallsPage() {
  const go = useGo()
  const narrow = useNarrow()
  const mayMake = useMay('call:make')
  const [status, setStatus] = useState<'running' | 'all'>('all')
  const [making, setMaking] = useState(false)
  const calls = useAllPages(routes.listCalls, { status }, { touches: ['call', 'call-recipient', 'notification'] })
  const error = calls.error !== null && calls.data === undefined ? { message: calls.error.message, code: calls.error.problem.code } : undefined
  const open = (call: CallView): void => go(paths.call(call.id))
  const make = mayMake ? (
    <Button type="primary" size={narrow ? 'large' : 'small'} icon={<Symbol name="source-phoneCall" size={14} />} onClick={() => setMaking(true)}>
      发起叫应
    </Button>
  ) : undefined
  return (
    <div className={styles.page}>
      <Card title="叫应" count={calls.data === undefined ? undefined : `${calls.data.length} 次`} head={<div className={styles.scope}><TabStrip label="范围" items={[{ key: 'all', label: '全部' }, { key: 'running', label: '进行中' }]} value={status} onChange={setStatus} /></div>} extra={make}>
        {narrow ? (
          <CallCards calls={calls.data} error={error} onRetry={() => void calls.refetch()} onOpen={open} />
        ) : (
          <DataTable<CallView> name="叫应清单" columns={columns} rows={calls.data} rowKey={rowKey} emptyTitle={status === 'running' ? '没有进行中的叫应' : '还没有叫应'} emptyHint={emptyHint} error={error} onRetry={() => void calls.refetch()} onOpen={open} />
        )}
      </Card>
      <Card title="通道" padded>
        <ChannelList />
      </Card>
      {making && <MakeCallDialog onClose={() => setMaking(false)} onMade={open} />}
    </div>
  )
}

interface CallCardsProps {
  readonly calls: readonly CallView[] | undefined
  readonly error: { readonly message: string; readonly code: string } | undefined
  readonly onRetry: () => void
  readonly onOpen: (call: CallView) => void
}

/** The list on a phone. */
function CallCards({ calls, error, onRetry, onOpen }: CallCardsProps) {
  if (error !== undefined) return <ErrorState hint={error.message} code={error.code} onRetry={onRetry} />
  if (calls === undefined) return <LoadingState />
  if (calls.length === 0) return <EmptyState symbol="source-phoneCall" title="还没有叫应" hint={emptyHint} />
  return (
    <ul className={styles.cards}>
      {calls.map((call) => (
        <li key={call.id}>
          <button type="button" onClick={() => onOpen(call)}>
            <span className={styles.cardLine}>
              <Tag tone={call.status === 'running' ? 'accent' : 'quiet'}>{callStatusNames[call.status]}</Tag>
              {callKinds[call.kind]}
              <time dateTime={call.calledAt}>{monthDayTime(call.calledAt)}</time>
            </span>
            <b>{call.title}</b>
            <small>{call.audienceName}</small>
            <AnswerBar counts={call.counts} />
          </button>
        </li>
      ))}
    </ul>
  )
}
