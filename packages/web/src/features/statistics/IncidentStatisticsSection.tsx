import { routes } from '@fengsui/contract'
import { legalDayAt } from '@fengsui/contract/calendar'
import { stepNames, type StatisticRow, type Step } from '@fengsui/contract/statistics'
import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { figureColumns } from './figure-columns.tsx'
import { changeWords, lossWords, onTimeShare, percentWords, periodOfSpan, spanNames, type Span } from './statistics-words.ts'
import { StepChart } from './StepChart.tsx'
import styles from './statistics.module.css'

const groupings = { byPlace: '地区', byClass: '类别', byType: '类型', byGrade: '等级', byStep: '时间' } as const
type Grouping = keyof typeof groupings
const classes = [{ value: 'natural-disaster', label: '自然灾害' }, { value: 'accident', label: '事故灾难' }, { value: 'public-health', label: '公共卫生' }, { value: 'social-security', label: '社会安全' }] as const
const grades = [{ value: '1', label: 'Ⅰ级' }, { value: '2', label: 'Ⅱ级' }, { value: '3', label: 'Ⅲ级' }, { value: '4', label: 'Ⅳ级' }, { value: 'none', label: '未定级' }] as const
const rowKey = (row: StatisticRow): string => row.key
const touches = ['incident', 'clock'] as const

interface Trail {
  readonly code: string
  readonly name: string
}

/** Incidents of a place by class, type, grade, area and time against the year before; an area opens what lies in it. */
export function IncidentStatisticsSection() {
  const { base } = useApiBase()
  const today = legalDayAt(new Date(useNow()).toISOString())
  const [span, setSpan] = useState<Span | null>('year')
  const [own, setOwn] = useState({ from: '', to: '' })
  const [step, setStep] = useState<Step>('month')
  const [grouping, setGrouping] = useState<Grouping>('byPlace')
  const [incidentClass, setIncidentClass] = useState<(typeof classes)[number]['value'] | undefined>()
  const [grade, setGrade] = useState<(typeof grades)[number]['value'] | undefined>()
  const [trail, setTrail] = useState<readonly Trail[]>([])
  const period = span === null ? own : periodOfSpan(span, today)
  const place = trail.at(-1)
  const query = { ...period, step, ...(place === undefined ? {} : { divisionCode: place.code }), ...(incidentClass === undefined ? {} : { incidentClass }), ...(grade === undefined ? {} : { grade }) }
  const found = useRoute(routes.getIncidentStatistics, { query }, { touches, enabled: period.from !== '' && period.to !== '' })
  const data = found.data
  const columns = useMemo(() => figureColumns(groupings[grouping]), [grouping])
  const openPlace = (row: StatisticRow): void => {
    if (row.key !== data?.place.code) setTrail([...trail, { code: row.key, name: row.name }])
  }
  return (
    <div className={styles.page}>
      <div className={styles.filters}>
        <FilterChips label="统计期" value={span === null ? [] : [span]} onChange={(keys) => setSpan(keys.find((key) => key !== span) ?? span)} items={(Object.keys(spanNames) as Span[]).map((key) => ({ key, label: spanNames[key] }))} />
        <span className={styles.days}>
          <Input type="date" aria-label="起始日" value={period.from} max={period.to} onChange={(event) => { setOwn({ ...period, from: event.target.value }); setSpan(null) }} />
          至
          <Input type="date" aria-label="截止日" value={period.to} min={period.from} onChange={(event) => { setOwn({ ...period, to: event.target.value }); setSpan(null) }} />
        </span>
        <Select aria-label="类别" allowClear placeholder="全部类别" value={incidentClass} options={[...classes]} style={{ width: 112 }} onChange={setIncidentClass} />
        <Select aria-label="等级" allowClear placeholder="全部等级" value={grade} options={[...grades]} style={{ width: 104 }} onChange={setGrade} />
        <Select aria-label="时间分段" value={step} options={(Object.keys(stepNames) as Step[]).map((key) => ({ value: key, label: `按${stepNames[key]}` }))} style={{ width: 96 }} onChange={setStep} />
        <Button className={styles.export ?? ''} icon={<Symbol name="download" size={14} />} href={`${base}${addressOf(routes.downloadIncidentStatistics, { query })}`}>
          导出 Excel
        </Button>
      </div>
      {found.error !== null && data === undefined ? (
        <ErrorState hint={found.error.problem.detail} code={found.error.problem.code} onRetry={() => void found.refetch()} />
      ) : data === undefined ? (
        <LoadingState lines={8} />
      ) : (
        <>
          <Card
            title={
              <span className={styles.trail}>
                {trail.length > 0 && (
                  <button type="button" onClick={() => setTrail(trail.slice(0, -1))}>
                    <Symbol name="chevronLeft" size={14} />
                    返回上级
                  </button>
                )}
                {data.place.name}突发事件
              </span>
            }
            count={`${data.period.from} 至 ${data.period.to}，同比 ${data.previousPeriod.from} 至 ${data.previousPeriod.to}`}
            padded
          >
            <StatRow>
              <StatNumber label="事件" value={data.total.figures.incidents} unit={`起 ${changeWords(data.total, (figures) => figures.incidents)}`} />
              <StatNumber label="死亡" value={data.total.figures.dead} unit={`人 ${changeWords(data.total, (figures) => figures.dead)}`} />
              <StatNumber label="失踪" value={data.total.figures.missing} unit="人" />
              <StatNumber label="受伤" value={data.total.figures.injured} unit="人" />
              <StatNumber label="直接经济损失" value={lossWords(data.total.figures.directLossWan)} unit={` ${data.total.figures.lossKnown} 起报有损失`} />
              <StatNumber label="按时报送" value={percentWords(onTimeShare(data.total.figures))} unit={` 迟报 ${data.total.figures.clocksLate}，未报 ${data.total.figures.clocksMissed}`} />
            </StatRow>
            <StepChart rows={data.byStep} />
            <p className={styles.legend}>
              <i className={styles.keyNow} />
              <span>本期起数</span>
              <i className={styles.keyBefore} />
              <span>上年同期；死亡、失踪、受伤中不明的不计，并入其他事件的不重复计算</span>
            </p>
          </Card>
          <Card head={<TabStrip label="分组" value={grouping} onChange={setGrouping} items={(Object.keys(groupings) as Grouping[]).map((key) => ({ key, label: `按${groupings[key]}` }))} />} className={styles.table}>
            <DataTable<StatisticRow> key={grouping} name={`${data.place.name}突发事件统计（按${groupings[grouping]}）`} columns={columns} rows={data[grouping]} rowKey={rowKey} emptyTitle="这段时间没有事件" emptyHint="换一个统计期，或清除类别、等级筛选。" onOpen={grouping === 'byPlace' ? openPlace : undefined} />
          </Card>
        </>
      )}
    </div>
  )
}
