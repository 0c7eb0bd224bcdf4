import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { Countdown } from '../clocks/Countdown.tsx'
import { ElapsedSince } from '../clocks/Duration.tsx'
import { RelativeTime } from '../clocks/RelativeTime.tsx'
import { ConfirmPublic } from '../forms/ConfirmPublic.tsx'
import { FieldError, FormErrors } from '../forms/FormErrors.tsx'
import { Card } from '../layout/Card.tsx'
import { FilterChips } from '../layout/FilterChips.tsx'
import { KeyHint } from '../layout/KeyHint.tsx'
import { ProgressBar } from '../layout/ProgressBar.tsx'
import { StatNumber, StatRow } from '../layout/StatNumber.tsx'
import { TabStrip } from '../layout/TabStrip.tsx'
import { GradeMark } from '../marks/GradeMark.tsx'
import { ResponseShield } from '../marks/ResponseShield.tsx'
import { RiskChip } from '../marks/RiskChip.tsx'
import { Tag } from '../marks/Tag.tsx'
import { VerificationMark } from '../marks/VerificationMark.tsx'
import { WarningMark } from '../marks/WarningMark.tsx'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../states/PageStates.tsx'
import { Symbol } from '../symbols/Symbol.tsx'
import styles from './gallery.module.css'

const steps = [1, 2, 3, 4] as const
const rule = { text: '较大以上事件须在知悉后 30 分钟内电话报告省政府总值班室。', basis: '样例规则，非现行规定' }
type TabKey = 'open' | 'all' | 'sent'
type ChipKey = 'new' | 'checking' | 'double'

