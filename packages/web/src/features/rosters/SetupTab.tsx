import { routes } from '@fengsui/contract'
import { dutyDayKindNames, dutyLeaveKinds, dutyRoleNames, dutyRoles, type DutyMemberView, type RosterSetup, type RosterUnit, type ShiftDefinition } from '@fengsui/contract/rosters'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../lib/use-may.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { DataTable, type TableColumn } from '../../ui/table/DataTable.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { MemberDialog } from './MemberDialog.tsx'
import { PatternDialog } from './PatternDialog.tsx'
import styles from './rosters.module.css'
import { WithUnit } from './UnitChoice.tsx'

interface SetupTabProps {
  readonly unitId: string | undefined
  readonly onUnit: (unitId: string) => void
}

/** How a unit stands duty: its shifts, who may stand, who is away. */
export function SetupTab({ unitId, onUnit }: SetupTabProps) {
  return <WithUnit unitId={unitId} onUnit={onUnit}>{(unit, choice) => <SetupOfUnit key={unit.unitId} unit={unit} choice={choice} />}</WithUnit>
}

type Dialog = { readonly kind: 'pattern' } | { readonly kind: 'leave' } | { readonly kind: 'member'; readonly member: DutyMemberView | null } | null

function SetupOfUnit({ unit, choice }: { readonly unit: RosterUnit; readonly choice: ReactNode }) {
  const setup = useRoute(routes.getRosterSetup, { params: { unitId: unit.unitId } }, { touches: ['duty-pattern', 'duty-member', 'duty-leave', 'person'] })
  const mayAct = useMay('roster:edit') && unit.mayEdit
  const [dialog, setDialog] = useState<Dialog>(null)
  if (setup.error !== null && setup.data === undefined) return <ErrorState hint={setup.error.message} code={setup.error.problem.code} onRetry={() => void setup.refetch()} />
  if (setup.data === undefined) return <LoadingState />
  return (
    <div className={styles.page}>
      <div className={styles.bar}>{choice}</div>
      <div className={styles.setup}>
        <section aria-label="班次规则">
          <div className={styles.line}>
            <h3>班次规则</h3>
            {mayAct && <div className={styles.actions}><Button size="small" onClick={() => setDialog({ kind: 'pattern' })}>{setup.data.pattern === null ? '制定规则' : '修改规则'}</Button></div>}
          </div>
          <PatternPart setup={setup.data} />
          <LeavePart setup={setup.data} mayAct={mayAct} onAdd={() => setDialog({ kind: 'leave' })} />
        </section>
        <section aria-label="值班人员">
          <MemberPart setup={setup.data} mayAct={mayAct} onEdit={(member) => setDialog({ kind: 'member', member })} />
        </section>
      </div>
      {dialog?.kind === 'pattern' && <PatternDialog setup={setup.data} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'leave' && <LeaveDialog unitId={unit.unitId} members={setup.data.members} personId={null} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'member' && <MemberDialog unit={unit} member={dialog.member} known={setup.data.members} onClose={() => setDialog(null)} />}
    </div>
  )
}

