import { evacuationRoutes } from '@fengsui/contract/evacuation'
import { useMemo } from 'react'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { useKept, useMe } from '../core/phone-context.ts'
import { useSend } from '../core/use-send.ts'
import { CountRow } from '../parts/CountRow.tsx'
import { FormProblems } from '../parts/FormProblems.tsx'
import { VillageField } from '../parts/VillageField.tsx'
import styles from '../parts/phone.module.css'
import { goTo } from '../place.ts'
import { useKeptDraft } from '../use-kept-draft.ts'

interface Draft {
  readonly incidentId: string
  readonly divisionCode: string
  readonly householder: string
  readonly phone: string
  readonly address: string
  readonly people: number | null
  readonly vulnerable: number | null
  readonly reason: string
}

const reasons = ['地质灾害点', '危旧房', '低洼易涝', '山洪沟边', '水库下游'] as const

/** Incidents that this phone has heard of; an information officer reads no list of them. */
function useKnownIncidents(): readonly { readonly id: string; readonly title: string }[] {
  const { data: tasks } = useKept('tasks')
  const { data: calls } = useKept('calls')
  const { data: households } = useKept('households')
  const { data: warnings } = useKept('warnings')
  return useMemo(() => {
    const known = new Map<string, string>()
    for (const { incidentId, incidentTitle } of tasks?.items ?? []) known.set(incidentId, incidentTitle)
    for (const { incidentId, title } of calls?.items ?? []) if (incidentId !== null && !known.has(incidentId)) known.set(incidentId, `叫应“${title}”的事件`)
    for (const { incidentId, headline } of warnings?.items ?? []) if (incidentId !== null && !known.has(incidentId)) known.set(incidentId, headline)
    for (const { incidentId } of households?.items ?? []) if (!known.has(incidentId)) known.set(incidentId, '台账所在的事件')
    return [...known].map(([id, title]) => ({ id, title }))
  }, [tasks, calls, households, warnings])
}

function initialOf(editing: QueueItem | null, divisionCode: string, incidentId: string): Draft {
  const empty: Draft = { incidentId, divisionCode, householder: '', phone: '', address: '', people: null, vulnerable: 0, reason: '' }
  if (editing === null) return empty
  const parsed = evacuationRoutes.listHouseholdInto.schema.body.partial().safeParse(editing.body)
  if (!parsed.success) return { ...empty, incidentId: editing.params['incidentId'] ?? incidentId }
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([name, value]) => name in empty && value !== undefined && value !== null))
  return { ...empty, ...given, incidentId: editing.params['incidentId'] ?? incidentId }
}

/** One more household for the ledger. */
export function NewHouseholdPage({ editing }: { readonly editing: QueueItem | null }) {
  const me = useMe()
  const incidents = useKnownIncidents()
  const initial = useMemo(() => initialOf(editing, me.account.divisionCode, incidents[0]?.id ?? ''), [editing, me.account.divisionCode, incidents])
  const [draft, change, clear] = useKeptDraft(editing === null ? 'household' : `household:${editing.key}`, initial)
  const { send, problems, failure } = useSend(editing)
  if (draft === null) return null
  const incidentId = draft.incidentId !== '' ? draft.incidentId : (incidents[0]?.id ?? '')
  if (incidentId === '') return <p className={styles.empty}>还没有可列入的事件。请镇值班室先在台账列一户或派一项任务，本机连上网后就能加。</p>
  const submit = async (): Promise<void> => {
    const { householder, phone, address, people, vulnerable, reason, divisionCode } = draft
    const key = await send({ kind: 'household-list', route: evacuationRoutes.listHouseholdInto, params: { incidentId }, body: { divisionCode, householder, phone, address, people: people ?? 0, vulnerable: vulnerable ?? 0, reason }, words: `列入台账：${householder} ${people ?? 0} 人`, subject: null })
    if (key === null) return
    clear()
    goTo('households')
  }
  return (
    <form
      className={styles.section}
      aria-label="加一户"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {incidents.length > 1 && (
        <div className={styles.field}>
          <label htmlFor="household-incident">哪个事件</label>
          <select id="household-incident" value={incidentId} onChange={(event) => change({ incidentId: event.target.value })}>
            {incidents.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
      )}
      <VillageField id="household-place" label="哪个村" value={draft.divisionCode} onChange={(divisionCode) => change({ divisionCode })} />
      <div className={styles.field}>
        <label htmlFor="household-name">户主</label>
        <input id="household-name" value={draft.householder} maxLength={40} autoComplete="off" onChange={(event) => change({ householder: event.target.value })} />
      </div>
      <div className={styles.steppers}>
        <CountRow label="全户人数" value={draft.people} most={60} onChange={(people) => change({ people })} />
        <CountRow label="老弱病残" value={draft.vulnerable} most={60} least={0} onChange={(vulnerable) => change({ vulnerable })} />
      </div>
      <div className={styles.field}>
        <label htmlFor="household-phone">电话（可不填）</label>
        <input id="household-phone" type="tel" value={draft.phone} maxLength={20} autoComplete="off" onChange={(event) => change({ phone: event.target.value })} />
      </div>
      <div className={styles.field}>
        <label htmlFor="household-address">住在哪里（可不填）</label>
        <input id="household-address" value={draft.address} maxLength={100} autoComplete="off" onChange={(event) => change({ address: event.target.value })} />
      </div>
      <div className={styles.field}>
        <label htmlFor="household-reason">为什么要转移</label>
        <div className={styles.row}>
          {reasons.map((reason) => (
            <button key={reason} type="button" className={styles.second} aria-pressed={draft.reason === reason} onClick={() => change({ reason })}>
              {reason}
            </button>
          ))}
        </div>
        <input id="household-reason" value={draft.reason} maxLength={60} onChange={(event) => change({ reason: event.target.value })} />
      </div>
      <FormProblems problems={problems} failure={failure} />
      <button type="submit" className={styles.big}>
        {editing === null ? '列入台账' : '改好，重发'}
      </button>
    </form>
  )
}
