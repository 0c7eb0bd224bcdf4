/** One row of goods in an order: what, from where, how much. */
export interface GoodsDraft {
  readonly itemId: string | null
  readonly warehouseId: string | null
  readonly quantity: number | null
}

export const emptyGoods: GoodsDraft = { itemId: null, warehouseId: null, quantity: null }

const isEmpty = ({ itemId, warehouseId, quantity }: GoodsDraft): boolean => itemId === null && warehouseId === null && quantity === null

/** What is wrong with each row, in its own words; rows that were never touched are left alone. */
export function checkGoods(lines: readonly GoodsDraft[]): readonly (string | undefined)[] {
  return lines.map((line, index) => {
    if (isEmpty(line)) return undefined
    if (line.itemId === null) return '请选择品种'
    if (line.warehouseId === null) return '请选择从哪个仓库出'
    if (line.quantity === null || line.quantity < 1) return '请填数量'
    return lines.findIndex((other) => other.itemId === line.itemId && other.warehouseId === line.warehouseId) < index ? '同一仓库的同一品种写在一行里' : undefined
  })
}

/** As the command takes them. Call after `checkGoods` found nothing. */
export function toGoods(lines: readonly GoodsDraft[]): { itemId: string; warehouseId: string; quantity: number }[] {
  return lines.flatMap(({ itemId, warehouseId, quantity }) => (itemId === null || warehouseId === null || quantity === null ? [] : [{ itemId, warehouseId, quantity }]))
}
