import { evacuationRoutes, householdLifecycle, householdStatusNames } from '@fengsui/contract/evacuation'
import type { HouseholdStatus, HouseholdView } from '@fengsui/contract/evacuation'
import { beijingShort } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { referenceTo } from '../core/compose.ts'
import { useKept, usePhone, usePhoneState } from '../core/phone-context.ts'
import { useHouseholds } from '../core/use-households.ts'
import { useSend } from '../core/use-send.ts'
import { FormProblems } from '../parts/FormProblems.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import styles from '../parts/phone.module.css'

/** One household: who, how many, and one press for what happened at its door. */
export function HouseholdPage({ householdId }: { readonly householdId: string }) {
  const { items } = usePhoneState()
  // Listed on this phone: the address keeps the reference, the row has the server's id by now.
  const listedId = items.find(({ key }) => referenceTo(key) === householdId)?.resultId ?? householdId
  const shown = useHouseholds().find(({ row }) => row.id === householdId || row.id === listedId)
  if (shown === undefined) return <p className={styles.empty}>台账里没有这一户。</p>
  const { row: household, pending } = shown
  return (
    <>
      <article className={styles.card}>
        <div className={styles.spread}>
          <span className={styles.mark}>{householdStatusNames[household.status]}</span>
          {pending !== null && <ItemState item={pending} />}
        </div>
        <h2>
          {household.householder ?? '户主姓名不可见'}，{household.people} 人
        </h2>
        {household.vulnerable > 0 && <p>其中老弱病残 {household.vulnerable} 人，先转移他们</p>}
        <p className={styles.small}>
          {household.placeName} {household.address} · 转移原因：{household.reason}
        </p>
        {household.responsibleName !== null && <p className={styles.small}>责任人：{household.responsibleName}</p>}
        <p className={styles.small}>{listTimes(household)}</p>
        {household.phone !== null && !household.masked && (
          <a className={styles.second} href={`tel:${household.phone}`}>
            <Symbol name="source-phoneCall" size={20} />
            打 {household.phone}
          </a>
        )}
      </article>
      <HouseholdWork key={household.status} household={household} />
    </>
  )
}

function listTimes(household: HouseholdView): string {
  const { notifiedAt, movedAt, refusedAt, visits, returnedAt } = household
  return [
    notifiedAt === null ? null : `${beijingShort(notifiedAt)} 通知到户`,
    refusedAt === null ? null : `${beijingShort(refusedAt)} 不肯走，上门 ${visits} 次`,
    movedAt === null ? null : `${beijingShort(movedAt)} 转移到${household.shelterName ?? household.destination ?? '避难场所'}`,
    returnedAt === null ? null : `${beijingShort(returnedAt)} 返回`,
  ]
    .filter((part) => part !== null)
    .join('；')
}

function HouseholdWork({ household }: { readonly household: HouseholdView }) {
  const { clock } = usePhone()
  const [moving, setMoving] = useState(false)
  const { send, problems, failure } = useSend()
  const next: readonly HouseholdStatus[] = householdLifecycle[household.status]
  if (!household.mayEdit || next.length === 0) return null
  const who = household.householder ?? household.address ?? '一户'
  const shared = { params: { householdId: household.id }, subject: `household:${household.id}` }
  if (moving) return <MoveForm household={household} onClose={() => setMoving(false)} />
  return (
    <div className={styles.buttons}>
      {next.includes('moved') && household.status !== 'moved' && (
        <button type="button" className={styles.big} onClick={() => setMoving(true)}>
          <Symbol name="check" size={24} />
          已转移
        </button>
      )}
      {next.includes('moved') && household.status === 'moved' && (
        <button type="button" className={styles.second} onClick={() => setMoving(true)}>
          换了地方
        </button>
      )}
      {next.includes('notified') && (
        <button type="button" className={styles.second} onClick={() => void send({ ...shared, kind: 'household-notify', route: evacuationRoutes.notifyHousehold, body: {}, words: `已通知到户：${who}` })}>
          已通知到户
        </button>
      )}
      {next.includes('refused') && (
        <button type="button" className={styles.second} onClick={() => void send({ ...shared, kind: 'household-refuse', route: evacuationRoutes.refuseMove, body: { visited: true, refusedAt: clock.now() }, words: household.status === 'refused' ? `再次上门，仍不肯走：${who}` : `不肯走：${who}` })}>
          {household.status === 'refused' ? '又上门一次，还不肯' : '不肯走'}
        </button>
      )}
      {next.includes('returned') && (
        <button type="button" className={styles.second} onClick={() => void send({ ...shared, kind: 'household-return', route: evacuationRoutes.returnHousehold, body: {}, words: `已返回：${who}` })}>
          已返回（须已解除）
        </button>
      )}
      <FormProblems problems={problems} failure={failure} />
    </div>
  )
}

const otherPlaces = ['投亲靠友', '单位或学校', '宾馆'] as const

function MoveForm({ household, onClose }: { readonly household: HouseholdView; readonly onClose: () => void }) {
  const { clock } = usePhone()
  const { data } = useKept('shelters')
  const [shelterId, setShelterId] = useState('')
  const [destination, setDestination] = useState('')
  const [missing, setMissing] = useState(false)
  const { send, problems, failure } = useSend()
  const [movedAt] = useState(() => clock.now())
  const open = (data?.items ?? []).filter(({ state }) => state === 'open' || state === 'full')
  const submit = async (): Promise<void> => {
    if (shelterId === '' && destination.trim() === '') {
      setMissing(true)
      return
    }
    const shelter = open.find(({ id }) => id === shelterId)
    const key = await send({
      kind: 'household-move', route: evacuationRoutes.moveHousehold, params: { householdId: household.id }, body: { shelterId: shelterId === '' ? null : shelterId, destination: destination.trim() || (shelter?.name ?? ''), movedAt },
      words: `已转移：${household.householder ?? '一户'} ${household.people} 人，到${shelter?.name ?? destination.trim()}`, subject: `household:${household.id}`,
    })
    if (key !== null) onClose()
  }
  return (
    <form
      className={styles.section}
      aria-label="转移到哪里"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2>转移到哪里（{hourMinute(movedAt)}）</h2>
      {open.map(({ id, name, free }) => (
        <button key={id} type="button" className={styles.second} aria-pressed={shelterId === id} onClick={() => setShelterId(shelterId === id ? '' : id)}>
          {name}
          <span className={styles.small}>{free > 0 ? `余 ${free} 人` : '已满'}</span>
        </button>
      ))}
      <div className={styles.row}>
        {otherPlaces.map((place) => (
          <button
            key={place}
            type="button"
            className={styles.second}
            aria-pressed={shelterId === '' && destination === place}
            onClick={() => {
              setShelterId('')
              setDestination(place)
            }}
          >
            {place}
          </button>
        ))}
      </div>
      <div className={styles.field}>
        <label htmlFor="move-destination">{shelterId === '' ? '去处' : '补充说明（可不写）'}</label>
        <input id="move-destination" value={destination} maxLength={60} onChange={(event) => setDestination(event.target.value)} />
      </div>
      <FormProblems problems={missing && shelterId === '' && destination.trim() === '' ? [{ path: 'destination', message: '请选或写去了哪里' }] : problems} failure={failure} />
      <button type="submit" className={styles.big}>
        确认已转移 {household.people} 人
      </button>
      <button type="button" className={styles.second} onClick={onClose}>
        返回
      </button>
    </form>
  )
}
