import { routes } from '@fengsui/contract'
import type { ClockConduct } from '@fengsui/contract/reports'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { Symbol } from '../../../ui/symbols/Symbol.tsx'
import styles from './duties.module.css'

/** How this place keeps its reporting clocks: when it reminds, whom it turns to, what it asks itself beside the law. */
export function ClockRulesTab() {
  const mayEdit = useMay('org:edit')
  const now = useNow()
  const [editing, setEditing] = useState(false)
  const answer = useRoute(routes.getClockRules, {}, { touches: ['clock-rule'] })
  if (answer.data === undefined) return answer.error === null ? <LoadingState /> : <ErrorState hint={answer.error.problem.detail} code={answer.error.problem.code} onRetry={() => void answer.refetch()} />
  const { conduct, basis, placeName, own, inForceFrom, history, platform } = answer.data
  return (
    <div className={styles.page}>
      <Card title="现行报送时限规则" count={own ? '本地区制定' : placeName === null ? '平台默认' : `沿用${placeName}`} padded extra={mayEdit && <Button size="small" type="primary" icon={<Symbol name="edit" size={14} />} onClick={() => setEditing(true)}>制定本地区规则</Button>}>
        <p className={styles.note}>依据：{basis}{inForceFrom !== null && `；${inForceFrom.slice(0, 4)} 年 ${monthDayTime(inForceFrom)} 起生效`}。法定时限随程序提供，不在这里改；何时提醒、逾期告知谁由各地自定。已在计时的按起算时的规则走完。</p>
        <ConductFacts conduct={conduct} />
      </Card>
      <Card title="历次规则" count={`${history.length} 份`} padded>
        {history.length === 0 ? (
          <EmptyState symbol="clock" title="本地区还没有自己的规则" hint={placeName === null ? '现在按平台默认提醒和升级。' : `现在沿用${placeName}的规则。`} />
        ) : (
          <ol className={styles.history}>
            {history.map((rule) => (
              <li key={rule.id}>
                <div>
                  <b>{rule.inForceFrom.slice(0, 4)} 年 {monthDayTime(rule.inForceFrom)} 起</b>
                  <span>{rule.basis}</span>
                  <small className={styles.meta}>{rule.setByUnitName}，{monthDayTime(rule.setAt)} 制定</small>
                  {own && rule.inForceFrom === inForceFrom ? <Tag tone="accent">现行</Tag> : Date.parse(rule.inForceFrom) > now ? <Tag tone="outline">待生效</Tag> : <Tag>已被取代</Tag>}
                </div>
                <ConductFacts conduct={rule} />
              </li>
            ))}
          </ol>
        )}
      </Card>
      {editing && <ClockRulesDialog from={conduct} platform={platform} onClose={() => setEditing(false)} />}
    </div>
  )
}

function ConductFacts({ conduct }: { readonly conduct: ClockConduct }) {
  return (
    <dl className={styles.facts}>
      <div><dt>提醒</dt><dd>走过 {conduct.remindAtPercent}% 时{conduct.remindBeforeMinutes > 0 && `，到期前 ${conduct.remindBeforeMinutes} 分钟再一次`}，告知责任单位值班室</dd></div>
      <div><dt>到期未报</dt><dd>{conduct.leaderAfterMinutes === 0 ? '到期即' : `过 ${conduct.leaderAfterMinutes} 分钟`}告知在班的带班领导；过 {conduct.superiorAfterMinutes} 分钟告知上级单位</dd></div>
      <div><dt>本地时限</dt><dd>{conduct.localPhoneMinutes === null && conduct.localWrittenMinutes === null ? '没有另外的要求，只按法定时限' : `知悉后${conduct.localPhoneMinutes === null ? '' : `电话 ${conduct.localPhoneMinutes} 分钟`}${conduct.localPhoneMinutes !== null && conduct.localWrittenMinutes !== null ? '、' : ''}${conduct.localWrittenMinutes === null ? '' : `书面 ${conduct.localWrittenMinutes} 分钟`}；与法定时限取其严`}</dd></div>
    </dl>
  )
}

const labels: Readonly<Record<string, string>> = {
  'conduct.remindAtPercent': '第一次提醒（走过百分之）', 'conduct.remindBeforeMinutes': '到期前再提醒（分钟，0 为不再）', 'conduct.leaderAfterMinutes': '到期后告知带班领导（分钟）', 'conduct.superiorAfterMinutes': '到期后告知上级单位（分钟）',
  'conduct.localPhoneMinutes': '本地电话报告时限（分钟）', 'conduct.localWrittenMinutes': '本地书面报告时限（分钟）', basis: '依据', inForceFrom: '生效时间',
}
const numbers: readonly (readonly [readonly [keyof ClockConduct, boolean], readonly [keyof ClockConduct, boolean]])[] = [
  [['remindAtPercent', false], ['remindBeforeMinutes', false]], [['leaderAfterMinutes', false], ['superiorAfterMinutes', false]], [['localPhoneMinutes', true], ['localWrittenMinutes', true]],
]

function ClockRulesDialog({ from, platform, onClose }: { readonly from: ClockConduct; readonly platform: ClockConduct; readonly onClose: () => void }) {
  const now = useNow()
  const [conduct, setConduct] = useState<ClockConduct>(from)
  const [basis, setBasis] = useState('')
  const [inForceFrom, setInForceFrom] = useState<string | null>(() => new Date(Math.ceil(now / 60_000) * 60_000).toISOString())
  const form = useFormCommand(routes.setClockRules, { labels, prefix: 'clock-rules', words: { inForceFrom: '请填生效时间' }, onDone: onClose })
  return (
    <FormDialog open width={640} title="制定本地区报送时限规则" okText="自该时起生效" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { conduct, basis, inForceFrom: inForceFrom ?? '' } })}>
      <p className={styles.note}>
        没有自定规则的下级地区随之沿用。“30 分钟电话、1 小时书面”是一些地方的要求，国家没有规定：本地有文件的填，没有的留空。
        <Button type="link" size="small" onClick={() => setConduct(platform)}>改回平台默认</Button>
      </p>
      {numbers.map((pair) => (
        <div key={pair[0][0]} className={styles.two}>
          {pair.map(([name, optional]) => (
            <Field key={name} label={labels[`conduct.${name}`] ?? name} id={form.idOf(`conduct.${name}`)} error={form.errorOf(`conduct.${name}`)} required={!optional}>
              <InputNumber value={conduct[name]} min={0} max={480} precision={0} inputMode="numeric" placeholder={optional ? '没有要求' : ''} style={{ width: '100%' }} onChange={(value) => setConduct((before) => ({ ...before, [name]: optional ? value : (value ?? 0) }))} />
            </Field>
          ))}
        </div>
      ))}
      <Field label="依据" hint="文件名和文号；没有文件的写“本级应急指挥部决定”" id={form.idOf('basis')} error={form.errorOf('basis')} required>
        <Input value={basis} maxLength={200} onChange={(event) => setBasis(event.target.value)} />
      </Field>
      <Field label="生效时间" id={form.idOf('inForceFrom')} error={form.errorOf('inForceFrom')} required>
        <InstantInput value={inForceFrom} onChange={setInForceFrom} />
      </Field>
    </FormDialog>
  )
}
