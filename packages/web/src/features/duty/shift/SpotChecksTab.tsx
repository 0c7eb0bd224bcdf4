import { routes } from '@fengsui/contract'
import { spotCheckStatusNames, spotCheckWays, spotCheckWindowNames, type SpotCheckDrawView, type SpotCheckView } from '@fengsui/contract/duty'
import { Button } from 'antd'
import { useState } from 'react'
import { useAllPages } from '../../../lib/use-all-pages.ts'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import { DataTable, type TableColumn, type TableFilter } from '../../../ui/table/DataTable.tsx'
import { answerWords, minuteWords } from './duty-words.ts'
import { CheckNowDialog, RecordCheckDialog } from './SpotCheckDialogs.tsx'
import { SpotCheckRuleDialog } from './SpotCheckRuleDialog.tsx'
import styles from './shift.module.css'

const columns: readonly TableColumn<SpotCheckView>[] = [
  { key: 'calledAt', title: '时间', value: (check) => check.calledAt, words: (check) => monthDayTime(check.calledAt), width: 104, required: true, render: (check) => monthDayTime(check.calledAt) },
  { key: 'unit', title: '被查单位', value: (check) => check.unitName, width: 180, required: true },
  { key: 'window', title: '时段', value: (check) => spotCheckWindowNames[check.window], width: 70 },
  { key: 'dayKind', title: '当日', value: (check) => check.dayKind, width: 130, hiddenAtFirst: true },
  { key: 'way', title: '方式', value: (check) => spotCheckWays[check.way], width: 84 },
  { key: 'status', title: '结果', value: (check) => spotCheckStatusNames[check.status], width: 92, render: (check) => <Tag tone={check.status === 'waiting' ? 'accent' : check.status === 'answered' ? 'quiet' : 'outline'}>{spotCheckStatusNames[check.status]}</Tag> },
  { key: 'seconds', title: '用时', value: (check) => check.answerSeconds ?? 0, words: (check) => answerWords(check.answerSeconds), width: 92, align: 'right', render: (check) => answerWords(check.answerSeconds) },
  { key: 'answer', title: '应答', value: (check) => check.answer ?? '', width: 150 },
  { key: 'told', title: '升级', value: (check) => (check.superiorToldAt !== null ? '已告上级' : check.leaderToldAt !== null ? '已告带班领导' : ''), width: 108 },
  { key: 'by', title: '查岗单位', value: (check) => check.byUnitName, width: 150, hiddenAtFirst: true },
  { key: 'number', title: '编号', value: (check) => check.number, width: 178, hiddenAtFirst: true },
]
const filters: readonly TableFilter<SpotCheckView>[] = [
  { key: 'missed', label: '未应答', passes: (check) => check.status === 'missed' },
  { key: 'late', label: '迟应答', passes: (check) => check.status === 'late' },
  { key: 'night', label: '夜间', passes: (check) => check.window === 'night' },
  { key: 'holiday', label: '节假日', passes: (check) => check.window === 'holiday' },
]
const rowKey = (check: SpotCheckView): string => check.id

