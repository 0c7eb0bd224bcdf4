import { routes } from '@fengsui/contract'
import type { StockMoveView } from '@fengsui/contract/stockpile'
import { Button } from 'antd'
import { useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { absoluteTime, monthDayTime } from '../../ui/clocks/time-text.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { PapersDialog } from './PapersDialog.tsx'
import { moveName } from './stock-words.ts'
import styles from './stockpile.module.css'
import { TraceDrawer } from './TraceDrawer.tsx'

const waitsForPapers = ({ papersDueAt, papersAt }: StockMoveView): boolean => papersDueAt !== null && papersAt === null
const papersWords = (move: StockMoveView): string => (move.papersDueAt === null ? '' : move.papersAt !== null ? '已补' : move.papersOverdueAt !== null ? '逾期未补' : `待补，截至 ${monthDayTime(move.papersDueAt)}`)

const columns: readonly TableColumn<StockMoveView>[] = [
  { key: 'at', title: '时间', width: 104, value: ({ movedAt }) => movedAt, words: ({ movedAt }) => absoluteTime(movedAt), render: ({ movedAt }) => monthDayTime(movedAt) },
  { key: 'number', title: '台账号', width: 176, value: ({ number }) => number, required: true },
  { key: 'kind', title: '类别', width: 76, value: moveName },
  { key: 'item', title: '品种', width: 140, value: ({ itemName }) => itemName, render: ({ itemName }) => <b>{itemName}</b> },
  { key: 'quantity', title: '数量', width: 110, align: 'right', value: ({ quantity }) => quantity, render: ({ quantity, unit }) => `${quantity.toLocaleString('zh-CN')} ${unit}` },
  { key: 'papers', title: '手续', width: 140, value: papersWords, render: (move) => (waitsForPapers(move) && move.papersDueAt !== null ? <Countdown name="补手续" startedAt={move.movedAt} dueAt={move.papersDueAt} rule={{ text: '先调后补：电话调用的，24 小时内补办出库手续' }} /> : <span className={styles.note}>{papersWords(move)}</span>) },
  { key: 'from', title: '自', width: 190, value: ({ fromName }) => fromName },
  { key: 'to', title: '至', width: 190, value: ({ toName }) => toName },
  { key: 'lot', title: '批号', width: 190, value: ({ lotNumber }) => lotNumber, hiddenAtFirst: true },
  { key: 'warehouse', title: '仓库', width: 170, value: ({ warehouseName }) => warehouseName, hiddenAtFirst: true },
  { key: 'document', title: '单号', width: 104, value: ({ document }) => document },
  { key: 'note', title: '说明', width: 180, value: ({ note }) => note, hiddenAtFirst: true },
]
const filters: readonly TableFilter<StockMoveView>[] = [
  { key: 'papers', label: '待补手续', passes: waitsForPapers },
  { key: 'issue', label: '出库', passes: ({ kind }) => kind === 'issue' },
  { key: 'receive', label: '入库', passes: ({ kind }) => kind === 'receive' || kind === 'opening' },
  { key: 'loss', label: '报废与盈亏', passes: ({ kind }) => kind === 'scrap' || kind === 'adjust' },
]
const idOf = ({ id }: StockMoveView): string => id

/** The ledger, newest first; lines that wait for papers get them here. A line opens the trace of its lot: an emptied lot stands in no other list. */
export function MovesTable({ warehouseId }: { readonly warehouseId?: string | undefined }) {
  const mayEdit = useMay('stock:edit')
  const [papers, setPapers] = useState<readonly StockMoveView[] | null>(null)
  const [traced, setTraced] = useState<StockMoveView | null>(null)
  const moves = useAllPages(routes.listStockMoves, { warehouseId }, { touches: ['stock-move'] })
  const actions = (selected: readonly StockMoveView[]) => {
    const waiting = selected.filter(waitsForPapers)
    return (
      <Button size="small" type="primary" disabled={waiting.length === 0} title={waiting.length === 0 ? '所选台账不用补手续' : undefined} onClick={() => setPapers(waiting)}>
        补手续 {waiting.length} 笔
      </Button>
    )
  }
  return (
    <>
      <DataTable<StockMoveView>
        name="物资台账"
        columns={columns}
        rows={moves.data}
        rowKey={idOf}
        filters={filters}
        emptyTitle="还没有台账"
        emptyHint="入库后就有第一笔。"
        error={moves.data === undefined && moves.error !== null ? { message: moves.error.problem.detail, code: moves.error.problem.code } : undefined}
        onRetry={() => void moves.refetch()}
        onOpen={setTraced}
        {...(mayEdit ? { selectionActions: actions } : {})}
      />
      {traced !== null && <TraceDrawer lot={{ id: traced.lotId, itemName: traced.itemName, number: traced.lotNumber, unit: traced.unit }} onClose={() => setTraced(null)} />}
      {papers !== null && <PapersDialog moves={papers} onClose={() => setPapers(null)} />}
    </>
  )
}