const clock = (minute: number): string => `${minute >= 1440 ? '次日 ' : ''}${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const seatWords = (shift: ShiftDefinition): string => dutyRoles.filter((role) => shift.seats[role] > 0).map((role) => `${dutyRoleNames[role]} ${String(shift.seats[role])}`).join('，')

function PatternPart({ setup }: { readonly setup: RosterSetup }) {
  const { pattern, coming, limits } = setup
  if (pattern === null && coming === null) return <p className={styles.quiet}>还没有班次规则。先选一种常用的，再按本单位改。</p>
  const shown = pattern ?? coming
  return (
    <>
      {shown !== null && (
        <table className={styles.shiftTable}>
          <thead>
            <tr><th scope="col">班次</th><th scope="col">用于</th><th scope="col">时间</th><th scope="col">席位</th></tr>
          </thead>
          <tbody>
            {shown.shifts.map((shift) => (
              <tr key={shift.key}>
                <td>{shift.name}</td>
                <td>{shift.on.length === 3 ? '每天' : shift.on.map((kind) => dutyDayKindNames[kind]).join('、')}</td>
                <td>{clock(shift.startMinute)}—{clock(shift.startMinute + shift.lengthMinutes)}</td>
                <td>{seatWords(shift)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={styles.quiet}>
        {shown?.name}，自 {shown?.inForceFrom} 起用。夜班后休息 {limits.restHoursAfterNight} 小时，七天内最多 {limits.maxNightsPerWeek} 个夜班{limits.own ? '（本单位规定）' : `。${limits.basis}`}
        {coming !== null && pattern !== null ? `。另有“${coming.name}”自 ${coming.inForceFrom} 起用` : ''}
      </p>
    </>
  )
}

function LeavePart({ setup, mayAct, onAdd }: { readonly setup: RosterSetup; readonly mayAct: boolean; readonly onAdd: () => void }) {
  const cancel = useCommand(routes.cancelDutyLeave)
  return (
    <>
      <div className={styles.line}>
        <h3>请假、出差、不希望排的日子</h3>
        {mayAct && <div className={styles.actions}><Button size="small" onClick={onAdd}>登记</Button></div>}
      </div>
      {cancel.problem !== null && <p className={styles.wrong} role="alert">{cancel.problem.detail}</p>}
      {setup.leaves.length === 0 ? <p className={styles.quiet}>没有登记。</p> : (
        <ul className={styles.leaves}>
          {setup.leaves.map((leave) => (
            <li key={leave.id}>
              <b>{leave.name}</b>
              <span>{leave.fromDay}{leave.toDay === leave.fromDay ? '' : ` 至 ${leave.toDay.slice(5)}`}</span>
              <span>{dutyLeaveKinds[leave.kind]}{leave.note === null ? '' : `：${leave.note}`}</span>
              {mayAct && <div className={styles.actions}><Button size="small" aria-label={`取消${leave.name}的${dutyLeaveKinds[leave.kind]}`} loading={cancel.busy} onClick={() => void cancel.run({ params: { leaveId: leave.id } })}>取消</Button></div>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function MemberPart({ setup, mayAct, onEdit }: { readonly setup: RosterSetup; readonly mayAct: boolean; readonly onEdit: (member: DutyMemberView | null) => void }) {
  const columns: readonly TableColumn<DutyMemberView>[] = [
    { key: 'name', title: '姓名', value: (row) => row.name, required: true, width: 96 },
    { key: 'title', title: '职务', value: (row) => row.title, width: 150 },
    { key: 'roles', title: '可任角色', value: (row) => row.roles.map((role) => dutyRoleNames[role]).join('、'), width: 150 },
    { key: 'carried', title: '结转次数', value: (row) => row.carried.total, words: (row) => (row.carried.total === 0 ? '' : `${String(row.carriedYear)} 年 ${String(row.carried.total)} 次`), width: 110 },
    { key: 'account', title: '账号', value: (row) => (row.hasAccount ? '有' : '无，由排班人代录'), width: 130, hiddenAtFirst: true },
    ...(mayAct ? [{ key: 'act', title: '操作', value: () => '', sortable: false, width: 72, render: (row: DutyMemberView) => <Button size="small" onClick={() => onEdit(row)}>修改</Button> }] : []),
  ]
  return (
    <DataTable<DutyMemberView>
      name="值班人员"
      columns={columns}
      rows={setup.members.filter(({ status }) => status === 'active')}
      rowKey={(row) => row.id}
      filters={dutyRoles.map((role) => ({ key: role, label: dutyRoleNames[role], passes: (row: DutyMemberView) => row.roles.includes(role) }))}
      tools={mayAct ? <Button size="small" type="primary" onClick={() => onEdit(null)}>加入人员</Button> : undefined}
      emptyTitle="还没有值班人员"
      emptyHint="从通讯录里选人，注明各能任什么角色。"
    />
  )
}
