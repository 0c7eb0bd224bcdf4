import { routes } from '@fengsui/contract'
import type { DigestView } from '@fengsui/contract/digests'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { UnitsPicker } from '../../lib/pickers/UnitsPicker.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'

const labels = { toUnitIds: '收件单位' }

/** To whom a digest goes: the office above is proposed, others may be added. */
export function IssueDigestDialog({ digest, title, onClose }: { readonly digest: DigestView; readonly title: string; readonly onClose: () => void }) {
  const [above, setAbove] = useState<readonly string[]>(digest.proposedTo.map(({ unitId }) => unitId))
  const [others, setOthers] = useState<readonly string[]>([])
  const form = useFormCommand(routes.issueDigest, { labels, prefix: 'issue-digest', onDone: onClose })
  return (
    <FormDialog open title={title} okText="签发并报送" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { digestId: digest.id }, body: { toUnitIds: [...above, ...others] } })}>
      {digest.proposedTo.length > 0 && (
        <Checkbox.Group aria-label="上级" value={[...above]} options={digest.proposedTo.map(({ unitId, name }) => ({ value: unitId, label: `${name}（上级）` }))} onChange={(chosen) => setAbove(chosen)} />
      )}
      <Field label={digest.proposedTo.length > 0 ? '另送本辖区单位' : labels.toUnitIds} id={form.idOf('toUnitIds')} error={form.errorOf('toUnitIds')} required={digest.proposedTo.length === 0} hint="签发后不能再改，收件单位逐一签收">
        <UnitsPicker value={others} onChange={setOthers} />
      </Field>
    </FormDialog>
  )
}
