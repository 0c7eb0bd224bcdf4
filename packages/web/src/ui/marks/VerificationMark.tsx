import type { ReactNode } from 'react'
import { joinClasses } from '../join-classes.ts'
import styles from './marks.module.css'

/** How far something is established: not yet, under way, by a person, by a machine, refuted. */
export type VerificationShape = 'ring' | 'half' | 'disc' | 'square' | 'cross'

interface VerificationMarkProps {
  readonly shape: VerificationShape
  /** The state in words: "未核实", "核实中", "已核实", "自动核验", "不实". */
  readonly word: string
}

const drawings: Readonly<Record<VerificationShape, ReactNode>> = {
  ring: <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  half: (
    <>
      <circle cx="5" cy="5" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 .8a4.2 4.2 0 0 0 0 8.400z" fill="currentColor" />
    </>
  ),
  disc: <circle cx="5" cy="5" r="4.8" fill="currentColor" />,
  square: <path d="M.6.600h8.800v8.800H.6z" fill="currentColor" />,
  cross: <path d="m1.2 1.2 7.6 7.600M8.8 1.2 1.2 8.8" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />,
}

/** Verification or delivery state: shape first, then the word. */
export function VerificationMark({ shape, word }: VerificationMarkProps) {
  return (
    <span className={joinClasses(styles.state, (shape === 'ring' || shape === 'cross') && styles.stateNone)}>
      <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        {drawings[shape]}
      </svg>
      {word}
    </span>
  )
}
