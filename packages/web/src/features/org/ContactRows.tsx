import { contactKinds } from '@fengsui/contract/org'
import { Button, Input, Select } from 'antd'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { preferRow } from './contact-rows.ts'
import type { ContactKindKey, ContactRow } from './contact-rows.ts'
import styles from './org.module.css'

const kindOptions = Object.entries(contactKinds).map(([value, label]) => ({ value: value as ContactKindKey, label }))
const mostContacts = 8

interface ContactRowsProps {
  readonly rows: readonly ContactRow[]
  readonly idOf: (index: number) => string
  readonly errorOf: (index: number) => string | undefined
  readonly onChange: (rows: readonly ContactRow[]) => void
  readonly onAdd: () => void
}

/** The contacts of a person in a form; one is preferred. */
export function ContactRows({ rows, idOf, errorOf, onChange, onAdd }: ContactRowsProps) {
  const change = (key: string, part: Partial<ContactRow>): void => onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  return (
    <fieldset className={styles.contactForm}>
      <legend>联系方式</legend>
      {rows.some(({ masked }) => masked !== null) && <p className={styles.hint}>你的角色看不到完整号码。要保留的请重新填写全号，不再使用的请删去。</p>}
      {rows.map((row, index) => (
        <div key={row.key}>
          <div className={styles.contactRow}>
            <Select value={row.kind} options={kindOptions} aria-label="类别" onChange={(kind) => change(row.key, { kind })} />
            <Input id={idOf(index)} value={row.value} placeholder={row.masked ?? '号码'} maxLength={60} aria-label={`${contactKinds[row.kind]}号码`} onChange={(event) => change(row.key, { value: event.target.value })} />
            <button type="button" aria-pressed={row.preferred} className={joinClasses(styles.prefer, row.preferred && styles.preferOn)} onClick={() => onChange(preferRow(rows, row.key))}>
              首选
            </button>
            <Button type="text" aria-label="删去这个联系方式" icon={<Symbol name="close" size={14} />} onClick={() => onChange(rows.filter(({ key }) => key !== row.key))} />
          </div>
          <FieldError message={errorOf(index)} />
        </div>
      ))}
      {rows.length < mostContacts && (
        <Button size="small" icon={<Symbol name="plus" size={14} />} onClick={onAdd}>
          加一个
        </Button>
      )}
    </fieldset>
  )
}
