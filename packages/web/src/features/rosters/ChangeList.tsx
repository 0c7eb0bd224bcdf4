import { routes } from '@fengsui/contract'
import { dutyChangeKinds, dutyChangeStatusNames, dutyRoleNames, type DutyChangeView } from '@fengsui/contract/rosters'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { dayWords } from './roster-words.ts'
import styles from './rosters.module.css'

/** Changes of the roster, each with what one may do about it. */
export function ChangeList({ changes }: { readonly changes: readonly DutyChangeView[] }) {
  return (
    <ul className={styles.list}>
      {changes.map((change) => <ChangeItem key={change.id} change={change} />)}
    </ul>
  )
}

function ChangeItem({ change }: { readonly change: DutyChangeView }) {
  const { account } = useSession()
  const own = account.personId === change.toPersonId
  const answer = useCommand(routes.answerDutyChange)
  const decide = useCommand(routes.decideDutyChange)
  const withdraw = useCommand(routes.withdrawDutyChange)
  const [words, setWords] = useState('')
  const params = { changeId: change.id }
  const problem = answer.problem ?? decide.problem ?? withdraw.problem
  return (
    <li>
      <div className={styles.line}>
        <Tag tone={change.status === 'asked' || change.status === 'accepted' ? 'accent' : 'quiet'}>{dutyChangeStatusNames[change.status]}</Tag>
        <b>{dutyChangeKinds[change.kind]}</b>
        <span>
          {dayWords(change.shift.day)} {change.shift.shiftName}{dutyRoleNames[change.shift.role]}：{change.fromName} → {change.toName}
        </span>
        {change.counterShift !== null && <span>，换回 {dayWords(change.counterShift.day)} {change.counterShift.shiftName}</span>}
        <span className={styles.quiet}>{change.unitName} · {monthDayTime(change.askedAt)}</span>
      </div>
      {(change.reason !== null || change.answer !== null) && <p className={styles.quiet}>{change.reason === null ? '' : `理由：${change.reason}`}{change.answer === null ? '' : ` 答复：${change.answer}`}</p>}
      {(change.mayAnswer || change.mayDecide || change.mayWithdraw) && (
        <div className={styles.line}>
          {(change.mayAnswer || change.mayDecide) && <Input size="small" className={styles.unit ?? ''} value={words} maxLength={200} placeholder="答复（可不写）" aria-label="答复" onChange={(event) => setWords(event.target.value)} />}
          {change.mayAnswer && (
            <>
              <Button size="small" type="primary" loading={answer.busy} onClick={() => void answer.run({ params, body: { accept: true, answer: words } })}>{own ? '同意' : '代录：对方同意'}</Button>
              <Button size="small" loading={answer.busy} onClick={() => void answer.run({ params, body: { accept: false, answer: words } })}>{own ? '不同意' : '代录：不同意'}</Button>
            </>
          )}
          {change.mayDecide && (
            <>
              <Button size="small" type="primary" loading={decide.busy} onClick={() => void decide.run({ params, body: { approve: true, answer: words } })}>批准</Button>
              <Button size="small" loading={decide.busy} onClick={() => void decide.run({ params, body: { approve: false, answer: words } })}>不批准</Button>
            </>
          )}
          {change.mayWithdraw && <Button size="small" loading={withdraw.busy} onClick={() => void withdraw.run({ params })}>撤回</Button>}
        </div>
      )}
      {problem !== null && <p className={styles.wrong} role="alert">{problem.detail}</p>}
    </li>
  )
}
