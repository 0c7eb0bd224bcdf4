import { dutyRoleNames, dutyRoles, type RosterSheet } from '@fengsui/contract/rosters'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { signed } from './roster-words.ts'
import styles from './rosters.module.css'

const weightWords = { impossible: '排不通', rule: '不合规', wish: '意愿' } as const
const SHOWN = 60

/** What is wrong with the roster, gravest first; pressing leads to the day. */
export function ProblemList({ sheet }: { readonly sheet: RosterSheet }) {
  const grave = ['impossible', 'rule', 'wish'] as const
  const all = grave.flatMap((weight) => sheet.problems.filter((problem) => problem.weight === weight))
  if (all.length === 0) return (
    <p className={styles.quiet}>
      <Symbol name="check" size={14} /> 没有缺岗，没有不合规则的地方。
    </p>
  )
  return (
    <ul className={styles.problems}>
      {all.slice(0, SHOWN).map((problem, at) => (
        <li key={`${String(at)}${problem.text}`}>
          <span className={problem.weight === 'wish' ? styles.quiet : styles.wrong}>{weightWords[problem.weight]}</span>
          <button type="button" onClick={() => document.getElementById(`roster-${problem.day}`)?.scrollIntoView({ block: 'center' })}>
            {problem.text}
          </button>
        </li>
      ))}
      {all.length > SHOWN && <li className={styles.quiet}>还有 {all.length - SHOWN} 处</li>}
    </ul>
  )
}

/** Duties of the year beside the mean of those in the same role. */
export function FairnessTable({ sheet }: { readonly sheet: RosterSheet }) {
  if (sheet.fairness.length === 0) return <p className={styles.quiet}>还没有值班人员。</p>
  return (
    <table className={styles.fair}>
      <thead>
        <tr>
          <th scope="col">{sheet.fromDay.slice(0, 4)} 年</th>
          <th scope="col" title="到岗值班次数（不含备勤），括号内为与同角色均值之差">值班</th>
          <th scope="col">夜</th>
          <th scope="col">周末</th>
          <th scope="col">节</th>
          <th scope="col">备</th>
        </tr>
      </thead>
      {dutyRoles.filter((role) => sheet.fairness.some((row) => row.role === role)).map((role) => (
        <tbody key={role}>
          <tr className={styles.group}>
            <th scope="colgroup" colSpan={6}>
              {dutyRoleNames[role]}
            </th>
          </tr>
          {sheet.fairness.filter((row) => row.role === role).map((row) => (
            <tr key={row.personId}>
              <td>{row.name}</td>
              <td className={joinClasses(Math.abs(row.deviation.total) >= 2 && styles.uneven)}>
                {row.counts.total}（{signed(row.deviation.total)}）
              </td>
              <td>{row.counts.nights}</td>
              <td>{row.counts.weekends}</td>
              <td>{row.counts.holidays}</td>
              <td>{row.counts.standby}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
