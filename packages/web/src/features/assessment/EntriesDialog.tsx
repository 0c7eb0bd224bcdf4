import { routes } from '@fengsui/contract'
import { assessmentItemKeys, assessmentItems, type AssessmentItemKey } from '@fengsui/contract/assessment'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { InstantInput } from '../../lib/pickers/InstantInput.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import styles from './assessment.module.css'

const manual = assessmentItemKeys.filter((key) => !assessmentItems[key].automatic)

/** What no record tells and a person enters: adopted information, praise, criticism. */
export function EntriesDialog({ onClose }: { readonly onClose: () => void }) {
  const [unitId, setUnitId] = useState<string | null>(null)
  const [itemKey, setItemKey] = useState<AssessmentItemKey>('adopted')
  const [happenedAt, setHappenedAt] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const entries = useRoute(routes.listAssessmentEntries, { query: { limit: 100 } }, { touches: ['assessment-entry'] })
  const remove = useCommand(routes.removeAssessmentEntry)
  const form = useFormCommand(routes.addAssessmentEntry, { labels: { unitId: '单位', itemKey: '项目', happenedAt: '时间', reason: '事由' }, words: { unitId: '请选择单位', happenedAt: '请填时间' }, prefix: 'assessment-entry', onDone: () => setReason('') })
  return (
    <FormDialog open title="登记加扣分事项" okText="登记" width={640} busy={form.busy} problems={form.problems} refusal={form.refusal ?? remove.problem?.detail} onClose={onClose} onSubmit={() => void form.submit({ body: { unitId: unitId ?? '', itemKey, happenedAt: happenedAt ?? '', reason } })}>
      <div className={styles.pair}>
        <Field label="单位" id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
          <UnitPicker value={unitId} onChange={setUnitId} />
        </Field>
        <Field label="项目" id={form.idOf('itemKey')} error={form.errorOf('itemKey')}>
          <Select value={itemKey} options={manual.map((key) => ({ value: key, label: assessmentItems[key].name }))} onChange={setItemKey} />
        </Field>
      </div>
      <Field label="时间" id={form.idOf('happenedAt')} error={form.errorOf('happenedAt')} required hint="计入该时间所在的月份">
        <InstantInput value={happenedAt} onChange={setHappenedAt} />
      </Field>
      <Field label="事由" id={form.idOf('reason')} error={form.errorOf('reason')} required>
        <Input.TextArea value={reason} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {(entries.data?.items.length ?? 0) > 0 && (
        <ul className={styles.entries}>
          {entries.data?.items.map((entry) => (
            <li key={entry.id}>
              <span>
                {monthDayTime(entry.happenedAt)} {entry.unitName} {assessmentItems[entry.itemKey].name}
                {entry.status === 'removed' && '（已撤销）'}
                <br />
                <small>{entry.reason}</small>
              </span>
              {entry.mayEdit ? (
                <Button size="small" loading={remove.busy} onClick={() => void remove.run({ params: { entryId: entry.id }, body: {} })}>
                  撤销
                </Button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  )
}
