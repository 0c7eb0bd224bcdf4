import { instructionStatusNames, urgencyNames, type InstructionView } from '@fengsui/contract/instructions'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { RelativeTime } from '../../ui/clocks/RelativeTime.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { nextDuty, progressWords } from './instruction-words.ts'
import styles from './instructions.module.css'

interface InstructionRowProps {
  readonly instruction: InstructionView
  readonly current: boolean
  readonly onOpen: () => void
}

/** One instruction of the list: what, whose, how far, and the end of the term that comes first. */
export function InstructionRow({ instruction, current, onOpen }: InstructionRowProps) {
  const next = nextDuty(instruction)
  const ended = instruction.status === 'closed' || instruction.status === 'withdrawn'
  return (
    <li>
      <button type="button" className={joinClasses(styles.row, current && styles.rowOn)} aria-current={current ? 'true' : undefined} onClick={onOpen}>
        <b>{instruction.title}</b>
        <span className={styles.due}>{next === undefined ? <RelativeTime at={instruction.closedAt ?? instruction.givenAt} show="time" /> : <Countdown look="pill" name={next.unitName} startedAt={next.assignedAt} dueAt={next.dueAt} />}</span>
        <small className={styles.rowWords}>{instruction.words}</small>
        <small>{[instruction.urgency === 'normal' ? '' : urgencyNames[instruction.urgency], instruction.issuer, ended ? instructionStatusNames[instruction.status] : progressWords(instruction)].filter((part) => part !== '').join(' · ')}</small>
      </button>
    </li>
  )
}
