import { routes } from '@fengsui/contract'
import { gradeNames } from '@fengsui/contract/incidents'
import { casualtyNames, casualtyWatchStatusNames, type Casualties, type CasualtyWatchView } from '@fengsui/contract/reports'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { InstantInput } from '../../../lib/pickers/InstantInput.tsx'
import { useRoute } from '../../../lib/use-route.ts'
import { absoluteTime, monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { useNow } from '../../../ui/now-context.tsx'
import styles from './panels.module.css'

const counted = Object.keys(casualtyNames) as (keyof Casualties)[]
const say = (before: Casualties, after: Casualties): string => counted.flatMap((name) => ((before[name] ?? 0) === (after[name] ?? 0) ? [] : [`${casualtyNames[name]} ${before[name] ?? 0}→${after[name] ?? 0}`])).join('，')
const gradeWords = (grade: CasualtyWatchView['changes'][number]['proposedAfter']): string => (grade === null ? '未达等级' : gradeNames[grade])
const dayMs = 86_400_000

/** The days in which casualties of an accident are still followed: until when, what changed, and the next change. Nothing where the regulation asks for none. */
export function CasualtyWatchPanel({ incidentId }: { readonly incidentId: string }) {
  const now = useNow()
  const { readOnly } = useApiBase()
  const [recording, setRecording] = useState(false)
  const answer = useRoute(routes.getCasualtyWatch, { params: { incidentId } }, { touches: ['casualty-watch', 'casualty-change', 'incident'] })
  const watch = answer.data?.watch ?? null
  if (watch === null) return null
  const daysLeft = Math.floor((Date.parse(watch.endsAt) - now) / dayMs)
  return (
    <section className={styles.panel} aria-label="伤亡续报期">
      <div className={styles.panelTools}>
        <b>伤亡续报期（{watch.days} 日）</b>
        <Tag tone={watch.status === 'running' ? 'accent' : 'quiet'}>{watch.status === 'running' ? (daysLeft < 1 ? '今日届满' : `还有 ${daysLeft} 天`) : casualtyWatchStatusNames[watch.status]}</Tag>
        {!readOnly && watch.mayRecord && <Button size="small" onClick={() => setRecording(true)}>登记伤亡变化</Button>}
      </div>
      <p className={styles.quiet}>
        自 {absoluteTime(watch.startsAt)} 至 {absoluteTime(watch.endsAt)}，{watch.unitName}跟踪。期内伤亡变化当日补报、重新建议等级；期后的不计入这起事故。{watch.legalBasis}
      </p>
      {watch.changes.length > 0 && (
        <ul className={styles.cards}>
          {watch.changes.map((change) => (
            <li key={change.id} className={styles.oneCard}>
              <div className={styles.cardLine}>
                <b>{say(change.before, change.after)}</b>
                {change.proposedBefore !== change.proposedAfter && <Tag tone="accent">建议等级 {gradeWords(change.proposedBefore)}→{gradeWords(change.proposedAfter)}</Tag>}
              </div>
              <div className={styles.cardMeta}>
                {monthDayTime(change.changedAt)} 变化，{change.recordedByUnitName} {monthDayTime(change.recordedAt)} 登记{change.words === null ? '' : `：${change.words}`}
              </div>
            </li>
          ))}
        </ul>
      )}
      {recording && <ChangeDialog watch={watch} onClose={() => setRecording(false)} />}
    </section>
  )
}

function ChangeDialog({ watch, onClose }: { readonly watch: CasualtyWatchView; readonly onClose: () => void }) {
  const now = useNow()
  const [changedAt, setChangedAt] = useState<string | null>(() => new Date(Math.floor(now / 60_000) * 60_000).toISOString())
  const [counts, setCounts] = useState<Readonly<Record<keyof Casualties, number>>>({ dead: watch.current.dead ?? 0, missing: watch.current.missing ?? 0, seriouslyInjured: watch.current.seriouslyInjured ?? 0, injured: watch.current.injured ?? 0 })
  const [words, setWords] = useState('')
  const labels = { changedAt: '变化时间', ...casualtyNames, words: '说明' }
  const form = useFormCommand(routes.recordCasualtyChange, { labels, prefix: 'casualty', words: { changedAt: '请填变化时间' }, onDone: onClose })
  return (
    <FormDialog open title="登记伤亡变化" okText="登记，并起算当日补报" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { incidentId: watch.incidentId }, body: { changedAt: changedAt ?? '', ...counts, words } })}>
      <Field label={labels.changedAt} id={form.idOf('changedAt')} error={form.errorOf('changedAt')} required hint={`应在 ${absoluteTime(watch.endsAt)} 前；按变化发生的时间判定是否在续报期内`}>
        <InstantInput value={changedAt} onChange={setChangedAt} />
      </Field>
      <div className={styles.factGrid}>
        {counted.map((name) => (
          <Field key={name} label={`${casualtyNames[name]}（现 ${watch.current[name] ?? 0}）`} id={form.idOf(name)} error={form.errorOf(name)} required>
            <InputNumber value={counts[name]} min={0} precision={0} inputMode="numeric" style={{ width: '100%' }} onChange={(value) => setCounts((before) => ({ ...before, [name]: value ?? 0 }))} />
          </Field>
        ))}
      </div>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} hint="消息来源，如医院通报；不写姓名">
        <Input.TextArea value={words} rows={2} maxLength={400} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
