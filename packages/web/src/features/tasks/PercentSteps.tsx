import { joinClasses } from '../../ui/join-classes.ts'
import styles from './tasks.module.css'
import { texts } from './texts.ts'

const steps = [10, 25, 50, 75, 90] as const

/** Progress by thumb: a handful of honest steps instead of a slider. */
export function PercentSteps({ value, onChange }: { readonly value: number; readonly onChange: (percent: number) => void }) {
  return (
    <fieldset className={styles.percent}>
      <legend>
        {texts.percent} {value}%
      </legend>
      <div>
        {steps.map((step) => (
          <button key={step} type="button" aria-pressed={step === value} className={joinClasses(styles.step, step === value && styles.stepOn)} onClick={() => onChange(step)}>
            {step}%
          </button>
        ))}
      </div>
    </fieldset>
  )
}
