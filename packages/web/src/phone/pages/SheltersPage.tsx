import { resourceRoutes, shelterStateNames } from '@fengsui/contract/resources'
import type { ShelterView } from '@fengsui/contract/resources'
import { useState } from 'react'
import { useKept, useMayOnPhone, useMe, usePhoneState } from '../core/phone-context.ts'
import { useSend } from '../core/use-send.ts'
import { CountRow } from '../parts/CountRow.tsx'
import { DataAge } from '../parts/Due.tsx'
import { FormProblems } from '../parts/FormProblems.tsx'
import { ItemState } from '../parts/ItemState.tsx'
import styles from '../parts/phone.module.css'

/** Shelters of the own place: room, and people who arrive. */
export function SheltersPage() {
  const { data, readAt, problem } = useKept('shelters')
  const shelters = data?.items ?? []
  return (
    <>
      <DataAge readAt={readAt} problem={problem?.detail ?? null} />
      {shelters.length === 0 ? <p className={styles.empty}>本辖区没有登记避难场所。</p> : shelters.map((shelter) => <ShelterCard key={shelter.id} shelter={shelter} />)}
    </>
  )
}

function ShelterCard({ shelter }: { readonly shelter: ShelterView }) {
  const me = useMe()
  const { items } = usePhoneState()
  const mayEdit = useMayOnPhone('evacuation:edit')
  const [people, setPeople] = useState<number | null>(null)
  const { send, problems, failure } = useSend()
  const pending = items.findLast(({ kind, params, state }) => kind === 'shelter-admit' && state !== 'delivered' && params['shelterId'] === shelter.id)
  const working = shelter.state === 'open' || shelter.state === 'full'
  const admit = async (): Promise<void> => {
    const count = people ?? 0
    const key = await send({ kind: 'shelter-admit', route: resourceRoutes.admitToShelter, params: { shelterId: shelter.id }, body: { people: count, fromDivisionCode: me.division.level === 'village' ? me.account.divisionCode : null, incidentId: shelter.incidentId }, words: `${shelter.name}到达 ${count} 人`, subject: `shelter:${shelter.id}` })
    if (key !== null) setPeople(null)
  }
  return (
    <article className={styles.card}>
      <div className={styles.spread}>
        <h2>{shelter.name}</h2>
        <span className={styles.mark}>{shelterStateNames[shelter.state]}</span>
      </div>
      <p>
        在住 {shelter.occupancy} 人，容量 {shelter.capacity} 人，余 {shelter.free} 人
      </p>
      {pending !== undefined && (
        <p className={styles.spread}>
          {pending.words}
          <ItemState item={pending} />
        </p>
      )}
      {working && mayEdit && (
        <>
          <CountRow label="到达人数" value={people} onChange={setPeople} />
          <FormProblems problems={problems} failure={failure} />
          <button type="button" className={styles.second} disabled={people === null || people === 0} onClick={() => void admit()}>
            登记到达
          </button>
        </>
      )}
    </article>
  )
}
