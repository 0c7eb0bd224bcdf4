import { Button } from 'antd'
import { Countdown } from '../clocks/Countdown.tsx'
import { Card } from '../layout/Card.tsx'
import { Lane, LaneBoard, TaskCard } from '../layout/LaneBoard.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { ProgressBar } from '../layout/ProgressBar.tsx'
import { Timeline } from '../layout/Timeline.tsx'
import { GradeMark } from '../marks/GradeMark.tsx'
import { VerificationMark } from '../marks/VerificationMark.tsx'
import { WarningMark } from '../marks/WarningMark.tsx'
import { RelativeTime } from '../clocks/RelativeTime.tsx'
import { monthDayTime } from '../clocks/time-text.ts'
import { DataTable } from '../table/DataTable.tsx'
import type { TableColumn, TableFilter } from '../table/DataTable.tsx'
import styles from './gallery.module.css'
import { sampleIncidents } from './sample-data.ts'
import type { SampleIncident } from './sample-data.ts'

const columns: readonly TableColumn<SampleIncident>[] = [
  { key: 'grade', title: '等级', value: (row) => row.grade, render: (row) => <GradeMark grade={row.grade} />, width: 64 },
  { key: 'title', title: '事件', value: (row) => row.title, width: 320, required: true },
  { key: 'county', title: '属地', value: (row) => row.county, width: 100 },
  {
    key: 'state',
    title: '核实',
    value: (row) => row.state,
    render: (row) => <VerificationMark shape={row.state === '已核实' ? 'disc' : row.state === '核实中' ? 'half' : 'ring'} word={row.state} />,
    width: 110,
  },
  { key: 'deaths', title: '死亡', value: (row) => row.deaths, align: 'right', width: 80 },
  { key: 'at', title: '接报', value: (row) => row.at, render: (row) => <RelativeTime at={row.at} />, words: (row) => monthDayTime(row.at), width: 200 },
  { key: 'id', title: '编号', value: (row) => row.id, width: 200, hiddenAtFirst: true },
]
const filters: readonly TableFilter<SampleIncident>[] = [
  { key: 'grave', label: '较大以上', passes: (row) => row.grade <= 3 },
  { key: 'open', label: '未核实', passes: (row) => row.state === '未核实' },
]
const rowKey = (row: SampleIncident): string => row.id

/** Head of an object page, board, timeline and table. */
export function WorkSection() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: '指挥', onGo: () => undefined }, { label: '事件', onGo: () => undefined }, { label: '331000-20190808-0001' }]}
        mark={<GradeMark grade={2} size="large" />}
        title="超强台风“利奇马”（1909）防御应对"
        meta={
          <>
            <span>Ⅱ级 重大 初判 · 台风 11B01</span>
            <WarningMark colour="red" hazard="台风" />
            <WarningMark colour="red" hazard="暴雨" suffix="2 地" />
          </>
        }
        actions={
          <>
            <Button>回看</Button>
            <Button type="primary">续报</Button>
          </>
        }
      />
      <Card className={styles.third} title="时间线" count="412 条">
        <Timeline
          label="时间线"
          items={[
            { id: '1', at: '2019-08-09T18:38:00.000Z', kind: 'event', text: '西门站 7.61 m，超保证', detail: '自动站 · 33 分涨 0.25 m', fresh: true },
            { id: '2', at: '2019-08-09T18:31:00.000Z', kind: 'decision', text: '演示县响应Ⅲ级升Ⅰ级', detail: '王某某签发 · 叫应后 9 分', onOpen: () => undefined },
            { id: '3', at: '2019-08-09T18:24:00.000Z', kind: 'report', text: '初报送省应急管理厅', detail: '知悉后 32 分 · 02:26 已确认' },
            { id: '4', at: '2019-08-09T17:45:00.000Z', kind: 'event', text: '登陆温岭城南镇，16 级', detail: '52 m/s · 930 hPa' },
            { id: '5', at: '2019-08-09T15:20:00.000Z', kind: 'event', text: '临海市转移完成 93%', detail: '市民政局' },
          ]}
        />
      </Card>
      <Card className={styles.wide} title="任务" count="第 3 时段 62 项，完成 31">
        <LaneBoard>
          <Lane title="抢险救援组" note="牵头 市消防救援支队" late="超 1">
            <TaskCard title="岭下村增派生命探测仪、挖机 2 台" meta="市消防 · 02:34 在途" state="late" due={<Countdown name="任务" startedAt="2019-08-09T17:00:00.000Z" dueAt="2019-08-09T18:10:00.000Z" rule={{ text: '方案第 3 条' }} />} onOpen={() => undefined} />
            <TaskCard title="西门站段堵漏料 2,000 袋到位" meta="市水利局 · 进行中" due={<Countdown name="任务" startedAt="2019-08-09T17:40:00.000Z" dueAt="2019-08-09T18:24:00.000Z" />} onOpen={() => undefined} />
          </Lane>
          <Lane title="转移安置组" note="牵头 市民政局">
            <TaskCard title="临海沿江 7 镇街余 3,633 人清零" meta="临海市 · 93.1%" progress={<ProgressBar thin label="转移" total={100} parts={[{ label: '已转移', value: 93, step: 4 }]} />} due={<Countdown name="任务" startedAt="2019-08-09T17:40:00.000Z" dueAt="2019-08-09T19:24:00.000Z" />} hovered />
            <TaskCard title="大陈岛 212 人就地避险核对" meta="椒江区 · 02:28 完成" state="done" />
          </Lane>
          <Lane title="通信电力组" note="牵头 市通管办">
            <TaskCard title="应急通信车进甲镇" meta="电信 · 在途 12 km" due={<Countdown name="任务" dueAt="2019-08-09T19:24:00.000Z" />} />
          </Lane>
        </LaneBoard>
      </Card>
      <Card className={styles.tall} title="事件清单">
        <DataTable<SampleIncident>
          name="事件清单"
          columns={columns}
          rows={sampleIncidents}
          rowKey={rowKey}
          filters={filters}
          emptyHint="接到来报后会列在这里。"
          onOpen={() => undefined}
          selectionActions={(selected, clear) => (
            <Button size="small" onClick={clear}>
              并为一事（{selected.length}）
            </Button>
          )}
        />
      </Card>
    </>
  )
}
