import { routes } from '@fengsui/contract'
import { Button, InputNumber, Select } from 'antd'
import { useRoute } from '../../lib/use-route.ts'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { amountText } from './dispatch-words.ts'
import { emptyGoods } from './goods-lines.ts'
import type { GoodsDraft } from './goods-lines.ts'
import styles from './dispatch.module.css'

type Items = readonly { readonly id: string; readonly name: string; readonly unit: string }[]

interface GoodsEditorProps {
  readonly id: string
  readonly lines: readonly GoodsDraft[]
  readonly errors: readonly (string | undefined)[]
  readonly items: Items
  readonly onChange: (lines: readonly GoodsDraft[]) => void
}

const mostLines = 60

/** Goods of a direct order, row by row: what, from which warehouse, how much. Lots are picked by the ledger, earliest expiry first. */
export function GoodsEditor({ id, lines, errors, items, onChange }: GoodsEditorProps) {
  const set = (index: number, some: Partial<GoodsDraft>): void => onChange(lines.map((line, each) => (each === index ? { ...line, ...some } : line)))
  return (
    <fieldset className={styles.lineEditor} id={id}>
      <legend>物资</legend>
      {lines.map((line, index) => (
        <GoodsRow key={index} index={index} line={line} error={errors[index]} errorId={`${id}-${index}-problem`} items={items} onChange={(some) => set(index, some)} onRemove={() => onChange(lines.filter((_, each) => each !== index))} />
      ))}
      <Button size="small" disabled={lines.length >= mostLines} icon={<Symbol name="plus" size={14} />} onClick={() => onChange([...lines, emptyGoods])}>
        加一种物资
      </Button>
    </fieldset>
  )
}

interface GoodsRowProps {
  readonly index: number
  readonly line: GoodsDraft
  readonly error: string | undefined
  readonly errorId: string
  readonly items: Items
  readonly onChange: (some: Partial<GoodsDraft>) => void
  readonly onRemove: () => void
}

function GoodsRow({ index, line, error, errorId, items, onChange, onRemove }: GoodsRowProps) {
  const stock = useRoute(routes.listItemStock, { params: { itemId: line.itemId ?? '' } }, { touches: ['lot', 'warehouse'], enabled: line.itemId !== null })
  const unit = items.find((item) => item.id === line.itemId)?.unit ?? ''
  // While another item's answer is still shown it must not be chosen from.
  const warehouses = line.itemId === null || stock.isPlaceholderData ? [] : (stock.data?.items ?? [])
  const chosen = warehouses.find(({ warehouseId }) => warehouseId === line.warehouseId)
  const row = `第 ${index + 1} 种`
  return (
    <div className={styles.goodsRow}>
      <Select aria-label={`${row}物资`} placeholder="物资品种" showSearch={{ optionFilterProp: 'label' }} value={line.itemId} options={items.map((item) => ({ value: item.id, label: item.name }))} notFoundContent="物资目录里没有这个品种" onChange={(itemId) => onChange({ itemId, warehouseId: null })} />
      <Select
        aria-label={`${row}仓库`}
        placeholder="从哪个仓库出"
        disabled={line.itemId === null}
        loading={stock.isFetching && warehouses.length === 0}
        value={line.warehouseId}
        options={warehouses.map((each) => ({ value: each.warehouseId, label: `${each.warehouseName}（${each.placeName}，可调 ${amountText(each.available, unit)}${each.firstExpiresOn === null ? '' : `，最早 ${each.firstExpiresOn} 到期`}）` }))}
        notFoundContent={stock.error === null ? '辖区内没有可调的，请向上级申请' : stock.error.problem.detail}
        onChange={(warehouseId) => onChange({ warehouseId })}
      />
      <InputNumber aria-label={`${row}数量`} placeholder="数量" value={line.quantity} min={1} {...(chosen === undefined ? {} : { max: chosen.available })} precision={0} suffix={unit} inputMode="numeric" onChange={(quantity) => onChange({ quantity })} />
      <Button aria-label={`去掉${row}`} icon={<Symbol name="close" size={14} />} onClick={onRemove} />
      <FieldError id={errorId} message={error} />
    </div>
  )
}
