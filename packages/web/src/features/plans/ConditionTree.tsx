import { evaluateCondition, planFacts } from '@fengsui/contract/plans/structured'
import type { Condition, ConditionLeaf, Situation } from '@fengsui/contract/plans/structured'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import styles from './plans.module.css'

const colourWords: Readonly<Record<string, string>> = { RED: '红色', ORANGE: '橙色', YELLOW: '黄色', BLUE: '蓝色', NONE: '无' }

/** What is known of a fact now, in words; null when nobody told us. */
function actualText(leaf: ConditionLeaf, situation: Situation): string | null {
  const value = Object.hasOwn(situation, leaf.fact) ? situation[leaf.fact] : undefined
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return colourWords[value] ?? value
  const unit = Object.hasOwn(planFacts, leaf.fact) ? planFacts[leaf.fact as keyof typeof planFacts].unit : leaf.unit
  return `${value}${unit === '' ? '' : ` ${unit}`}`
}

interface ConditionTreeProps {
  readonly condition: Condition
  /** What is known; null = not held against any incident, conditions stand without state. */
  readonly situation: Situation | null
}

/** Conditions as they stand in the plan, each with its state: met, known not to be met, not to be judged. */
export function ConditionTree({ condition, situation }: ConditionTreeProps) {
  if ('fact' in condition) return <Leaf leaf={condition} situation={situation} />
  const branches = 'any' in condition ? condition.any : condition.all
  if (branches.length === 0) return <p className={styles.quiet}>没有写明，请补充</p>
  return (
    <div className={styles.branch}>
      <span className={styles.quiet}>{'any' in condition ? '任一满足' : '同时满足'}</span>
      <ul className={styles.conditions}>
        {branches.map((branch, index) => (
          <li key={index}>
            <ConditionTree condition={branch} situation={situation} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Leaf({ leaf, situation }: { readonly leaf: ConditionLeaf; readonly situation: Situation | null }) {
  if (situation === null) return <p className={styles.leaf}>{leaf.textZh}</p>
  const { met } = evaluateCondition(leaf, situation)
  const actual = actualText(leaf, situation)
  return (
    <p className={styles.leaf}>
      <span>{leaf.textZh}</span>
      <span className={styles.leafState}>
        {actual !== null && <small>现为 {actual}</small>}
        <VerificationMark shape={met === true ? 'disc' : met === false ? 'cross' : 'ring'} word={met === true ? '已满足' : met === false ? '未满足' : '无法判断'} />
      </span>
    </p>
  )
}
