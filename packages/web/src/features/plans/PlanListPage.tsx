import { routes } from '@fengsui/contract'
import { planStatusNames } from '@fengsui/contract/plans'
import type { PlanSummary } from '@fengsui/contract/plans'
import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../../ui/table/DataTable.tsx'
import { ImportPlanDialog } from './ImportPlanDialog.tsx'
import { kindText } from './plan-texts.ts'
import styles from './plans.module.css'

const columns: readonly TableColumn<PlanSummary>[] = [
  {
    key: 'title', title: '预案', value: (row) => row.title, words: (row) => `${row.title} ${row.number}`, required: true, width: 320,
    render: (row) => (
      <span className={styles.name}>
        <b>{row.title}</b>
        <small>
          {row.number} · {row.version}
        </small>
      </span>
    ),
  },
  { key: 'place', title: '地区', value: (row) => row.placeName, width: 110 },
  { key: 'kind', title: '种类', value: (row) => kindText(row.kind), width: 120 },
  { key: 'status', title: '状态', value: (row) => planStatusNames[row.status], render: (row) => <Tag tone={row.status === 'inForce' ? 'accent' : row.status === 'draft' ? 'outline' : 'quiet'}>{planStatusNames[row.status]}</Tag>, width: 80 },
  { key: 'levels', title: '级别', value: (row) => row.levels, align: 'right', width: 70 },
  { key: 'groups', title: '工作组', value: (row) => row.groups, align: 'right', width: 80 },
  { key: 'tasks', title: '任务', value: (row) => row.tasks, align: 'right', width: 70 },
  { key: 'problems', title: '待处理', value: (row) => row.problems, words: (row) => `${row.problems} 处`, render: (row) => (row.problems === 0 ? '—' : `${row.problems} 处`), align: 'right', width: 80 },
  { key: 'owner', title: '责任单位', value: (row) => row.ownerUnitName, width: 200 },
  { key: 'inForceAt', title: '生效', value: (row) => row.inForceAt ?? '', words: (row) => (row.inForceAt === null ? '' : monthDayTime(row.inForceAt)), render: (row) => (row.inForceAt === null ? '—' : monthDayTime(row.inForceAt)), width: 110, hiddenAtFirst: true },
]
const filters: readonly TableFilter<PlanSummary>[] = [
  { key: 'inForce', label: '生效', passes: (row) => row.status === 'inForce' },
  { key: 'draft', label: '草稿', passes: (row) => row.status === 'draft' },
  { key: 'problems', label: '有待处理', passes: (row) => row.problems > 0 },
]
const rowKey = (plan: PlanSummary): string => plan.id

/** The plan library of the jurisdiction. */
export function PlanListPage() {
  const go = useGo()
  const mayEdit = useCan('plan:edit')
  const [importing, setImporting] = useState(false)
  const plans = useRoute(routes.listPlans, { query: { limit: 500 } }, { touches: ['plan'] })
  return (
    <div className={styles.listPage}>
      <Card title="预案">
        <DataTable<PlanSummary>
          name="预案清单"
          columns={columns}
          rows={plans.data?.items}
          rowKey={rowKey}
          filters={filters}
          tools={
            mayEdit ? (
              <Button size="small" type="primary" icon={<Symbol name="plus" size={14} />} onClick={() => setImporting(true)}>
                导入预案
              </Button>
            ) : undefined
          }
          emptyTitle="预案库还是空的"
          emptyHint={mayEdit ? '点“导入预案”，从结构化预案文件开始。' : '请预案责任人导入本地区的预案。'}
          error={plans.error !== null && plans.data === undefined ? { message: plans.error.message, code: plans.error.problem.code } : undefined}
          onRetry={() => void plans.refetch()}
          onOpen={(plan) => go(paths.plan(plan.id))}
        />
      </Card>
      {importing && (
        <ImportPlanDialog
          onClose={() => setImporting(false)}
          onDone={(planId) => {
            setImporting(false)
            go(paths.plan(planId))
          }}
        />
      )}
    </div>
  )
}
