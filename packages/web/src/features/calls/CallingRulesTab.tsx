import { routes } from '@fengsui/contract'
import { callKinds, platformBasis, type CallKind, type CallingRuleView, type Ladders, type QuietHours } from '@fengsui/contract/notifications'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { useNow } from '../../ui/now-context.tsx'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { CallingRulesDialog } from './CallingRulesDialog.tsx'
import { channelWords } from './call-words.ts'
import styles from './calling-rules.module.css'

const kinds = Object.keys(callKinds) as CallKind[]

/** By what this place calls people who do not answer, since when and on what ground; what was in force before stays readable. */
export function CallingRulesTab() {
  const mayEdit = useMay('org:edit')
  const [editing, setEditing] = useState(false)
  const answer = useRoute(routes.getCallingRules, {}, { touches: ['calling-rule'] })
  if (answer.data === undefined) return answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
  const { ladders, quiet, basis, placeName, own, inForceFrom, history, platform } = answer.data
  return (
    <div className={styles.page}>
      <Card title="现行叫应规则" count={own ? '本地区制定' : placeName === null ? platformBasis : `沿用${placeName}`} padded extra={mayEdit && <Button size="small" type="primary" icon={<Symbol name="edit" size={14} />} onClick={() => setEditing(true)}>制定本地区规则</Button>}>
        <p className={styles.note}>
          依据：{basis}{inForceFrom !== null && `；${inForceFrom.slice(0, 4)} 年 ${monthDayTime(inForceFrom)} 起生效`}。法律没有规定分钟数，叫而不应的转给谁、隔多久由各地自定；正在进行的叫应按发起时的阶梯走完。
        </p>
        <RuleFacts ladders={ladders} quiet={quiet} />
      </Card>
      <Card title="历次规则" count={`${history.length} 份`} padded>
        {history.length === 0 ? <EmptyState symbol="clock" title="本地区还没有自己的规则" hint={placeName === null ? '现在按平台默认叫应。' : `现在沿用${placeName}的规则。`} /> : <ol className={styles.history}>{history.map((rule) => <HistoryItem key={rule.id} rule={rule} current={own && rule.inForceFrom === inForceFrom && rule.basis === basis} />)}</ol>}
      </Card>
      {editing && <CallingRulesDialog from={{ ladders, quiet }} platform={platform} onClose={() => setEditing(false)} />}
    </div>
  )
}

function RuleFacts({ ladders, quiet }: { readonly ladders: Ladders; readonly quiet: QuietHours }) {
  return (
    <dl className={styles.facts}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{callKinds[kind]}</dt>
          <dd>{ladders[kind].length === 0 ? '不升级' : ladders[kind].map((step) => `${step.afterMinutes} 分钟${step.name}（${step.to === 'superior' ? '转其上级，' : ''}${channelWords(step.channels)}）`).join(' → ')}</dd>
        </div>
      ))}
      <div>
        <dt>静默时段</dt>
        <dd>{quiet.from}–{quiet.to}，不急的短信、邮件到时再发；紧急的随时发</dd>
      </div>
    </dl>
  )
}

function HistoryItem({ rule, current }: { readonly rule: CallingRuleView; readonly current: boolean }) {
  const now = useNow()
  return (
    <li>
      <details>
        <summary>
          <b>{rule.inForceFrom.slice(0, 4)} 年 {monthDayTime(rule.inForceFrom)} 起</b>
          <span>{rule.basis}</span>
          <small>{rule.setByUnitName}，{monthDayTime(rule.setAt)} 制定</small>
          {current ? <Tag tone="accent">现行</Tag> : Date.parse(rule.inForceFrom) > now ? <Tag tone="outline">待生效</Tag> : <Tag>已被取代</Tag>}
        </summary>
        <RuleFacts ladders={rule.ladders} quiet={{ from: rule.quietFrom, to: rule.quietTo }} />
      </details>
    </li>
  )
}
