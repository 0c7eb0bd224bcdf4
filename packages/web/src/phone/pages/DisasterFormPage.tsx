import { checkForm, disasterStatisticsRoutes, getIndicator, readCell, returnKindNames, valueProblem, villageKeys, type FormValue } from '@fengsui/contract/disaster-statistics'
import { useMemo } from 'react'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { useKept, useMe, usePhone, usePhoneState } from '../core/phone-context.ts'
import { useSend } from '../core/use-send.ts'
import { DataAge } from '../parts/Due.tsx'
import { FormProblems } from '../parts/FormProblems.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import { VillageField } from '../parts/VillageField.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'
import { useKeptDraft } from '../use-kept-draft.ts'

interface Draft {
  readonly processId: string
  readonly divisionCode: string
  readonly typed: Readonly<Record<string, string>>
}

/** Figures out of what is typed; a blank is unknown. */
function readTyped(typed: Readonly<Record<string, string>>): { values: Record<string, FormValue>; problems: { path: string; message: string }[] } {
  const values: Record<string, FormValue> = {}
  const problems: { path: string; message: string }[] = []
  for (const key of villageKeys) {
    const value = readCell(key, typed[key] ?? '')
    if (value === null) continue
    const problem = value === undefined ? '应填数字' : valueProblem(key, value)
    if (problem !== null) problems.push({ path: key, message: `${getIndicator(key).name}：${problem}` })
    else if (value !== undefined) values[key] = value
  }
  return { values, problems }
}

function initialOf(editing: QueueItem | null, divisionCode: string, processId: string): Draft {
  if (editing === null) return { processId, divisionCode, typed: {} }
  const parsed = disasterStatisticsRoutes.reportDisasterFigures.schema.body.partial().safeParse(editing.body)
  const typed = Object.fromEntries(Object.entries(parsed.success ? (parsed.data.values ?? {}) : {}).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])))
  return { processId: editing.params['processId'] ?? processId, divisionCode: (parsed.success ? parsed.data.divisionCode : undefined) ?? divisionCode, typed }
}

/** The village's main figures of a disaster (规程（二）1: within an hour), with or without a network. */
export function DisasterFormPage({ editing }: { readonly editing: QueueItem | null }) {
  const me = useMe()
  const { clock } = usePhone()
  const { items } = usePhoneState()
  const { data, readAt, problem } = useKept('disasters')
  const processes = data?.items.filter(({ status, kind }) => status !== 'closed' && kind === 'event') ?? []
  const initial = useMemo(() => initialOf(editing, me.account.divisionCode, processes[0]?.id ?? ''), [editing, me.account.divisionCode, processes[0]?.id])
  const [draft, change, clear] = useKeptDraft(editing === null ? 'disaster' : `disaster:${editing.key}`, initial)
  const { send, problems, failure } = useSend(editing)
  if (draft === null) return null
  const process = processes.find(({ id }) => id === draft.processId) ?? processes[0]
  if (process === undefined) {
    return (
      <>
        <p className={styles.empty}>没有正在统计的灾害过程。发生灾害请先报险情，县、镇登记灾害过程后就能在这里报数。</p>
        <DataAge readAt={readAt} problem={problem?.detail ?? null} />
      </>
    )
  }
  const { values, problems: wrong } = readTyped(draft.typed)
  const last = process.headline !== null && process.headline.divisionCode === draft.divisionCode ? process.headline : null
  const broken = checkForm('loss', { ...last?.values, ...values }).filter(({ severity, keys }) => severity === 'error' && keys.some((key) => values[key] !== undefined))
  const pending = items.filter(({ kind, state, params }) => (kind === 'disaster-figures' || kind === 'disaster-zero') && state !== 'delivered' && params['processId'] === process.id)
  const subject = `disaster:${process.id}:${draft.divisionCode}`
  const said = villageKeys.flatMap((key) => (values[key] === undefined ? [] : [`${getIndicator(key).name.replace('因灾', '').replace('人口', '')} ${String(values[key])}`]))
  const submit = async (): Promise<void> => {
    const key = await send({ kind: 'disaster-figures', route: disasterStatisticsRoutes.reportDisasterFigures, params: { processId: process.id }, body: { divisionCode: draft.divisionCode, values, asOf: clock.now(), filler: me.displayName }, words: `灾情数字：${said.slice(0, 3).join('、')}`, subject })
    if (key === null) return
    clear()
    goTo('home')
  }
  const nothing = async (): Promise<void> => {
    const key = await send({ kind: 'disaster-zero', route: disasterStatisticsRoutes.reportDisasterZero, params: { processId: process.id }, body: { divisionCode: draft.divisionCode, asOf: clock.now() }, words: last === null ? '零报告：本地无灾情' : '零报告：数字无变化', subject })
    if (key === null) return
    clear()
    goTo('home')
  }
  return (
    <form className={styles.section} aria-label="报灾情数字" onSubmit={(event) => { event.preventDefault(); void submit() }}>
      {processes.length > 1 ? (
        <div className={styles.field}>
          <label htmlFor="disaster-process">哪场灾害</label>
          <select id="disaster-process" value={process.id} onChange={({ target }) => change({ processId: target.value })}>
            {processes.map(({ id, title }) => <option key={id} value={id}>{title}</option>)}
          </select>
        </div>
      ) : (
        <h2>{process.title}</h2>
      )}
      <VillageField id="disaster-place" label="哪个村" value={draft.divisionCode} onChange={(divisionCode) => change({ divisionCode })} />
      <p className={styles.note}>{process.status === 'stable' ? `灾情已稳定，报${returnKindNames.final}：填全过程累计数。` : '填到现在为止的累计数。不清楚的空着，空着不等于 0；没有的填 0。'}</p>
      {pending.length > 0 && <ul className={styles.list}>{pending.map((item) => <li key={item.key}><div className={styles.line}><span>{item.words}</span><ItemState item={item} /></div></li>)}</ul>}
      {villageKeys.map((key) => {
        const { name, unit, type } = getIndicator(key)
        const before = last?.values[key]
        return (
          <div key={key} className={styles.field}>
            <label htmlFor={`figure-${key}`}>{name}（{unit}）{before === undefined || before === null ? '' : ` 上次 ${String(before)}`}</label>
            <input id={`figure-${key}`} inputMode={type === 'count' ? 'numeric' : 'decimal'} autoComplete="off" maxLength={14} placeholder="不清楚" value={draft.typed[key] ?? ''} onChange={({ target }) => change({ typed: { ...draft.typed, [key]: target.value } })} />
          </div>
        )
      })}
      {last !== null && <p className={styles.small}>上次 {monthDayTime(last.at)} 报</p>}
      {broken.length > 0 && (
        <div className={styles.problem} role="alert">
          <b>{broken.length} 处数字对不上，改好才能报</b>
          <ul>{broken.map(({ id, text }) => <li key={id}>{text}</li>)}</ul>
        </div>
      )}
      <FormProblems problems={[...wrong, ...problems]} failure={failure} />
      <button type="submit" className={styles.big} disabled={wrong.length > 0 || broken.length > 0 || said.length === 0}>{editing === null ? '上报' : '改好，重发'}</button>
      {editing === null && process.status !== 'stable' && <button type="button" className={styles.second} onClick={() => void nothing()}>{last === null ? '零报告：本地没有灾情' : '零报告：数字没有变化'}</button>}
      <DataAge readAt={readAt} problem={problem?.detail ?? null} />
    </form>
  )
}
