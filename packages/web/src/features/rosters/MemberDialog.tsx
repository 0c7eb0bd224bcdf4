import { routes } from '@fengsui/contract'
import { legalDayAt } from '@fengsui/contract/calendar'
import { countKeys, countNames, dutyRoleNames, dutyRoles, noCounts, type DutyMemberView, type DutyRole, type RosterUnit } from '@fengsui/contract/rosters'
import { Button, Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import styles from './rosters.module.css'

const labels = { members: '人员' }

interface MemberDialogProps {
  readonly unit: RosterUnit
  /** Null adds people. */
  readonly member: DutyMemberView | null
  readonly known: readonly DutyMemberView[]
  readonly onClose: () => void
}

/** Puts people on the roster, several at once, or changes one. */
export function MemberDialog({ unit, member, known, onClose }: MemberDialogProps) {
  const year = Number(legalDayAt(new Date(useNow()).toISOString()).slice(0, 4))
  const people = useAllPages(routes.listPersons, {}, { touches: ['person'] })
  const [personIds, setPeople] = useState<readonly string[]>(member === null ? [] : [member.personId])
  const [roles, setRoles] = useState<readonly DutyRole[]>(member?.roles ?? ['officer'])
  const [carried, setCarried] = useState(member !== null && member.carriedYear === year ? member.carried : noCounts)
  const form = useFormCommand(routes.saveDutyMembers, { labels, prefix: 'member', onDone: onClose })
  const used = new Set(known.filter(({ status }) => status === 'active').map(({ personId }) => personId))
  const send = (status: 'active' | 'removed'): void => void form.submit({ params: { unitId: unit.unitId }, body: { members: personIds.map((personId) => ({ personId, roles: [...roles], carried, carriedYear: year, status })) } })
  return (
    <FormDialog open title={member === null ? `加入值班人员：${unit.unitName}` : `修改：${member.name}`} okText={member === null ? '加入' : '保存'} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => send('active')}>
      {member === null && (
        <Field label="人员" id={form.idOf('members')} error={form.errorOf('members')} required hint="本级各单位在册的人都能选，可一次选多人">
          <Select
            mode="multiple"
            maxTagCount={8}
            showSearch={{ filterOption: (typed, option) => String(option?.search ?? '').includes(typed.trim()) }}
            value={[...personIds]}
            placeholder="输入姓名、职务或单位"
            loading={people.isLoading}
            options={(people.data ?? []).filter((person) => person.divisionCode === unit.divisionCode && !used.has(person.id)).map((person) => ({ value: person.id, label: person.name, search: `${person.name}${person.title}${person.unitName}`, note: `${person.title} · ${person.unitName}` }))}
            optionRender={({ data }) => (
              <span>
                {data.label} <small className={styles.quiet}>{data.note}</small>
              </span>
            )}
            onChange={(ids: string[]) => setPeople(ids)}
          />
        </Field>
      )}
      <Field label="可任角色" required>
        <Checkbox.Group value={[...roles]} options={dutyRoles.map((role) => ({ value: role, label: dutyRoleNames[role] }))} onChange={(next) => setRoles(next as DutyRole[])} />
      </Field>
      <div className={styles.seatFields} role="group" aria-label={`${String(year)} 年结转次数`}>
        {countKeys.map((key) => (
          <label key={key}>
            {countNames[key]}
            <InputNumber size="small" min={0} max={366} value={carried[key]} onChange={(count) => setCarried({ ...carried, [key]: count ?? 0 })} />
          </label>
        ))}
      </div>
      <p className={styles.quiet}>{year} 年启用平台前已值的次数，自动编排时一并均衡；年中新加入的人，可填同组现有的平均数，以免集中补排。</p>
      {member !== null && (
        <div>
          <Button danger size="small" loading={form.busy} onClick={() => send('removed')}>移出值班人员</Button>
          <p className={styles.quiet}>移出后不再编排；已发布的班仍在，请另行换人。</p>
        </div>
      )}
    </FormDialog>
  )
}
