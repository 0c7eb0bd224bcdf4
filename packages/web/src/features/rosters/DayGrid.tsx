import { dutyRoleNames, dutyRoles, type RosterSheet, type SeatView } from '@fengsui/contract/rosters'
import { Select } from 'antd'
import { useMemo } from 'react'
import { joinClasses } from '../../ui/join-classes.ts'
import { dayWords } from './roster-words.ts'
import styles from './rosters.module.css'

interface DayGridProps {
  readonly sheet: RosterSheet
  readonly today: string
  readonly onSeat: (seat: SeatView) => void
  /** Puts somebody on a seat, or nobody; only while a draft is edited. */
  readonly onAssign?: ((seat: SeatView, personId: string | null) => void) | undefined
}

/** Days down, roles across: the roster as it hangs on the wall, and the place where a draft is changed by hand. */
export function DayGrid({ sheet, today, onSeat, onAssign }: DayGridProps) {
  const columns = useMemo(() => {
    const found = new Map<string, { shiftKey: string; shiftName: string; role: SeatView['role']; place: number }>()
    for (const { shiftKey, shiftName, role, place } of sheet.seats) found.set(`${shiftKey}|${role}|${String(place)}`, { shiftKey, shiftName, role, place })
    const shiftOrder = [...new Set(sheet.seats.map(({ shiftKey }) => shiftKey))]
    return [...found.values()].sort((a, b) => shiftOrder.indexOf(a.shiftKey) - shiftOrder.indexOf(b.shiftKey) || dutyRoles.indexOf(a.role) - dutyRoles.indexOf(b.role) || a.place - b.place)
  }, [sheet.seats])
  const seatAt = useMemo(() => new Map(sheet.seats.map((seat) => [`${seat.day}|${seat.shiftKey}|${seat.role}|${String(seat.place)}`, seat])), [sheet.seats])
  const manyShifts = new Set(columns.map(({ shiftKey }) => shiftKey)).size > 1
  const problemsOf = (seat: SeatView) => sheet.problems.filter((problem) => problem.day === seat.day && (problem.personId === null ? seat.personId === null && problem.role === seat.role && problem.shiftKey === seat.shiftKey : problem.personId === seat.personId))
  return (
    <div className={joinClasses(styles.grid, styles.days)} role="region" aria-label="日期与角色" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">日期</th>
            {columns.map(({ shiftKey, shiftName, role, place }) => (
              <th key={`${shiftKey}${role}${String(place)}`} scope="col">
                <b>{dutyRoleNames[role]}</b>
                {manyShifts ? shiftName : ''}
                {columns.some((each) => each.shiftKey === shiftKey && each.role === role && each.place > 0) ? ` ${String(place + 1)}` : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.days.map(({ day, kind, name }) => (
            <tr key={day} className={day === today ? styles.today : undefined} id={`roster-${day}`}>
              <th scope="row" className={kind === 'working' ? undefined : styles.rest}>
                {dayWords(day)}
                {name !== null && <small>{kind === 'holiday' ? name : '调休上班'}</small>}
              </th>
              {columns.map(({ shiftKey, role, place }) => {
                const seat = seatAt.get(`${day}|${shiftKey}|${role}|${String(place)}`)
                if (seat === undefined) return <td key={`${shiftKey}${role}${String(place)}`} className={styles.rest} />
                const problems = problemsOf(seat)
                const tone = problems.some(({ weight }) => weight !== 'wish') ? styles.bad : problems.length > 0 ? styles.soft : undefined
                return (
                  <td key={`${shiftKey}${role}${String(place)}`} className={tone} title={problems.length === 0 ? undefined : problems.map(({ text }) => text).join('\n')}>
                    {onAssign === undefined ? (
                      <button type="button" className={joinClasses(styles.cell, seat.personId === null && styles.empty)} onClick={() => onSeat(seat)}>
                        {seat.personName ?? '缺'}
                      </button>
                    ) : (
                      <Select
                        className={styles.seat ?? ''}
                        size="small"
                        variant="borderless"
                        aria-label={`${dayWords(day)} ${dutyRoleNames[role]}`}
                        allowClear
                        showSearch={{ optionFilterProp: 'label' }}
                        value={seat.personId}
                        placeholder="缺"
                        options={sheet.people.filter((person) => person.roles.includes(role)).map((person) => ({ value: person.personId, label: person.name }))}
                        onChange={(personId: string | null | undefined) => onAssign(seat, personId ?? null)}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
