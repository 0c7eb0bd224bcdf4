import { routes } from '@fengsui/contract'
import { addDays } from '@fengsui/contract/calendar'
import { dutyNoteKinds, type DayLine, type DutyNoteKind } from '@fengsui/contract/duty'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../../lib/api-base.tsx'
import { addressOf } from '../../../lib/api.ts'
import { useFormCommand } from '../../../lib/form/use-form-command.ts'
import { LinkTo, paths } from '../../../lib/navigation.ts'
import { useMay } from '../../../lib/use-may.ts'
import { useRoute } from '../../../lib/use-route.ts'
import { hourMinute, monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Field } from '../../../ui/forms/Field.tsx'
import { FormDialog } from '../../../ui/forms/FormDialog.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { FilterChips } from '../../../ui/layout/FilterChips.tsx'
import { useNarrow } from '../../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import styles from './shift.module.css'

const touches = ['duty-note', 'phone-log', 'duty-watch', 'handover', 'signal', 'incident', 'report', 'report-delivery', 'warning', 'response', 'call', 'clock', 'suspicion', 'spot-check', 'fax', 'linked-case'] as const
const chips = [{ key: 'system', label: '系统所做' }, { key: 'phone', label: '电话' }, { key: 'note', label: '手记' }] as const

/** The log of one day of the own unit. */
export function DayLogTab() {
  const { base } = useApiBase()
  const narrow = useNarrow()
  const mayWork = useMay('duty:work')
  const [day, setDay] = useState<string | null>(null)
  const [pressed, setPressed] = useState<readonly DayLine['source'][]>([])
  const [writing, setWriting] = useState<DutyNoteKind | null>(null)
  const [correcting, setCorrecting] = useState<DayLine | null>(null)
  const found = useRoute(routes.getDayLog, { query: day === null ? {} : { day } }, { touches })
  const log = found.data
  if (log === undefined) return found.error === null ? <LoadingState /> : <ErrorState hint={found.error.problem.detail} code={found.error.problem.code} onRetry={() => void found.refetch()} />
  const lines = log.lines.filter((line) => pressed.length === 0 || pressed.includes(line.source))
  const paper = (format: 'pdf' | 'docx' | 'xlsx'): string => `${base}${addressOf(routes.downloadDayLog, { query: { day: log.day, format } })}`
  const tools = (
    <>
      {mayWork && (
        <Button size="small" type="primary" onClick={() => setWriting('note')}>
          记一条
        </Button>
      )}
      <Button size="small" href={paper('pdf')} target="_blank">
        打印
      </Button>
      {!narrow && (
        <>
          <Button size="small" href={paper('docx')}>
            Word
          </Button>
          <Button size="small" href={paper('xlsx')}>
            Excel
          </Button>
        </>
      )}
    </>
  )
  return (
    <Card title={`${log.unitName}值班日志`} count={`${log.lines.length} 条${log.cut ? '（只显示前面部分）' : ''}`} extra={tools}>
      <div className={styles.dayHead}>
        <span className={styles.days}>
          <Button size="small" aria-label="前一天" onClick={() => setDay(addDays(log.day, -1))}>
            ‹
          </Button>
          <DayInput key={log.day} day={log.day} onChange={setDay} />
          <Button size="small" aria-label="后一天" onClick={() => setDay(addDays(log.day, 1))}>
            ›
          </Button>
          {day !== null && (
            <Button size="small" type="text" onClick={() => setDay(null)}>
              今天
            </Button>
          )}
        </span>
        <span>{log.dayName === null ? log.dayKind : `${log.dayKind}（${log.dayName}）`}</span>
        <span>
          天气：{log.weather ?? '未记'}{' '}
          {mayWork && (
            <button type="button" className={styles.link} onClick={() => setWriting('weather')}>
              {log.weather === null ? '记天气' : '更新'}
            </button>
          )}
        </span>
        <span>当班：{log.watches.length === 0 ? '无记录' : log.watches.map((watch) => `${watch.officerName}（${monthDayTime(watch.takenAt)}–${watch.endedAt === null ? '现在' : monthDayTime(watch.endedAt)}）`).join('、')}</span>
        <FilterChips label="来源" items={chips.map((chip) => ({ ...chip, count: log.lines.filter((line) => line.source === chip.key).length }))} value={pressed} onChange={setPressed} />
      </div>
      {lines.length === 0 ? (
        <EmptyState symbol="note" title="本日还没有记事" hint="系统所做的事（接报、报出、预警、叫应、交接）自动列在这里，手记随时可加。" />
      ) : (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line.key}>
              <time dateTime={line.at}>{hourMinute(line.at)}</time>
              <span className={styles.kind}>{line.kind}</span>
              <p className={joinClasses(line.correctedById !== null && styles.corrected)}>
                {line.words}
                {line.correctsId !== null && '（更正）'}
                {line.incidentId !== null && (
                  <>
                    {' '}
                    <LinkTo to={paths.incident(line.incidentId)} className={styles.link}>
                      事件
                    </LinkTo>
                  </>
                )}
              </p>
              <span className={styles.by}>
                {line.byName}
                {line.mayCorrect && (
                  <button type="button" className={styles.link} onClick={() => setCorrecting(line)}>
                    更正
                  </button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {writing !== null && <NoteDialog kind={writing} onClose={() => setWriting(null)} />}
      {correcting !== null && <CorrectionDialog line={correcting} onClose={() => setCorrecting(null)} />}
    </Card>
  )
}

/** A day typed as `2026-10-01`; taken when it is one. */
function DayInput({ day, onChange }: { readonly day: string; readonly onChange: (day: string) => void }) {
  const [text, setText] = useState(day)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(Date.parse(`${text}T00:00:00Z`)).toISOString().startsWith(text)
  const take = (): void => (isDay ? onChange(text) : setText(day))
  return <Input size="small" aria-label="日期" value={text} status={isDay ? '' : 'warning'} onChange={(event) => setText(event.target.value.trim())} onPressEnter={take} onBlur={take} />
}

const labels = { words: '内容', kind: '类别' }

function NoteDialog({ kind: given, onClose }: { readonly kind: DutyNoteKind; readonly onClose: () => void }) {
  const [kind, setKind] = useState<DutyNoteKind>(given)
  const [words, setWords] = useState('')
  const form = useFormCommand(routes.writeDutyNote, { labels, prefix: 'duty-note', onDone: onClose })
  return (
    <FormDialog open title={given === 'weather' ? '记天气' : '记值班日志'} okText="记下" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ body: { kind, words } })}>
      <Field label={labels.kind} id={form.idOf('kind')}>
        <Select value={kind} options={(Object.keys(dutyNoteKinds) as DutyNoteKind[]).map((value) => ({ value, label: dutyNoteKinds[value] }))} onChange={setKind} />
      </Field>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} hint={kind === 'weather' ? '如：大雨转暴雨，东北风 6 级，气温 24–28 ℃' : '记下后不能改，写错了用“更正”另起一条'} required>
        <Input.TextArea value={words} rows={4} maxLength={4000} autoFocus onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

function CorrectionDialog({ line, onClose }: { readonly line: DayLine; readonly onClose: () => void }) {
  const [words, setWords] = useState(line.words)
  const form = useFormCommand(routes.correctDutyNote, { labels, prefix: 'duty-correction', onDone: onClose })
  return (
    <FormDialog open title="更正日志" okText="更正" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { noteId: line.objectId }, body: { words } })}>
      <p className={styles.hint}>原条保留并划去，更正另起一条，记下更正人和时间。</p>
      <Field label={labels.words} id={form.idOf('words')} error={form.errorOf('words')} required>
        <Input.TextArea value={words} rows={4} maxLength={4000} autoFocus onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  )
}
