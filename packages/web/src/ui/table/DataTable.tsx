import { Button, Input, Table } from 'antd'
import type { ColumnType } from 'antd/es/table'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Key, KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterChips } from '../layout/FilterChips.tsx'
import { EmptyState, ErrorState, LoadingState } from '../states/PageStates.tsx'
import { Symbol } from '../symbols/Symbol.tsx'
import { useElementSize } from '../use-element-size.ts'
import { ColumnChoice } from './ColumnChoice.tsx'
import { csvText, saveTextFile } from './csv.ts'
import { findShownRows } from './shown-rows.ts'
import type { SortChoice, ValueColumn } from './shown-rows.ts'
import styles from './table.module.css'

/** A column: `value` (or `words`) is searched, sorted and exported, `render` only looks nicer. */
export interface TableColumn<R> extends ValueColumn<R> {
  readonly title: string
  readonly render?: (row: R) => ReactNode
  /** Pixels; needed for even columns in long tables. */
  readonly width?: number
  readonly align?: 'left' | 'right'
  readonly sortable?: boolean
  /** Cannot be hidden. */
  readonly required?: boolean
  readonly hiddenAtFirst?: boolean
}

/** A filter chip of the table. */
export interface TableFilter<R> {
  readonly key: string
  readonly label: string
  readonly passes: (row: R) => boolean
}

export interface DataTableProps<R> {
  /** Spoken name and file name of the export: "事件清单". */
  readonly name: string
  readonly columns: readonly TableColumn<R>[]
  /** `undefined` while loading. */
  readonly rows: readonly R[] | undefined
  readonly rowKey: (row: R) => string
  readonly filters?: readonly TableFilter<R>[]
  /** Buttons for the selected rows; without them rows cannot be selected. */
  readonly selectionActions?: (selected: readonly R[], clear: () => void) => ReactNode
  /** In the tool line: "新建" and the like. */
  readonly tools?: ReactNode
  /** What to do when there is nothing at all. */
  readonly emptyHint: ReactNode
  readonly emptyTitle?: string
  readonly error?: { readonly message: string; readonly code?: string | undefined } | undefined
  readonly onRetry?: (() => void) | undefined
  readonly onOpen?: ((row: R) => void) | undefined
  /** Links list and map. */
  readonly hoveredKey?: string | null
  readonly onHover?: ((key: string | null) => void) | undefined
}

/** Above this many rows only the visible ones are in the document. */
const virtualFrom = 200
/** Head of the antd table at small size, pixels. */
const headHeight = 33
const standardWidth = 120
/** Height of the rows of a long table before its room is measured, pixels. */
const firstHeight = 400
const selectionWidth = 40
const noFilters: readonly never[] = []

const focusSibling = (event: KeyboardEvent<HTMLElement>, step: 1 | -1): void => {
  const next = step === 1 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
  if (next instanceof HTMLElement && next.tabIndex === 0) {
    event.preventDefault()
    next.focus()
  }
}

/** The one table of the desk: search, chips, columns, sort, selection, keyboard, export of exactly what is shown. */
export function DataTable<R extends object>(props: DataTableProps<R>) {
  const { rows, error } = props
  if (error !== undefined) return <ErrorState hint={error.message} code={error.code} onRetry={props.onRetry} />
  if (rows === undefined) return <LoadingState />
  // A part of its own, so that the room for the rows is measured when they first stand on the page.
  return <LoadedTable {...props} rows={rows} />
}

