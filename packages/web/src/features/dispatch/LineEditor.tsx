import { capabilities, equipmentKinds } from '@fengsui/contract/resources'
import type { Capability, EquipmentKind } from '@fengsui/contract/resources'
import { Button, InputNumber, Select } from 'antd'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { emptyLine } from './request-lines.ts'
import type { LineDraft } from './request-lines.ts'
import styles from './dispatch.module.css'

const kinds = [{ value: 'team' as const, label: '队伍' }, { value: 'equipment' as const, label: '装备' }, { value: 'goods' as const, label: '物资' }]
const toOptions = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, label]) => ({ value, label }))
const capabilityOptions = toOptions(capabilities)
const equipmentOptions = toOptions(equipmentKinds)
const mostLines = 20

interface LineEditorProps {
  readonly id: string
  readonly lines: readonly LineDraft[]
  readonly errors: readonly (string | undefined)[]
  readonly items: readonly { readonly id: string; readonly name: string; readonly unit: string }[]
  readonly onChange: (lines: readonly LineDraft[]) => void
}

/** What is asked for, line by line: kind, what, how much. */
export function LineEditor({ id, lines, errors, items, onChange }: LineEditorProps) {
  const set = (index: number, some: Partial<LineDraft>): void => onChange(lines.map((line, each) => (each === index ? { ...line, ...some } : line)))
  const unitOf = (line: LineDraft): string => (line.kind === 'team' ? '人' : line.kind === 'goods' ? (items.find((item) => item.id === line.itemId)?.unit ?? '') : line.equipmentKind === 'boat' ? '艘' : '台')
  return (
    <fieldset className={styles.lineEditor} id={id}>
      <legend>要什么<i aria-hidden="true">*</i></legend>
      {lines.map((line, index) => (
        <div key={index} className={styles.lineRow}>
          <Select aria-label={`第 ${index + 1} 项种类`} value={line.kind} options={kinds} onChange={(kind) => set(index, { kind })} />
          {line.kind === 'team' && <Select aria-label={`第 ${index + 1} 项能力`} placeholder="需要的能力" value={line.capability} options={capabilityOptions} onChange={(value) => set(index, { capability: value as Capability })} />}
          {line.kind === 'equipment' && <Select aria-label={`第 ${index + 1} 项装备`} placeholder="装备种类" value={line.equipmentKind} options={equipmentOptions} onChange={(value) => set(index, { equipmentKind: value as EquipmentKind })} />}
          {line.kind === 'goods' && <Select aria-label={`第 ${index + 1} 项物资`} placeholder="物资品种" showSearch={{ optionFilterProp: 'label' }} value={line.itemId} options={items.map((item) => ({ value: item.id, label: item.name }))} notFoundContent="物资目录里没有这个品种" onChange={(itemId) => set(index, { itemId })} />}
          <InputNumber aria-label={`第 ${index + 1} 项数量`} placeholder="数量" value={line.quantity} min={1} precision={0} suffix={unitOf(line)} inputMode="numeric" onChange={(quantity) => set(index, { quantity })} />
          <Button aria-label={`去掉第 ${index + 1} 项`} disabled={lines.length === 1} icon={<Symbol name="close" size={14} />} onClick={() => onChange(lines.filter((_, each) => each !== index))} />
          <FieldError id={`${id}-${index}-problem`} message={errors[index]} />
        </div>
      ))}
      <Button size="small" disabled={lines.length >= mostLines} icon={<Symbol name="plus" size={14} />} onClick={() => onChange([...lines, emptyLine])}>
        再加一项
      </Button>
    </fieldset>
  )
}
