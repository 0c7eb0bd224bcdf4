import { useState } from 'react'
import type { Position } from '@fengsui/contract/kernel'
import { DataTable } from '../ui/table/DataTable.tsx'
import type { DataTableProps } from '../ui/table/DataTable.tsx'
import type { MapLayer } from './layers/map-layer.ts'
import { ListAndMap } from './ListAndMap.tsx'

interface TableAndMapProps<R extends object> extends Omit<DataTableProps<R>, 'error' | 'onRetry' | 'hoveredKey' | 'onHover'> {
  /** Where the rows come from: what went wrong while there are none yet, and asking again. */
  readonly source: { readonly error: { readonly problem: { readonly detail: string; readonly code: string } } | null; readonly refetch: () => unknown }
  /** Their items carry the rows' keys as ids. */
  readonly layers: readonly MapLayer[]
  /** Where the map looks to show a row. */
  readonly placeOf: (row: R) => Position | null
  /** Spoken name of the map: "避难场所位置". */
  readonly mapName: string
}

/** A table of records beside the map of the same records: pointing at one marks it in both, opening it in either is the same. */
export function TableAndMap<R extends object>({ source, layers, placeOf, mapName, ...table }: TableAndMapProps<R>) {
  const [hovered, setHovered] = useState<string | null>(null)
  const { rows, rowKey, onOpen } = table
  /** What cannot be opened is marked: a finger does not hover. */
  const select = (key: string): void => {
    const row = rows?.find((each) => rowKey(each) === key)
    if (onOpen === undefined) setHovered(key)
    else if (row !== undefined) onOpen(row)
  }
  const problem = rows === undefined ? source.error?.problem : undefined
  return (
    <ListAndMap
      mapName={mapName}
      layers={layers}
      positions={(rows ?? []).map(placeOf)}
      hovered={hovered}
      onHover={setHovered}
      onSelect={select}
      list={
        <DataTable<R>
          {...table}
          error={problem && { message: problem.detail, code: problem.code }}
          onRetry={() => void source.refetch()}
          hoveredKey={hovered}
          onHover={setHovered}
        />
      }
    />
  )
}