/** Marks, clocks, forms and states. */
export function MarksSection() {
  const [tab, setTab] = useState<TabKey>('open')
  const [chips, setChips] = useState<readonly ChipKey[]>(['new'])
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Card className={styles.third} title="标记">
        <div className={styles.row}>
          {steps.map((grade) => (
            <GradeMark key={grade} grade={grade} />
          ))}
          <GradeMark grade={3} proposed />
          <GradeMark grade={2} size="large" />
          {steps.map((level) => (
            <ResponseShield key={level} level={level} outline={level === 4} />
          ))}
          <ResponseShield level={1} size="large" />
        </div>
        <div className={styles.row}>
          <WarningMark colour="red" hazard="暴雨" suffix="2 地" />
          <WarningMark colour="orange" hazard="台风" />
          <WarningMark colour="yellow" hazard="雷电" />
          <WarningMark colour="blue" hazard="大风" />
          <RiskChip word="重大风险" />
          <Tag>已转路桥 02:11</Tag>
          <Tag tone="accent">92%</Tag>
          <Tag tone="outline">已批准顺延</Tag>
        </div>
        <div className={styles.row}>
          <VerificationMark shape="ring" word="未核实" />
          <VerificationMark shape="half" word="核实中" />
          <VerificationMark shape="disc" word="已核实" />
          <VerificationMark shape="square" word="自动核验" />
          <VerificationMark shape="cross" word="不实" />
        </div>
        <div className={styles.row}>
          <RelativeTime at="2019-08-09T17:45:00.000Z" />
          <ElapsedSince since="2019-08-09T06:00:00.000Z" />
          <KeyHint keys={['J', 'K']} action="上下" />
          <KeyHint keys={['Enter']} action="打开" />
        </div>
      </Card>
      <Card className={styles.third} title="报送时限" count="市 01:52 知悉起算" extra={<a href="#marks">依据</a>}>
        <Countdown look="row" name="市 → 省政府总值班室" detail="电话 30 分" startedAt="2019-08-09T17:52:00.000Z" dueAt="2019-08-09T18:22:00.000Z" rule={rule} />
        <Countdown look="row" name="市 → 省应急管理厅" detail="书面 2 时" startedAt="2019-08-09T17:52:00.000Z" dueAt="2019-08-09T19:52:00.000Z" rule={rule} />
        <Countdown look="row" name="演示县 → 市" detail="2 时内" startedAt="2019-08-09T15:52:00.000Z" dueAt="2019-08-09T18:10:00.000Z" rule={rule} />
        <Countdown look="row" name="市委、市政府" detail="同时" startedAt="2019-08-09T17:52:00.000Z" dueAt="2019-08-09T18:22:00.000Z" doneAt="2019-08-09T18:01:00.000Z" rule={rule} />
        <div className={styles.row}>
          <Countdown look="pill" name="回拨" startedAt="2019-08-09T17:52:00.000Z" dueAt="2019-08-09T18:22:00.000Z" rule={rule} />
          <Countdown look="pill" name="回拨" startedAt="2019-08-09T17:52:00.000Z" dueAt="2019-08-09T18:10:00.000Z" />
          <Countdown name="回拨" dueAt="2019-08-09T20:10:00.000Z" />
        </div>
      </Card>
      <Card
        className={styles.third}
        title="来报"
        head={
          <TabStrip<TabKey>
            label="来报"
            value={tab}
            onChange={setTab}
            items={[
              { key: 'open', label: '待办', count: 12 },
              { key: 'all', label: '全部', count: 37 },
              { key: 'sent', label: '已报出', count: 9 },
            ]}
          />
        }
        footer={<KeyHint keys={['M']} action="并入" />}
      >
        <div className={styles.row}>
          <FilterChips<ChipKey>
            label="状态"
            value={chips}
            onChange={setChips}
            items={[
              { key: 'new', label: '未核实', count: 6 },
              { key: 'checking', label: '核实中', count: 3 },
              { key: 'double', label: '疑似重复', count: 4 },
            ]}
          />
        </div>
        <div className={styles.row}>
          <StatRow>
            <StatNumber label="死亡" value={2} unit="人" />
            <StatNumber label="下落不明" value={3} unit="人" />
            <StatNumber label="已转移" value={298380} unit="/ 303,073" />
          </StatRow>
        </div>
        <div className={styles.row}>
          <ProgressBar
            label="叫应"
            total={300}
            text="212 / 300"
            parts={[
              { label: '已确认', value: 160, step: 5 },
              { label: '已送达', value: 52, step: 3 },
              { label: '已发送', value: 40, step: 1 },
              { label: '失败', value: 48, step: 'missing' },
            ]}
          />
        </div>
      </Card>
      <Card className={styles.half} title="表单" padded>
        <Form layout="vertical" requiredMark={false}>
          <Form.Item label="地点" validateStatus="error" help={<FieldError message="没有这个村，请从列表里选" />}>
            <Input id="place" defaultValue="岭下村后山" />
          </Form.Item>
          <Form.Item label="类型">
            <Select defaultValue="landslide" options={[{ value: 'landslide', label: '滑坡 11D01' }]} />
          </Form.Item>
          <FormErrors
            problems={[
              { field: 'place', label: '地点', message: '没有这个村，请从列表里选' },
              { field: 'leader', label: '到场领导', message: '填姓名和到场时间' },
            ]}
          />
          <div className={styles.row}>
            <Button type="primary" icon={<Symbol name="send" />} onClick={() => setAsking(true)}>
              发送初报（4 处）
            </Button>
            <Button>预览初报</Button>
            <Button danger>作废</Button>
            <Button disabled icon={<Symbol name="lock" />}>
              结束响应
            </Button>
            <Button type="link">依据</Button>
          </div>
        </Form>
        <ConfirmPublic
          open={asking}
          title="发布暴雨红色预警"
          place="演示县"
          recipients={118420}
          second={null}
          onConfirm={() => setAsking(false)}
          onCancel={() => setAsking(false)}
        >
          演示县气象台 02:10 发布暴雨红色预警信号：请立即转移到避难场所。
        </ConfirmPublic>
      </Card>
      <Card className={styles.half} title="没有内容时">
        <EmptyState title="还没有来报" hint="接到电话后点“录入来电”，或等网格员上报。" action={<Button type="primary">录入来电</Button>} />
        <ErrorState hint="服务器没有应答。已填内容保存在本机，请稍后重试。" code="service-unavailable" onRetry={() => undefined} />
        <NoPermissionState permission="查看指挥部成员" />
        <LoadingState lines={4} />
      </Card>
    </>
  )
}