function LoadedTable<R extends object>(props: DataTableProps<R> & { readonly rows: readonly R[] }) {
  const { name, columns, rows, rowKey, filters = noFilters, selectionActions, tools, onOpen, hoveredKey, onHover } = props
  const { t } = useTranslation('ui')
  const hiddenAtFirst = useMemo(() => new Set(columns.filter((c) => c.hiddenAtFirst === true).map((c) => c.key)), [columns])
  const [search, setSearch] = useState('')
  const [pressed, setPressed] = useState<readonly string[]>([])
  const [sort, setSort] = useState<SortChoice | null>(null)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(hiddenAtFirst)
  const [selected, setSelected] = useState<readonly string[]>([])
  const body = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(body)

  // Typing stays fluent in 100,000 rows because the list may follow a moment later.
  const searched = useDeferredValue(search)
  const visibleColumns = useMemo(() => columns.filter(({ key }) => !hidden.has(key)), [columns, hidden])
  const shown = useMemo(
    () =>
      findShownRows(
        rows,
        visibleColumns,
        searched,
        filters.filter(({ key }) => pressed.includes(key)).map(({ passes }) => passes),
        sort,
      ),
    [rows, visibleColumns, searched, filters, pressed, sort],
  )
  const chips = useMemo(
    () => filters.map(({ key, label, passes }) => ({ key, label, count: rows.filter(passes).length })),
    [filters, rows],
  )
  const virtual = shown.length > virtualFrom
  const clearSelection = (): void => setSelected([])
  const clearFilters = (): void => {
    setSearch('')
    setPressed([])
  }
  const exportShown = (): void =>
    saveTextFile(
      `${name}.csv`,
      csvText(
        visibleColumns.map(({ title }) => title),
        shown.map((row) => visibleColumns.map(({ value, words = value }) => words(row))),
      ),
    )

  const tableColumns: ColumnType<R>[] = visibleColumns.map((column) => ({
    key: column.key,
    title: column.title,
    ...(column.width !== undefined ? { width: column.width } : virtual ? { width: standardWidth } : {}),
    align: column.align ?? 'left',
    sorter: column.sortable !== false,
    sortOrder: sort?.key === column.key ? sort.order : null,
    render: (_: unknown, row: R) => column.render?.(row) ?? (column.words ?? column.value)(row),
  }))
  const columnsWidth = visibleColumns.reduce((sum, column) => sum + (column.width ?? standardWidth), selectionActions === undefined ? 0 : selectionWidth)
  const scrollWidth = Math.max(columnsWidth, width)
  const selectedRows = useMemo(() => {
    const keys = new Set(selected)
    return rows.filter((row) => keys.has(rowKey(row)))
  }, [rows, rowKey, selected])

  const total = rows.length
  return (
    <div className={styles.frame}>
      <div className={styles.tools}>
        <Input
          className={styles.search ?? ''}
          size="small"
          allowClear
          value={search}
          placeholder={t('table.search')}
          aria-label={t('table.search')}
          prefix={<Symbol name="search" size={14} />}
          onChange={(event) => setSearch(event.target.value)}
        />
        {chips.length > 0 && <FilterChips items={chips} value={pressed} onChange={setPressed} label={name} />}
        <div className={styles.right}>
          <span className={styles.count} aria-live="polite">
            {shown.length === total ? t('table.count', { count: total }) : t('table.countFiltered', { count: shown.length, total })}
          </span>
          {tools}
          <ColumnChoice columns={columns} hidden={hidden} onChange={setHidden} onReset={() => setHidden(hiddenAtFirst)} />
          <Button size="small" icon={<Symbol name="download" size={14} />} disabled={shown.length === 0} onClick={exportShown}>
            {t('table.export')}
          </Button>
        </div>
      </div>
      {selectionActions !== undefined && selectedRows.length > 0 && (
        <div className={styles.selection}>
          <b>{t('table.selected', { count: selectedRows.length })}</b>
          {selectionActions(selectedRows, clearSelection)}
          <Button size="small" type="text" onClick={clearSelection}>
            {t('table.clearSelection')}
          </Button>
        </div>
      )}
      <div className={styles.body} ref={body}>
        {total === 0 ? (
          <EmptyState {...(props.emptyTitle === undefined ? {} : { title: props.emptyTitle })} hint={props.emptyHint} />
        ) : shown.length === 0 ? (
          <EmptyState
            symbol="search"
            title={t('table.nothingMatches')}
            hint={t('table.nothingMatchesHint')}
            action={<Button onClick={clearFilters}>{t('table.clearFilters')}</Button>}
          />
        ) : (
          <Table<R>
            size="small"
            aria-label={name}
            columns={tableColumns}
            dataSource={shown}
            rowKey={rowKey}
            pagination={false}
            showSorterTooltip={false}
            virtual={virtual}
            scroll={{ x: virtual ? scrollWidth : 'max-content', ...(height > headHeight ? { y: height - headHeight } : virtual ? { y: firstHeight } : {}) }}
            rowClassName={(row) => [onOpen === undefined ? '' : styles.openable, rowKey(row) === hoveredKey ? styles.hovered : ''].join(' ')}
            {...(selectionActions === undefined
              ? {}
              : { rowSelection: { columnWidth: selectionWidth, selectedRowKeys: [...selected], onChange: (keys: Key[]) => setSelected(keys.map(String)) } })}
            onChange={(_pages, _filters, sorter) => {
              const choice = Array.isArray(sorter) ? sorter[0] : sorter
              setSort(choice?.order && choice.columnKey !== undefined ? { key: String(choice.columnKey), order: choice.order } : null)
            }}
            onRow={(row) => ({
              tabIndex: 0,
              onClick: () => onOpen?.(row),
              onMouseEnter: () => onHover?.(rowKey(row)),
              onMouseLeave: () => onHover?.(null),
              onKeyDown: (event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row)
                else if (event.key === 'ArrowDown') focusSibling(event, 1)
                else if (event.key === 'ArrowUp') focusSibling(event, -1)
              },
            })}
          />
        )}
      </div>
    </div>
  )
}
