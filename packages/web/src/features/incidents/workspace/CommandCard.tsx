import { routes } from '@fengsui/contract'
import type { ResponseView, SeatView } from '@fengsui/contract/command'
import { App, Button } from 'antd'
import { useMemo } from 'react'
import { useCan, useSession } from '../../../lib/session.tsx'
import { useCommand } from '../../../lib/use-command.ts'
import { hourMinute } from '../../../ui/clocks/time-text.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { VerificationMark } from '../../../ui/marks/VerificationMark.tsx'
import type { VerificationShape } from '../../../ui/marks/VerificationMark.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import { presenceNames, readCommandStructure } from './command-structure.ts'
import type { MemberUnit, Presence } from './command-structure.ts'
import styles from './command.module.css'
import { shortUnitName } from './unit-names.ts'

const shapes: Readonly<Record<Presence, VerificationShape>> = { present: 'disc', partly: 'half', called: 'ring', released: 'cross' }

interface CommandCardProps {
  readonly response: ResponseView | null
  readonly seats: readonly SeatView[]
  readonly mayStart: boolean
  readonly onStart: () => void
}

/** The 1+1+N: command centre, special headquarters, member units with room and presence. */
export function CommandCard({ response, seats, mayStart, onStart }: CommandCardProps) {
  const structure = useMemo(() => readCommandStructure(seats.filter((seat) => seat.responseId === response?.id)), [seats, response?.id])
  if (response === null) {
    return (
      <Card title="指挥体系" count="1+1+N">
        <EmptyState symbol="facility-commandCentre" title="指挥部还没有成立" hint="启动响应后按预案成立指挥部，各单位席位和到位情况显示在这里。" action={mayStart ? <Button onClick={onStart}>启动响应</Button> : undefined} />
      </Card>
    )
  }
  const { chief, deputies, office, onSite, members, rooms, presentMembers } = structure
  return (
    <Card title="指挥体系" count={`1+1+N · ${members.length} 单位到位 ${presentMembers}${rooms.all > 0 ? ` · ${rooms.all} 间启用 ${rooms.used}` : ''}`} extra={<TakeSeats members={members} active={response.status === 'active'} />}>
      <div className={styles.structure}>
        <div className={joinClasses(styles.node, styles.centre)}>
          <p className={styles.one}>
            1<small>综合指挥中心</small>
          </p>
          <b>{whoOf(chief) ?? '总指挥待任命'}</b>
          <small className={styles.who}>{chief === null ? response.placeName : `${chief.title}${presentText(chief)}`}</small>
        </div>
        <span className={styles.wire} />
        <div className={styles.node}>
          <p className={styles.one}>
            1<small>专项指挥部</small>
          </p>
          <b>{response.headquartersName}</b>
          <small className={styles.who}>
            {deputies.length > 0 && (
              <span title={deputies.map((seat) => `${seat.title} ${whoOf(seat) ?? seat.unitName}`).join('\n')}>
                副总指挥 {whoOf(deputies[0] ?? null) ?? '待任命'}
                {deputies.length > 1 && ` 等 ${deputies.length} 人`}
              </span>
            )}
            {onSite !== null ? (
              <span title={onSite.room ?? undefined}>现场指挥官 {whoOf(onSite) ?? shortUnitName(onSite.unitName, response.placeName)}</span>
            ) : (
              office !== null && <span title={office.unitName}>办公室 {shortUnitName(office.unitName, response.placeName)}</span>
            )}
          </small>
        </div>
        <span className={joinClasses(styles.wire, styles.fan)} />
        <ul className={styles.members} aria-label="成员单位">
          {members.map((member) => (
            <li key={member.unitId} title={`${member.unitName}${member.groups.length > 0 ? `：${member.groups.join('、')}` : ''}，${presenceNames[member.presence]}`}>
              <VerificationMark shape={shapes[member.presence]} word={shortUnitName(member.unitName, response.placeName)} />
              <small>{member.presence === 'called' ? '未应答' : (member.room ?? presenceNames[member.presence])}</small>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

function whoOf(seat: SeatView | null): string | null {
  return seat?.personName ?? null
}

function presentText(seat: SeatView): string {
  return seat.presentAt === null ? ' · 未到岗' : ` · ${hourMinute(seat.presentAt)} 到岗`
}

/** The own unit says that it is there, for every seat it was called to. */
function TakeSeats({ members, active }: { readonly members: readonly MemberUnit[]; readonly active: boolean }) {
  const { account } = useSession()
  const { message } = App.useApp()
  const mayWork = useCan('task:work')
  const take = useCommand(routes.takeSeat)
  const own = members.find((member) => member.unitId === account.unitId)
  if (!active || !mayWork || own === undefined || own.calledSeatIds.length === 0) return null
  const takeAll = async (): Promise<void> => {
    for (const seatId of own.calledSeatIds) {
      if ((await take.run({ params: { seatId }, body: {} })) === undefined) return
    }
    message.success('已登记到位')
  }
  return (
    <>
      {take.problem !== null && <span role="alert">{take.problem.detail}</span>}
      <Button size="small" type="primary" loading={take.busy} onClick={() => void takeAll()}>
        本单位到位
      </Button>
    </>
  )
}
