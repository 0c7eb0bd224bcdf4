import { countKinds, type CountKind, type CountView } from '@fengsui/contract/evacuation'
import { Table } from 'antd'
import type { ColumnsType } from 'antd/es/table'
import { useMemo } from 'react'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { buildCountTree, differenceWords, listNodes, movedOf, type CountNode } from './count-tree.ts'
import styles from './evacuation.module.css'

const countKindKeys = Object.keys(countKinds) as CountKind[]
type Row = Omit<CountNode, 'children'> & { readonly children?: readonly Row[]; readonly node: CountNode }

const toRow = (node: CountNode): Row => ({ ...node, node, ...(node.children.length === 0 ? { children: undefined } : { children: node.children.map(toRow) }) }) as Row
const figure = (kind: CountKind, field: 'planned' | 'refused' | 'followedUp') => (_: unknown, row: Row) => row.counts[kind]?.[field].toLocaleString('zh-CN') ?? <span className={styles.quiet}>—</span>

function movedCell(kind: CountKind) {
  return (_: unknown, row: Row) => {
    const moved = movedOf(row.node, kind)
    if (moved === null) return <span className={styles.quiet}>—</span>
    const difference = differenceWords(row.differences[kind])
    return (
      <span className={styles.moved} title={row.counts[kind] === undefined ? '本级未报，为下级合计' : undefined}>
        <b>{moved.toLocaleString('zh-CN')}</b>
        {row.counts[kind] === undefined && <small>下级合计</small>}
        {difference !== null && <small>{difference}</small>}
      </span>
    )
  }
}

function newest(row: Row): CountView | undefined {
  return Object.values(row.counts).sort((a, b) => b.asOf.localeCompare(a.asOf))[0]
}

const columns: ColumnsType<Row> = [
  { key: 'name', title: '地区', dataIndex: 'name', width: 168, fixed: 'left' },
  {
    key: 'avoidance', title: countKinds.avoidance,
    children: [
      { key: 'planned', title: '应转移', align: 'right', width: 84, render: figure('avoidance', 'planned') },
      { key: 'moved', title: '已转移', align: 'right', width: 148, render: movedCell('avoidance') },
      { key: 'refused', title: '拒绝', align: 'right', width: 72, render: figure('avoidance', 'refused') },
      { key: 'followed', title: '已上门', align: 'right', width: 72, render: figure('avoidance', 'followedUp') },
    ],
  },
  {
    key: 'resettlement', title: countKinds.resettlement,
    children: [
      { key: 'planned', title: '应安置', align: 'right', width: 84, render: figure('resettlement', 'planned') },
      { key: 'moved', title: '已安置', align: 'right', width: 112, render: movedCell('resettlement') },
    ],
  },
  {
    key: 'vessels', title: countKinds.vessels,
    children: [
      { key: 'planned', title: '应回港', align: 'right', width: 84, render: figure('vessels', 'planned') },
      { key: 'moved', title: '已回港', align: 'right', width: 112, render: movedCell('vessels') },
      { key: 'refused', title: '失联', align: 'right', width: 72, render: figure('vessels', 'refused') },
    ],
  },
  {
    key: 'asOf', title: '数据时点', width: 150,
    render: (_, row) => {
      const count = newest(row)
      return count === undefined ? null : (
        <span className={styles.moved}>
          <RelativeTime at={count.asOf} show="time" />
          <small title={count.byUnitName}>{count.byUnitName}</small>
        </span>
      )
    },
  },
]

/** What each place stated, as a tree of places with the kinds in columns of their own. */
export function CountTree({ counts }: { readonly counts: readonly CountView[] }) {
  const narrow = useNarrow()
  const nodes = useMemo(() => buildCountTree(counts), [counts])
  const rows = useMemo(() => nodes.map(toRow), [nodes])
  // One level is open, so that a city sees its counties; the towns are a press away.
  const firstOpen = useMemo(() => rows.map((row) => row.code), [rows])
  if (rows.length === 0) return <EmptyState symbol="users" title="还没有上报转移安置数" hint="乡镇、县、市各报各的最新数；上级报的数不与下级相加，差额单独列出。" />
  if (narrow) return <CountCards nodes={nodes} />
  return <Table<Row> size="small" aria-label="分地区转移安置数" columns={columns} dataSource={rows} rowKey="code" pagination={false} expandable={{ defaultExpandedRowKeys: firstOpen }} scroll={{ x: 'max-content' }} />
}

/** The tree on a phone: every place with what it stated, kind by kind, smaller places set in. */
function CountCards({ nodes }: { readonly nodes: readonly CountNode[] }) {
  return (
    <ul className={styles.countCards}>
      {listNodes(nodes).map(({ node, depth }) => (
        <li key={node.code} style={{ paddingInlineStart: 12 + Math.min(depth, 3) * 12 }}>
          <b>{node.name}</b>
          {countKindKeys.map((kind) => {
            const moved = movedOf(node, kind)
            if (moved === null) return null
            const own = node.counts[kind]
            const difference = differenceWords(node.differences[kind])
            return (
              <p key={kind}>
                <span>{countKinds[kind]}</span>
                <b>{moved.toLocaleString('zh-CN')}</b>
                <small>
                  {own === undefined ? '下级合计' : `/ ${own.planned.toLocaleString('zh-CN')}${own.refused > 0 ? `，${kind === 'vessels' ? '失联' : '拒绝'} ${own.refused.toLocaleString('zh-CN')}` : ''}`}
                  {difference !== null && `，${difference}`}
                </small>
              </p>
            )
          })}
        </li>
      ))}
    </ul>
  )
}
