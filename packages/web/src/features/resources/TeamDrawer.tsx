import { routes } from '@fengsui/contract'
import { readinessLifecycle } from '@fengsui/contract/resources'
import type { Readiness, TeamView } from '@fengsui/contract/resources'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { Facts } from './Facts.tsx'
import { capabilities, hoursText, readinessNames, staleText, teamKinds } from './resource-words.ts'
import styles from './resources.module.css'
import { TeamDialog } from './TeamDialog.tsx'

/** One team: what it is, how it stands, and what its owner may change. */
export function TeamDrawer({ team, onClose }: { readonly team: TeamView; readonly onClose: () => void }) {
  const { readOnly } = useApiBase()
  const [editing, setEditing] = useState(false)
  const set = useCommand(routes.setTeamReadiness)
  const mayEdit = team.mayEdit && !readOnly
  const next = team.readiness === 'committed' ? [] : (readinessLifecycle[team.readiness] as readonly Readiness[]).filter((each): each is Exclude<Readiness, 'committed'> => each !== 'committed')
  return (
    <Drawer open title={team.name} size={440} onClose={onClose}>
      <div className={styles.drawer}>
        <Facts
          items={[
            ['状态', <Tag key="state" tone={team.readiness === 'committed' ? 'accent' : 'quiet'}>{readinessNames[team.readiness]}</Tag>],
            ['连续作业', team.hoursAtWork === null ? '—' : <span key="hours" className={team.tired ? styles.warn : undefined}>{hoursText(team.hoursAtWork)}{team.tired ? '，已疲劳，请轮换' : ''}</span>],
            ['种类', teamKinds[team.kind]], ['人数', `${team.strength} 人`], ['能力', team.capabilities.map((each) => capabilities[each]).join('、')], ['舟艇', `${team.boats} 艘`],
            ['管理单位', team.unitName], ['驻在地区', team.placeName], ['负责人', team.leaderName ?? '未填'], ['位置', team.position === null ? '不明' : `${team.position.longitude.toFixed(4)}，${team.position.latitude.toFixed(4)}${team.movedAt === null ? '（驻地）' : `（${monthDayTime(team.movedAt)}）`}`],
            ['资料确认', team.stale ? <span key="stale" className={styles.warn}>{staleText}</span> : monthDayTime(team.confirmedAt)],
          ]}
        />
        {mayEdit && next.length > 0 && (
          <div>
            <h3 className={styles.subhead}>改状态</h3>
            <div className={styles.actions}>
              {next.map((readiness) => <Button key={readiness} loading={set.busy} onClick={() => void set.run({ params: { teamId: team.id }, body: { readiness } })}>{readinessNames[readiness]}</Button>)}
            </div>
          </div>
        )}
        {mayEdit && team.readiness === 'committed' && <p className={styles.note}>正在执行调度令，归队由调度令登记。</p>}
        {set.problem !== null && <p className={styles.refusal} role="alert">{set.problem.detail}</p>}
        {mayEdit && (
          <div className={styles.actions}>
            <ConfirmButton kind="team" rows={[team]} />
            <Button size="small" onClick={() => setEditing(true)}>修改</Button>
          </div>
        )}
        {!mayEdit && <p className={styles.note}>资料由{team.unitName}维护。</p>}
      </div>
      {editing && <TeamDialog team={team} onClose={() => setEditing(false)} />}
    </Drawer>
  )
}
