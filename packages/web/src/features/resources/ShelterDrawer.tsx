import { routes } from '@fengsui/contract'
import type { ShelterView } from '@fengsui/contract/resources'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { AdmitForm } from './AdmitForm.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { Facts } from './Facts.tsx'
import { LeaveForm } from './LeaveForm.tsx'
import { shelterKinds, shelterStateNames, staleText } from './resource-words.ts'
import styles from './resources.module.css'
import { ShelterDialog } from './ShelterDialog.tsx'

interface ShelterDrawerProps {
  readonly shelter: ShelterView
  readonly others: readonly ShelterView[]
  readonly onClose: () => void
  readonly onOpenIt: () => void
}

/** One shelter: who is in it, who came and went; arrivals and departures are taken down here. */
export function ShelterDrawer({ shelter, others, onClose, onOpenIt }: ShelterDrawerProps) {
  const { readOnly } = useApiBase()
  const mayRun = useMay('evacuation:edit')
  const [editing, setEditing] = useState(false)
  const close = useCommand(routes.closeShelter)
  const open = shelter.state === 'open' || shelter.state === 'full'
  return (
    <Drawer open title={shelter.name} size={480} onClose={onClose}>
      <div className={styles.drawer}>
        <ProgressBar label={shelter.name} total={shelter.capacity} parts={[{ label: '在住', value: shelter.occupancy, step: 5 }]} text={`${shelter.occupancy.toLocaleString('zh-CN')} / ${shelter.capacity.toLocaleString('zh-CN')} 人`} />
        <Facts
          items={[
            ['状态', <Tag key="state" tone={open ? 'accent' : 'quiet'}>{shelterStateNames[shelter.state]}</Tag>],
            ...(open || shelter.state === 'ended' ? [['最高在住', `${shelter.peakOccupancy.toLocaleString('zh-CN')} 人`] as const, ['分流出去', `${shelter.redirected.toLocaleString('zh-CN')} 人`] as const] : []),
            ...(shelter.openedAt === null ? [] : [['开放时间', monthDayTime(shelter.openedAt)] as const]),
            ['类别', `${shelterKinds[shelter.kind]}，${shelter.indoor ? '室内' : '室外'}`], ['设施', shelter.facilities.join('、') || '未填'], ['管理单位', shelter.unitName], ['地区', shelter.placeName],
            ['资料确认', shelter.stale ? <span key="stale" className={styles.warn}>{staleText}</span> : monthDayTime(shelter.confirmedAt)],
          ]}
        />
        {mayRun && !open && <div className={styles.actions}><Button type="primary" onClick={onOpenIt}>开放</Button></div>}
        {mayRun && open && <AdmitForm key={`in-${shelter.id}`} shelter={shelter} others={others} />}
        {mayRun && open && shelter.occupancy > 0 && <LeaveForm key={`out-${shelter.id}`} shelter={shelter} />}
        {mayRun && open && shelter.occupancy === 0 && (
          <div className={styles.actions}>
            <Button loading={close.busy} onClick={() => void close.run({ params: { shelterId: shelter.id } })}>关闭场所</Button>
          </div>
        )}
        {close.problem !== null && <p className={styles.refusal} role="alert">{close.problem.detail}</p>}
        <Arrivals shelterId={shelter.id} />
        {shelter.mayEdit && !readOnly && (
          <div className={styles.actions}>
            <ConfirmButton kind="shelter" rows={[shelter]} />
            <Button size="small" onClick={() => setEditing(true)}>修改资料</Button>
          </div>
        )}
      </div>
      {editing && <ShelterDialog shelter={shelter} onClose={() => setEditing(false)} />}
    </Drawer>
  )
}

function Arrivals({ shelterId }: { readonly shelterId: string }) {
  const arrivals = useRoute(routes.listShelterArrivals, { params: { shelterId }, query: { limit: 100 } }, { touches: ['shelter-arrival'] })
  if (arrivals.error !== null && arrivals.data === undefined) return <ErrorState hint={arrivals.error.problem.detail} code={arrivals.error.problem.code} onRetry={() => void arrivals.refetch()} />
  if (arrivals.data === undefined) return <LoadingState lines={3} />
  const { items, next } = arrivals.data
  return (
    <div>
      <h3 className={styles.subhead}>到达记录</h3>
      {items.length === 0 && <p className={styles.note}>还没有人到达。</p>}
      <ul className={styles.arrivals}>
        {items.map((each) => (
          <li key={each.id}>
            <span>
              {monthDayTime(each.arrivedAt)} 到 {each.people} 人，收住 {each.admitted} 人{each.redirected > 0 ? `，分流 ${each.redirected} 人到${each.redirectedToName ?? '别处'}` : ''}
            </span>
            <small>
              {each.redirectedFromName !== null ? `由${each.redirectedFromName}分流来` : each.fromName !== null ? `来自${each.fromName}` : '来处未登记'}
              {each.departed > 0 ? `，已离开 ${each.departed} 人` : ''}
            </small>
          </li>
        ))}
      </ul>
      {next !== null && <p className={styles.note}>只列最近 100 次到达。</p>}
    </div>
  )
}
