import { routes } from '@fengsui/contract'
import { isWithin } from '@fengsui/contract/kernel'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useCan } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { DivisionList } from './DivisionList.tsx'
import { unitRoleName, unitStatusNames } from './organisation-words.ts'
import styles from './org.module.css'
import type { UnitRow } from './unit-row.ts'
import { UnitDialog } from './UnitDialog.tsx'

const columns: readonly TableColumn<UnitRow>[] = [
  { key: 'name', title: '单位', value: ({ name }) => name, required: true, render: ({ name }) => <b>{name}</b> },
  { key: 'role', title: '应急职责', value: ({ role }) => unitRoleName(role) },
  { key: 'place', title: '地方', value: ({ divisionName }) => divisionName, width: 120 },
  { key: 'staffed', title: '昼夜值守', value: ({ staffedAllHours }) => (staffedAllHours ? '是' : ''), width: 96 },
  { key: 'people', title: '人员', value: ({ people }) => people, align: 'right', width: 80 },
  { key: 'status', title: '状态', value: ({ status }) => unitStatusNames[status], width: 88, render: ({ status }) => (status === 'active' ? unitStatusNames.active : <Tag>{unitStatusNames.retired}</Tag>) },
]
const filters: readonly TableFilter<UnitRow>[] = [
  { key: 'staffed', label: '昼夜值守', passes: ({ staffedAllHours }) => staffedAllHours },
  { key: 'retired', label: '已撤销', passes: ({ status }) => status === 'retired' },
]

/** Units of the jurisdiction by place; who may edits them here. */
export function UnitsTab() {
  const mayEdit = useCan('org:edit')
  const [place, setPlace] = useState<string | null>(null)
  const [editing, setEditing] = useState<UnitRow | 'new' | null>(null)
  const units = useAllPages(routes.listUnits, {}, { touches: ['unit', 'person'] })
  const rows = useMemo(() => units.data?.filter(({ divisionCode }) => place === null || isWithin(divisionCode, place)), [units.data, place])
  return (
    <div className={styles.split}>
      <DivisionList units={units.data ?? []} value={place} onChange={setPlace} />
      <div className={styles.fill}>
        <DataTable
          name="单位"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          filters={filters}
          emptyTitle="还没有单位"
          emptyHint={mayEdit ? '点“新建单位”，从值班室、防指办和应急局开始。' : '请系统管理员先建单位。'}
          error={units.data === undefined && units.error !== null ? { message: units.error.problem.detail, code: units.error.problem.code } : undefined}
          onRetry={() => void units.refetch()}
          onOpen={mayEdit ? setEditing : undefined}
          tools={
            mayEdit && (
              <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setEditing('new')}>
                新建单位
              </Button>
            )
          }
        />
      </div>
      {editing !== null && <UnitDialog unit={editing === 'new' ? null : editing} divisionCode={place} onClose={() => setEditing(null)} />}
    </div>
  )
}
