import { routes } from '@fengsui/contract'
import type { AuditItem } from '@fengsui/contract/access'
import { Select } from 'antd'
import { useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { absoluteTime } from '../../ui/clocks/time-text.ts'
import { useNow } from '../../ui/now-context.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn } from '../../ui/table/DataTable.tsx'
import styles from './access.module.css'

const columns: readonly TableColumn<AuditItem>[] = [
  { key: 'at', title: '时间', value: ({ at }) => at, words: ({ at }) => absoluteTime(at), required: true, width: 176, render: ({ at }) => <RelativeTime at={at} /> },
  { key: 'words', title: '事项', value: ({ words }) => words, required: true, width: 144, render: ({ words }) => <b>{words}</b> },
  { key: 'username', title: '账号', value: ({ username }) => username, width: 160 },
  { key: 'by', title: '办理人', value: ({ byName }) => byName ?? '', width: 136 },
  { key: 'address', title: '来源地址', value: ({ address }) => address ?? '', width: 136 },
  { key: 'detail', title: '说明', value: ({ detail }) => detail ?? '', width: 160 },
  { key: 'source', title: '出处', value: ({ source, position }) => (source === 'journal' ? `日志链第 ${position ?? ''} 条` : '登录日志'), width: 144 },
]
const kinds = [{ value: 'all', label: '全部事项' }, { value: 'sign-in', label: '登录、退出' }, { value: 'failed', label: '失败、锁定' }, { value: 'change', label: '账号变动' }] as const
const spans = [{ value: 1, label: '近一天' }, { value: 7, label: '近七天' }, { value: 30, label: '近三十天' }, { value: 366, label: '近一年' }]
const dayMs = 24 * 3_600_000
const everyMs = 60_000

/** Who signed in, failed, was changed by whom: by kind, account and time; exported as shown, with formulas made harmless. */
export function AuditTab() {
  const now = useNow()
  const [kind, setKind] = useState<(typeof kinds)[number]['value']>('all')
  const [days, setDays] = useState(7)
  const [accountId, setAccountId] = useState<string | undefined>(undefined)
  const accounts = useAllPages(routes.listAccounts, {}, { touches: ['account'] })
  // To the hour, so that the question stays the same while one looks.
  const from = new Date(Math.floor(now / 3_600_000) * 3_600_000 - days * dayMs).toISOString()
  const audit = useAllPages(routes.listAudit, { kind, from, accountId }, { touches: ['account', 'delegation'], refetchInterval: everyMs })
  return (
    <DataTable
      name="账号审计"
      columns={columns}
      rows={audit.data}
      rowKey={({ source, id }) => `${source} ${id}`}
      emptyTitle="这段时间没有记录"
      emptyHint="换一个时间段、事项或账号。"
      error={audit.data === undefined && audit.error !== null ? { message: audit.error.problem.detail, code: audit.error.problem.code } : undefined}
      onRetry={() => void audit.refetch()}
      tools={
        <span className={styles.auditTools}>
          <Select size="small" aria-label="事项" value={kind} options={[...kinds]} onChange={setKind} />
          <Select size="small" aria-label="时间" value={days} options={spans} onChange={setDays} />
          <Select
            size="small"
            aria-label="账号"
            allowClear
            placeholder="全部账号"
            showSearch={{ optionFilterProp: 'label' }}
            value={accountId ?? null}
            options={(accounts.data ?? []).map(({ id, username, displayName }) => ({ value: id, label: displayName === username ? username : `${displayName}（${username}）` }))}
            onChange={(id: string | null | undefined) => setAccountId(id ?? undefined)}
          />
        </span>
      }
    />
  )
}
