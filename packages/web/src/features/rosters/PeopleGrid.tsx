import { dutyRoleNames, type RosterSheet, type SeatView } from '@fengsui/contract/rosters'
import { startOfDay, addDays } from '@fengsui/contract/calendar'
import { useMemo } from 'react'
import { joinClasses } from '../../ui/join-classes.ts'
import { roleLetters, seatsByPerson, weekdayWord } from './roster-words.ts'
import styles from './rosters.module.css'

interface PeopleGridProps {
  readonly sheet: RosterSheet
  readonly onSeat: (seat: SeatView) => void
}

/** People down, days across: who stands when, who is away, what is against it. */
export function PeopleGrid({ sheet, onSeat }: PeopleGridProps) {
  const byPerson = useMemo(() => seatsByPerson(sheet.seats), [sheet.seats])
  const problems = useMemo(() => {
    const found = new Map<string, { weight: string; texts: string[] }>()
    for (const { personId, day, weight, text } of sheet.problems) {
      if (personId === null) continue
      const key = `${personId}|${day}`
      const known = found.get(key)
      found.set(key, { weight: known?.weight === 'impossible' ? 'impossible' : weight === 'wish' && known ? known.weight : weight, texts: [...(known?.texts ?? []), text] })
    }
    return found
  }, [sheet.problems])
  const away = useMemo(() => {
    const found = new Map<string, string>()
    for (const { personId, from, to, why } of sheet.away) for (const { day } of sheet.days) if (from < startOfDay(addDays(day, 1)) && to > startOfDay(day)) found.set(`${personId}|${day}`, why)
    return found
  }, [sheet.away, sheet.days])
  const people = useMemo(() => {
    const order = new Map(sheet.fairness.map((row, at) => [row.personId, at]))
    return [...sheet.people].sort((a, b) => (order.get(a.personId) ?? 999) - (order.get(b.personId) ?? 999))
  }, [sheet.people, sheet.fairness])
  const role = new Map(sheet.fairness.map((row) => [row.personId, row.role]))
  return (
    <div className={joinClasses(styles.grid, styles.people)} role="region" aria-label="人员与日期" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">人员</th>
            {sheet.days.map(({ day, kind, name }) => (
              <th key={day} scope="col" className={kind === 'working' ? undefined : styles.rest} title={name ?? undefined}>
                <b>{Number(day.slice(8))}</b>
                {weekdayWord(day)}
              </th>
            ))}
            <th scope="col">本段</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => {
            const count = sheet.days.reduce((sum, { day }) => sum + (byPerson.get(`${person.personId}|${day}`)?.filter((seat) => seat.role !== 'standby').length ?? 0), 0)
            return (
              <tr key={person.personId}>
                <th scope="row" title={`${person.title}；可任：${person.roles.map((each) => dutyRoleNames[each]).join('、') || '（已移出）'}`}>
                  {person.name}
                  <small>{roleLetters[role.get(person.personId) ?? 'officer']}</small>
                </th>
                {sheet.days.map(({ day, kind }) => {
                  const key = `${person.personId}|${day}`
                  const seats = byPerson.get(key) ?? []
                  const why = away.get(key)
                  const problem = problems.get(key)
                  const title = [...seats.map((seat) => `${seat.shiftName}${dutyRoleNames[seat.role]}`), ...(why === undefined ? [] : [why]), ...(problem?.texts ?? [])].join('\n')
                  return (
                    <td key={day} title={title === '' ? undefined : title} className={joinClasses(kind !== 'working' && styles.rest, why !== undefined && styles.away, problem !== undefined && (problem.weight === 'wish' ? styles.soft : styles.bad))}>
                      {seats[0] !== undefined && (
                        <button type="button" className={styles.cell} aria-label={`${person.name} ${day} ${title}`} onClick={() => seats[0] !== undefined && onSeat(seats[0])}>
                          {seats.map((seat) => (
                            <span key={`${seat.shiftKey}${seat.role}`} className={seat.role === 'leader' ? styles.leaderMark : undefined}>
                              {roleLetters[seat.role]}
                            </span>
                          ))}
                        </button>
                      )}
                    </td>
                  )
                })}
                <td className={styles.count}>{count}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