/** Spot checks: those made, how each desk answered, and the drawing that decides when nobody knows. */
export function SpotChecksTab() {
  const mayCheck = useMay('spot-check:make')
  const [dialog, setDialog] = useState<'now' | 'record' | 'rule' | null>(null)
  const checks = useAllPages(routes.listSpotChecks, {}, { touches: ['spot-check'] })
  const statistics = useRoute(routes.getSpotCheckStatistics, { query: {} }, { touches: ['spot-check'] })
  const rule = useRoute(routes.getSpotCheckRule, { query: {} }, { touches: ['spot-check-rule'] })
  const draws = useRoute(routes.listSpotCheckDraws, { query: { limit: 24 } }, { touches: ['spot-check-draw', 'spot-check'] })
  const inForce = rule.data?.rule ?? null
  const extra = mayCheck && (
    <>
      <Button size="small" onClick={() => setDialog('record')}>
        登记人工查岗
      </Button>
      <Button size="small" type="primary" onClick={() => setDialog('now')}>
        现在查岗
      </Button>
    </>
  )
  return (
    <div className={styles.two}>
      <Card title="查岗记录" count={checks.data === undefined ? undefined : `${checks.data.length} 次`} extra={extra === false ? undefined : extra}>
        <DataTable<SpotCheckView> name="查岗记录" columns={columns} rows={checks.data} rowKey={rowKey} filters={filters} emptyTitle="还没有查岗" emptyHint="按“现在查岗”立即点名，或设定抽查规则：夜间、节假日随机抽查，时刻事先谁也不知道。" error={checks.error !== null && checks.data === undefined ? { message: checks.error.message } : undefined} onRetry={() => void checks.refetch()} />
      </Card>
      <div className={styles.side}>
        <Card
          title="抽查规则"
          padded
          extra={mayCheck && (
            <Button size="small" onClick={() => setDialog('rule')}>
              {inForce === null ? '设定' : '修改'}
            </Button>
          )}
        >
          {inForce === null ? (
            <p className={styles.hint}>本级没有设定抽查规则，不会自动抽查。</p>
          ) : (
            <dl className={styles.facts}>
              <dt>时段</dt>
              <dd>{inForce.windows.map((window) => `${spotCheckWindowNames[window.key]} ${minuteWords(window.fromMinute)}–${minuteWords(window.toMinute)}，每单位每月 ${window.perMonth} 次`).join('；')}</dd>
              <dt>被查单位</dt>
              <dd>{inForce.units.length} 个</dd>
              <dt>应答</dt>
              <dd>
                {inForce.answerMinutes} 分钟内；未应答告带班领导，再过 {inForce.superiorAfterMinutes} 分钟告上级
              </dd>
              <dt>依据</dt>
              <dd>{inForce.basis}</dd>
            </dl>
          )}
        </Card>
        <Card title="应答情况" count="近 1 年">
          {statistics.data === undefined || statistics.data.items.length === 0 ? (
            <EmptyState title="还没有可统计的查岗" hint="查岗之后按单位列出次数、未应答和用时。" />
          ) : (
            <table className={styles.statistics}>
              <thead>
                <tr>
                  <th>单位</th>
                  <th>次数</th>
                  <th>按时</th>
                  <th>迟</th>
                  <th>未答</th>
                  <th>平均</th>
                </tr>
              </thead>
              <tbody>
                {statistics.data.items.map((row) => (
                  <tr key={row.unitId}>
                    <td>{row.unitName}</td>
                    <td>{row.total}</td>
                    <td>{row.answered}</td>
                    <td>{row.late}</td>
                    <td className={joinClasses(row.missed > 0 && styles.late)}>{row.missed}</td>
                    <td>{answerWords(row.averageSeconds)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Card>
        <Card title="抽签" count="先封存、后公开">
          {draws.data === undefined || draws.data.items.length === 0 ? <EmptyState title="还没有抽签" hint="每月初抽签并把摘要写进日志链，月后公开种子，谁都可以复核。" /> : <ul className={styles.draws}>{draws.data.items.map((draw) => <Draw key={draw.id} draw={draw} />)}</ul>}
        </Card>
      </div>
      {dialog === 'now' && <CheckNowDialog onClose={() => setDialog(null)} />}
      {dialog === 'record' && <RecordCheckDialog onClose={() => setDialog(null)} />}
      {dialog === 'rule' && <SpotCheckRuleDialog rule={inForce} onClose={() => setDialog(null)} />}
    </div>
  )
}

function Draw({ draw }: { readonly draw: SpotCheckDrawView }) {
  return (
    <li>
      <span className={styles.row}>
        <b>{draw.month}</b> {draw.placeName}
        <Tag tone={draw.proven === false ? 'outline' : 'quiet'}>{draw.status === 'sealed' ? '已封存' : draw.proven === true ? '已公开，核对无误' : '已公开，核对不符'}</Tag>
      </span>
      <span>
        {draw.unitIds.length} 个单位，抽出 {draw.count} 次，已查 {draw.done} 次
      </span>
      {draw.why !== null && <span className={joinClasses(draw.proven === false && styles.late)}>{draw.why}</span>}
      <code>摘要 {draw.digest}</code>
      {draw.seed !== null && <code>种子 {draw.seed}</code>}
    </li>
  )
}
