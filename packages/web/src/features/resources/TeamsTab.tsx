import { routes } from '@fengsui/contract'
import { fatigueHours, type TeamView } from '@fengsui/contract/resources'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useMay } from '../../lib/use-may.ts'
import { buildForceLayer } from '../../map/layers/situation-layers.ts'
import { TableAndMap } from '../../map/TableAndMap.tsx'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { MissingDrawer } from './MissingDrawer.tsx'
import type { OpenedRecord } from './opened-record.ts'
import { capabilities, hoursText, readinessNames, stateOfTeam, symbolOfTeam, teamKinds } from './resource-words.ts'
import styles from './resources.module.css'
import { TeamDialog } from './TeamDialog.tsx'
import { TeamDrawer } from './TeamDrawer.tsx'

const columns: readonly TableColumn<TeamView>[] = [
  { key: 'name', title: '队伍', width: 224, value: ({ name }) => name, required: true, render: ({ name, kind }) => <span className={styles.name}><Symbol name={symbolOfTeam(kind)} size={18} /><b>{name}</b></span> },
  { key: 'kind', title: '种类', width: 120, value: ({ kind }) => teamKinds[kind], hiddenAtFirst: true },
  { key: 'readiness', title: '状态', width: 96, value: ({ readiness }) => readinessNames[readiness], render: ({ readiness }) => <Tag tone={readiness === 'committed' ? 'accent' : readiness === 'unavailable' ? 'outline' : 'quiet'}>{readinessNames[readiness]}</Tag> },
  { key: 'strength', title: '人数', width: 72, align: 'right', value: ({ strength }) => strength },
  { key: 'hours', title: '连续作业', width: 104, align: 'right', value: ({ hoursAtWork }) => hoursAtWork, words: ({ hoursAtWork }) => (hoursAtWork === null ? '' : hoursText(hoursAtWork)), render: ({ hoursAtWork, tired }) => (hoursAtWork === null ? <span className={styles.note}>—</span> : <span className={tired ? styles.warn : undefined}>{hoursText(hoursAtWork)}{tired ? ' 疲劳' : ''}</span>) },
  { key: 'boats', title: '舟艇', width: 72, align: 'right', value: ({ boats }) => boats },
  { key: 'capabilities', title: '能力', width: 260, value: (team) => team.capabilities.map((each) => capabilities[each]).join('、') },
  { key: 'unit', title: '管理单位', width: 200, value: ({ unitName }) => unitName },
  { key: 'leader', title: '负责人', width: 96, value: ({ leaderName }) => leaderName, hiddenAtFirst: true },
  { key: 'stale', title: '资料', width: 96, value: ({ stale }) => (stale ? '久未确认' : ''), render: ({ stale }) => (stale ? <Tag tone="outline">久未确认</Tag> : <span className={styles.note}>已确认</span>) },
]
const filters: readonly TableFilter<TeamView>[] = [
  { key: 'waiting', label: '可调', passes: ({ readiness }) => readiness === 'ready' || readiness === 'standby' },
  { key: 'committed', label: '执行任务', passes: ({ readiness }) => readiness === 'committed' },
  { key: 'tired', label: '疲劳', passes: ({ tired }) => tired },
  { key: 'water', label: '能水上救援', passes: (team) => team.capabilities.includes('water-rescue') },
  { key: 'stale', label: '久未确认', passes: ({ stale }) => stale },
]
const idOf = ({ id }: TeamView): string => id
const placeOf = ({ basePosition }: TeamView) => basePosition

/** Rescue teams beside the map: what they can do, whether they can go, how tired they are. */
export function TeamsTab({ openId, onOpen }: OpenedRecord) {
  const mayEdit = useMay('resource:edit')
  const [making, setMaking] = useState(false)
  const teams = useAllPages(routes.listTeams, {}, { touches: ['team', 'equipment'] })
  const rows = teams.data
  const open = rows?.find(({ id }) => id === openId)
  const layers = useMemo(() => [buildForceLayer((rows ?? []).flatMap(({ id, position, kind, name, readiness }) => (position === null ? [] : [{ id, position, symbol: symbolOfTeam(kind), name, state: stateOfTeam(readiness) }])))], [rows])
  const people = (some: readonly TeamView[]): number => some.reduce((sum, { strength }) => sum + strength, 0)
  const waiting = (rows ?? []).filter(({ readiness }) => readiness === 'ready' || readiness === 'standby')
  const out = (rows ?? []).filter(({ readiness }) => readiness === 'committed')
  return (
    <div className={styles.page}>
      <div className={styles.stats}>
        <StatRow>
          <StatNumber label="队伍" value={rows?.length ?? '—'} unit={`支 / ${people(rows ?? []).toLocaleString('zh-CN')} 人`} />
          <StatNumber label="可调" value={waiting.length} unit={`支 / ${people(waiting).toLocaleString('zh-CN')} 人`} />
          <StatNumber label="执行任务" value={out.length} unit={`支 / ${people(out).toLocaleString('zh-CN')} 人`} />
          <StatNumber label="疲劳" value={(rows ?? []).filter(({ tired }) => tired).length} unit={`支（连续作业超 ${fatigueHours} 小时）`} />
        </StatRow>
      </div>
      <div className={styles.fill}>
        <TableAndMap<TeamView>
          mapName="队伍位置"
          layers={layers}
          placeOf={placeOf}
          source={teams}
          name="救援队伍"
          columns={columns}
          rows={rows}
          rowKey={idOf}
          filters={filters}
          emptyTitle="还没有队伍"
          emptyHint={mayEdit ? '点“登记队伍”，从消防、综合应急队伍开始。' : '请各管理单位登记队伍。'}
          onOpen={({ id }) => onOpen(id)}
          {...(mayEdit ? { selectionActions: (selected: readonly TeamView[], clear: () => void) => <ConfirmButton kind="team" rows={selected} onDone={clear} /> } : {})}
          tools={mayEdit && <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setMaking(true)}>登记队伍</Button>}
        />
      </div>
      {open !== undefined && <TeamDrawer team={open} onClose={() => onOpen(null)} />}
      {openId !== null && open === undefined && rows !== undefined && <MissingDrawer onClose={() => onOpen(null)} />}
      {making && <TeamDialog team={null} onClose={() => setMaking(false)} />}
    </div>
  )
}
