import { routes } from '@fengsui/contract'
import { warningLevelNames, type WarningView } from '@fengsui/contract/warnings'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './warnings.module.css'

interface LiftWarningDialogProps {
  readonly warning: WarningView
  readonly onClose: () => void
}

const noLabels = {}

/** Lifting follows the issuer; it ends the linkage watch too, so it is asked once more. */
export function LiftWarningDialog({ warning, onClose }: LiftWarningDialogProps) {
  const form = useFormCommand(routes.liftWarning, { labels: noLabels, prefix: 'lift-warning', onDone: onClose })
  return (
    <FormDialog open title={`解除${warning.placeName}${warning.hazardName}${warningLevelNames[warning.level]}预警`} okText="解除预警" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { warningId: warning.id }, body: {} })}>
      <div className={styles.basis}>
        <b>{warning.headline}</b>
        <p>只在原发布单位（{warning.issuer}）已经解除时登记。解除后不再核对响应是否跟上，未了的联动告警一并结束。</p>
      </div>
    </FormDialog>
  )
}
