import { routes } from '@fengsui/contract'
import type { IncidentView } from '@fengsui/contract/incidents'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { ApiProblem, callRoute } from '../../lib/api.ts'
import { useApiBase } from '../../lib/api-base.tsx'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { boundsAround, boundsOf } from '../../map/geometry/bounds.ts'
import { MapView } from '../../map/MapView.tsx'
import { placeTyphoons, typhoonType } from '../../map/situation/typhoon-eye.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { IncidentCards } from './list/IncidentCards.tsx'
import { incidentColumns, incidentFilters } from './list/incident-columns.tsx'
import styles from './list/list.module.css'
import { RegisterIncidentDialog } from './list/RegisterIncidentDialog.tsx'
import { buildIncidentMapLayers } from './workspace/incident-layers.ts'

const pageSize = 500
const rowKey = (incident: IncidentView): string => incident.id

/** Every incident of the jurisdiction beside the map; pointing at one marks it in both. */
export function IncidentListPage() {
  const go = useGo()
  const narrow = useNarrow()
  const mayRegister = useCan('incident:edit')
  const [status, setStatus] = useState<'open' | 'all'>('open')
  const [hovered, setHovered] = useState<string | null>(null)
  const [registering, setRegistering] = useState(false)
  const incidents = useRoute(routes.listIncidents, { query: { status, limit: pageSize } }, { touches: ['incident', 'clock', 'task', 'response'] })
  const older = useOlderIncidents(status, incidents.data?.next ?? null)
  const typhoon = useRoute(routes.listTyphoonFixes, {}, { touches: ['typhoon-fix'] })
  const minute = Math.floor(useNow() / 60_000) * 60_000
  const rows = useMemo(() => (incidents.data === undefined ? undefined : [...incidents.data.items, ...older.items]), [incidents.data, older.items])
  const open = (incident: IncidentView): void => go(paths.incident(incident.id))

  const layers = useMemo(() => buildIncidentMapLayers({ incidents: rows ?? [], signals: [], fixes: typhoon.data?.items ?? [] }, minute), [rows, typhoon.data, minute])
  // A typhoon crosses an ocean: with anything else on the list it is that which the map shows first.
  const here = useMemo(() => (rows ?? []).filter(({ typeCode }, _, all) => typeCode !== typhoonType || all.every((other) => other.typeCode === typhoonType)), [rows])
  const placed = JSON.stringify(placeTyphoons(here, typhoon.data?.items ?? [], minute).flatMap(({ position }) => position ?? []))
  const bounds = useMemo(() => {
    const positions = JSON.parse(placed) as { longitude: number; latitude: number }[]
    return boundsOf(positions.flatMap((position) => {
      const box = boundsAround(position, 25_000)
      return [{ longitude: box.west, latitude: box.south }, { longitude: box.east, latitude: box.north }]
    }))
  }, [placed])

  const tabs = <TabStrip label="范围" items={[{ key: 'open', label: '未结束' }, { key: 'all', label: '全部' }]} value={status} onChange={setStatus} />
  const register = mayRegister ? (
    <Button type="primary" size={narrow ? 'large' : 'small'} icon={<Symbol name="plus" size={14} />} onClick={() => setRegistering(true)}>
      直接立项
    </Button>
  ) : undefined
  const map = (
    <MapView
      layers={layers}
      bounds={bounds}
      hovered={hovered === null ? null : { layerId: 'incidents', itemId: hovered }}
      onHover={(item) => setHovered(item?.layerId === 'incidents' ? item.itemId : null)}
      onSelect={(item) => item?.layerId === 'incidents' && go(paths.incident(item.itemId))}
    />
  )
  const emptyHint = '接报核实属实后会立为事件；台风过程等没有来报的，用“直接立项”。'
  const error = incidents.error !== null && rows === undefined ? { message: incidents.error.message, code: incidents.error.problem.code } : undefined
  return (
    <div className={narrow ? styles.phone : styles.page}>
      <Card title="事件" count={rows === undefined ? undefined : `${rows.length} 个`} head={<div className={styles.scope}>{tabs}</div>} extra={register} {...(older.more ? { footer: <OlderButton {...older} /> } : {})}>
        {narrow ? (
          <IncidentCards rows={rows} error={error} emptyHint={emptyHint} onRetry={() => void incidents.refetch()} onOpen={open} />
        ) : (
          <DataTable<IncidentView>
            name="事件清单"
            columns={incidentColumns}
            rows={rows}
            rowKey={rowKey}
            filters={incidentFilters}
            emptyTitle={status === 'open' ? '没有未结束的事件' : '还没有事件'}
            emptyHint={emptyHint}
            error={error}
            onRetry={() => void incidents.refetch()}
            onOpen={open}
            hoveredKey={hovered}
            onHover={setHovered}
          />
        )}
      </Card>
      {!narrow && <Card title="位置" count="指到一行，地图上同时标出">{map}</Card>}
      {registering && (
        <RegisterIncidentDialog
          onClose={() => setRegistering(false)}
          onDone={(id) => {
            setRegistering(false)
            go(paths.incident(id))
          }}
        />
      )}
    </div>
  )
}

interface Older {
  readonly items: readonly IncidentView[]
  readonly more: boolean
  readonly busy: boolean
  readonly problem: string | null
  readonly load: () => void
}

function OlderButton({ busy, problem, load }: Older) {
  return (
    <>
      <Button size="small" loading={busy} onClick={load}>
        载入更早的事件
      </Button>
      {problem !== null && <span role="alert">{problem}</span>}
    </>
  )
}

/** Pages behind the first; older incidents rarely change, so they are read once. */
function useOlderIncidents(status: 'open' | 'all', firstNext: string | null): Older {
  const { base } = useApiBase()
  const [loaded, setLoaded] = useState<{ status: string; items: readonly IncidentView[]; next: string | null } | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const current = loaded?.status === status ? loaded : null
  const next = current === null ? firstNext : current.next
  const load = (): void => {
    if (next === null || busy) return
    setBusy(true)
    setProblem(null)
    callRoute(routes.listIncidents, { query: { status, limit: pageSize, after: next } }, { base })
      .then((page) => setLoaded({ status, items: [...(current?.items ?? []), ...page.items], next: page.next }))
      .catch((error: unknown) => setProblem(error instanceof ApiProblem ? error.message : '没有读到，请重试'))
      .finally(() => setBusy(false))
  }
  return { items: current?.items ?? [], more: next !== null, busy, problem, load }
}
