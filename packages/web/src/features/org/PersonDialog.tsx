import { routes } from '@fengsui/contract'
import type { PersonView } from '@fengsui/contract/org'
import { App, Checkbox, Input } from 'antd'
import { useRef, useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useSession } from '../../lib/session.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { toContactRows, toContacts } from './contact-rows.ts'
import type { ContactRow } from './contact-rows.ts'
import { ContactRows } from './ContactRows.tsx'

const labels = { unitId: '单位', name: '姓名', title: '职务', contacts: '联系方式', status: '状态' }

interface PersonDialogProps {
  /** `null` makes a new one. */
  readonly person: PersonView | null
  readonly unitId: string | null
  readonly onClose: () => void
}

/** Makes or changes a person with contacts; whoever left also leaves their posts. */
export function PersonDialog({ person, unitId, onClose }: PersonDialogProps) {
  const { message } = App.useApp()
  const { account } = useSession()
  const made = useRef(0)
  const newRow = (): ContactRow => ({ key: `new-${++made.current}`, kind: 'mobile', value: '', preferred: false, masked: null })
  const [values, setValues] = useState({ unitId: person?.unitId ?? unitId ?? account.unitId, name: person?.name ?? '', title: person?.title ?? '', left: false })
  const [contacts, setContacts] = useState<readonly ContactRow[]>(() => (person === null ? [newRow()] : toContactRows(person.contacts)))
  const done = (): void => {
    void message.success(person === null ? '人员已录入' : '人员已修改')
    onClose()
  }
  const create = useFormCommand(routes.createPerson, { labels, prefix: 'person', onDone: done })
  const update = useFormCommand(routes.updatePerson, { labels, prefix: 'person', onDone: done })
  const form = person === null ? create : update
  const submit = (): void => {
    const { name, title } = values
    const body = { name, title, contacts: toContacts(contacts) }
    if (person === null) void create.submit({ body: { ...body, unitId: values.unitId } })
    else void update.submit({ params: { personId: person.id }, body: { ...body, status: values.left ? 'left' : 'active' } })
  }
  return (
    <FormDialog open title={person === null ? '新建人员' : '修改人员'} okText={person === null ? '新建人员' : '保存'} busy={form.busy} problems={form.problems} refusal={form.refusal} onSubmit={submit} onClose={onClose}>
      {person === null && (
        <Field label={labels.unitId} id={form.idOf('unitId')} error={form.errorOf('unitId')} required>
          <UnitPicker value={values.unitId} onChange={(id) => id !== null && setValues({ ...values, unitId: id })} />
        </Field>
      )}
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={values.name} maxLength={40} autoFocus onChange={(event) => setValues({ ...values, name: event.target.value })} />
      </Field>
      <Field label={labels.title} hint="行政职务或分工，不写电话" id={form.idOf('title')} error={form.errorOf('title')} required>
        <Input value={values.title} maxLength={40} onChange={(event) => setValues({ ...values, title: event.target.value })} />
      </Field>
      <ContactRows
        rows={contacts}
        idOf={(index) => form.idOf(`contacts.${index}.value`)}
        errorOf={(index) => form.errorOf(`contacts.${index}.value`)}
        onChange={setContacts}
        onAdd={() => setContacts([...contacts, newRow()])}
      />
      {person !== null && (
        <Checkbox checked={values.left} onChange={(event) => setValues({ ...values, left: event.target.checked })}>
          已离任：从通讯录移出，所任应急岗位空出来
        </Checkbox>
      )}
    </FormDialog>
  )
}
