import { routes } from '@fengsui/contract'
import { feedKinds } from '@fengsui/contract/signals'
import type { FeedView } from '@fengsui/contract/signals'
import { Button } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../../ui/table/DataTable.tsx'
import { FeedDialog } from './FeedDialog.tsx'
import { InnerSources } from './InnerSources.tsx'
import styles from './intake.module.css'

const stateWords = ({ active, state }: FeedView): string => (!active ? '已停用' : state === null || state.fetchedAt === null ? '等待首次抓取' : state.error === null ? '正常' : `连续失败 ${state.failures} 次`)

const columns: readonly TableColumn<FeedView>[] = [
  { key: 'name', title: '信息源', value: ({ name }) => name, required: true, width: 190, render: ({ name, kind }) => <><b>{name}</b> <small className={styles.quiet}>{feedKinds[kind]}</small></> },
  { key: 'url', title: '网址', value: ({ url }) => url, render: ({ url }) => <span className={styles.url} title={url}>{url}</span> },
  { key: 'keywords', title: '关键词', value: ({ keywordsAny, keywordsNone }) => [...keywordsAny, ...keywordsNone.map((each) => `不含${each}`)].join('、') || '全部收取', width: 180 },
  { key: 'place', title: '归属', value: ({ placeName }) => placeName, width: 110 },
  {
    key: 'state', title: '抓取', value: stateWords, width: 230,
    render: (feed) => (
      <div className={styles.state}>
        {feed.active ? <VerificationMark shape={feed.state?.fetchedAt === null || feed.state === null ? 'ring' : feed.state.error === null ? 'disc' : 'cross'} word={stateWords(feed)} /> : <Tag>已停用</Tag>}
        {feed.active && feed.state?.error !== null && feed.state?.error !== undefined && <small>{feed.state.error}</small>}
      </div>
    ),
  },
  { key: 'fetched', title: '上次', value: ({ state }) => (state?.fetchedAt === null || state === null ? '' : monthDayTime(state.fetchedAt)), width: 92 },
  { key: 'next', title: '下次', value: ({ active, state }) => (!active || state === null ? '' : monthDayTime(state.nextAt)), width: 92 },
  { key: 'taken', title: '成为来报', value: ({ state }) => state?.itemsTaken ?? 0, align: 'right', width: 84 },
]
const filters: readonly TableFilter<FeedView>[] = [
  { key: 'failing', label: '抓取失败', passes: ({ active, state }) => active && state?.error !== null && state?.error !== undefined },
  { key: 'off', label: '已停用', passes: ({ active }) => !active },
]

/** Web sources with how their last fetch went, and the inner addresses an administrator allowed. */
export function FeedsTab() {
  const mayAllow = useCan('account:manage')
  const [editing, setEditing] = useState<FeedView | 'new' | null>(null)
  const feeds = useRoute(routes.listFeeds, {}, { touches: ['media-feed'], refetchInterval: 30_000 })
  return (
    <div className={styles.page}>
      <div className={styles.fill}>
        {feeds.data?.fetching === false && <p className={styles.tip}>回放中不连外网，这里只看登记情况。</p>}
        <DataTable<FeedView>
          name="信息源"
          columns={columns}
          rows={feeds.data?.items}
          rowKey={({ id }) => id}
          filters={filters}
          emptyTitle="还没有信息源"
          emptyHint="把上级网站、本地媒体的订阅地址登记进来，含关键词的条目会自动成为“媒体”来报。"
          error={feeds.data === undefined && feeds.error !== null ? { message: feeds.error.problem.detail, code: feeds.error.problem.code } : undefined}
          onRetry={() => void feeds.refetch()}
          onOpen={setEditing}
          tools={
            <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setEditing('new')}>
              新增信息源
            </Button>
          }
        />
      </div>
      {mayAllow && <InnerSources />}
      {editing !== null && <FeedDialog feed={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  )
}
