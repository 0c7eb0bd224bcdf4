import type { ReactNode } from 'react'
import { joinClasses } from '../join-classes.ts'
import styles from './marks.module.css'

interface TagProps {
  readonly tone?: 'quiet' | 'accent' | 'outline'
  readonly children: ReactNode
}

/** A short remark on an object; never a level and never a colour code. */
export function Tag({ tone = 'quiet', children }: TagProps) {
  return <span className={joinClasses(styles.tag, tone === 'accent' && styles.tagAccent, tone === 'outline' && styles.tagOutline)}>{children}</span>
}
