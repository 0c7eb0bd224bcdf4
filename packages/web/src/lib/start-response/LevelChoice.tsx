import type { planRoutes } from '@fengsui/contract/plans'
import type { RouteResponse } from '@fengsui/contract/kernel'
import type { ResponseLevelNumber } from '@fengsui/contract/plans/structured'
import { joinClasses } from '../../ui/join-classes.ts'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './start-response.module.css'

/** How a level of a plan stands now, as the server judged it. */
export type LevelReadiness = RouteResponse<typeof planRoutes.evaluatePlan>['levels'][number]

export const conditionMarks = {
  met: { shape: 'disc', word: '条件已满足' },
  'not-met': { shape: 'cross', word: '条件未满足' },
  unknown: { shape: 'ring', word: '尚不能判断' },
} as const

/** A level number of the wire as the literal the rules want. */
export function toLevel(level: number): ResponseLevelNumber {
  return level === 1 || level === 2 || level === 3 ? level : 4
}

interface LevelChoiceProps {
  readonly levels: readonly LevelReadiness[]
  readonly proposed: number | null
  readonly value: ResponseLevelNumber | null
  readonly loading: boolean
  readonly onChange: (level: ResponseLevelNumber) => void
  /** A level that cannot be chosen, such as the one that runs. */
  readonly except?: number
}

/** The levels of a plan with the state of their conditions, who signs, and why one may not; a radio group. */
export function LevelChoice({ levels, proposed, value, loading, onChange, except }: LevelChoiceProps) {
  if (loading) return <LoadingState lines={3} />
  return (
    <fieldset className={styles.levels}>
      <legend>响应级别</legend>
      {levels.map((level) => (
        <label key={level.level} className={joinClasses(styles.level, value === level.level && styles.levelOn, except === level.level && styles.levelOff)}>
          <input type="radio" name="response-level" checked={value === level.level} disabled={except === level.level} onChange={() => onChange(toLevel(level.level))} />
          <ResponseShield level={toLevel(level.level)} outline={value !== level.level} />
          <span className={styles.levelText}>
            <span className={styles.levelName}>
              <b>{level.name}</b>
              <VerificationMark {...conditionMarks[level.met]} />
              {proposed === level.level && <Tag tone="accent">建议</Tag>}
              {except === level.level && <Tag>正在执行</Tag>}
              <small>{level.starterName}签发{level.mayStart ? '' : `，${level.mayStartReason ?? '您不能签发'}`}</small>
            </span>
            {level.because.length > 0 && <small>符合：{level.because.join('；')}</small>}
            {level.met === 'unknown' && level.missing.length > 0 && <small>待核实：{level.missing.join('、')}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
