import { routes } from '@fengsui/contract'
import { legalDayAt } from '@fengsui/contract/calendar'
import { dutyDayKindNames, dutyRoleNames, dutyRoles, patternPresets, uncovered, listSeats, type DutyDayKind, type RosterSetup, type ShiftDefinition } from '@fengsui/contract/rosters'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { useNow } from '../../ui/now-context.tsx'
import { monthOf } from './roster-words.ts'
import styles from './rosters.module.css'

const labels = { name: '名称', shifts: '班次', inForceFrom: '自何日起用', restHoursAfterNight: '夜班后休息（小时）', maxNightsPerWeek: '七天内夜班上限', roundTheClock: '不断岗' }
const dayKinds = Object.keys(dutyDayKindNames) as DutyDayKind[]
const timeOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** The next free key, so that shifts keep theirs when another is taken away. */
function freeKey(shifts: readonly ShiftDefinition[]): string {
  const used = new Set(shifts.map(({ key }) => key))
  for (let count = 1; ; count += 1) if (!used.has(`shift-${String(count)}`)) return `shift-${String(count)}`
}

/** A unit's shifts: begun from a preset, changed shift by shift. */
export function PatternDialog({ setup, onClose }: { readonly setup: RosterSetup; readonly onClose: () => void }) {
  const today = legalDayAt(new Date(useNow()).toISOString())
  const start = setup.coming ?? setup.pattern
  const [name, setName] = useState(start?.name ?? patternPresets['whole-day']?.name ?? '')
  const [shifts, setShifts] = useState<readonly ShiftDefinition[]>(start?.shifts ?? patternPresets['whole-day']?.shifts ?? [])
  const [inForceFrom, setFrom] = useState(start === null ? today : monthOf(today, 1).fromDay)
  const [rest, setRest] = useState<number | null>(start?.restHoursAfterNight ?? null)
  const [nights, setNights] = useState<number | null>(start?.maxNightsPerWeek ?? null)
  const [roundTheClock, setRound] = useState(start?.roundTheClock ?? true)
  const form = useFormCommand(routes.setDutyPattern, { labels, prefix: 'pattern', onDone: onClose })
  const change = (at: number, next: Partial<ShiftDefinition>): void => setShifts(shifts.map((shift, index) => (index === at ? { ...shift, ...next } : shift)))
  const year = monthOf(today)
  const gaps = roundTheClock && shifts.length > 0 ? uncovered(listSeats(shifts, year.fromDay, monthOf(today, 3).toDay)).length : 0
  return (
    <FormDialog open title={`班次规则：${setup.unit.unitName}`} okText="起用" width={680} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { unitId: setup.unit.unitId }, body: { name, shifts: shifts.map((shift) => ({ ...shift, on: [...shift.on] })), inForceFrom, restHoursAfterNight: rest, maxNightsPerWeek: nights, roundTheClock } })}>
      <Field label="从常用的开始">
        <Select
          placeholder="选一种，再按本单位改"
          options={Object.entries(patternPresets).map(([key, preset]) => ({ value: key, label: preset.name }))}
          onChange={(key: string) => {
            const preset = patternPresets[key]
            if (preset === undefined) return
            setName(preset.name)
            setShifts(preset.shifts)
          }}
        />
      </Field>
      <Field label={labels.name} id={form.idOf('name')} error={form.errorOf('name')} required>
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </Field>
      {shifts.map((shift, at) => (
        <div key={shift.key} className={styles.shiftRow} role="group" aria-label={`班次 ${shift.name}`}>
          <div className={styles.shiftFields}>
            <Field label="班次名称" id={form.idOf(`shifts.${String(at)}.name`)} error={form.errorOf(`shifts.${String(at)}.name`)}>
              <Input value={shift.name} maxLength={12} onChange={(event) => change(at, { name: event.target.value })} />
            </Field>
            <Field label="开始"><Input type="time" value={timeOf(shift.startMinute)} onChange={(event) => event.target.value !== '' && change(at, { startMinute: minuteOf(event.target.value) })} /></Field>
            <Field label="时长（小时）"><InputNumber min={1} max={24} step={0.5} value={shift.lengthMinutes / 60} onChange={(hours) => change(at, { lengthMinutes: Math.round((hours ?? 1) * 60) })} /></Field>
          </div>
          <div className={styles.line}>
            <Checkbox.Group value={[...shift.on]} options={dayKinds.map((kind) => ({ value: kind, label: dutyDayKindNames[kind] }))} onChange={(on) => change(at, { on: on as DutyDayKind[] })} />
            <div className={styles.actions}><Button size="small" disabled={shifts.length === 1} onClick={() => setShifts(shifts.filter((_, index) => index !== at))}>删去</Button></div>
          </div>
          <div className={styles.seatFields}>
            {dutyRoles.map((role) => (
              <label key={role}>
                {dutyRoleNames[role]}
                <InputNumber size="small" min={0} max={role === 'leader' || role === 'trainee' ? 4 : 8} value={shift.seats[role]} onChange={(count) => change(at, { seats: { ...shift.seats, [role]: count ?? 0 } })} />
              </label>
            ))}
          </div>
          {form.errorOf(`shifts.${String(at)}.seats`) !== undefined && <p className={styles.wrong}>{form.errorOf(`shifts.${String(at)}.seats`)}</p>}
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => setShifts([...shifts, { key: freeKey(shifts), name: '新班次', on: ['working', 'weekend', 'holiday'], startMinute: 540, lengthMinutes: 720, seats: { leader: 1, officer: 1, standby: 0, trainee: 0 } }])}>加一个班次</Button>
      </div>
      <Checkbox checked={roundTheClock} onChange={(event) => setRound(event.target.checked)}>值班员 24 小时不断岗</Checkbox>
      {gaps > 0 && <p className={styles.wrong} role="alert">这样排，三个月里有 {gaps} 段时间没有值班员班次，请核对起止和适用的日子。</p>}
      <div className={styles.shiftFields}>
        <Field label={labels.inForceFrom} id={form.idOf('inForceFrom')} error={form.errorOf('inForceFrom')} required><Input type="date" value={inForceFrom} onChange={(event) => setFrom(event.target.value)} /></Field>
        <Field label="夜班后休息"><InputNumber min={0} max={96} placeholder="默认 24" value={rest} onChange={(value) => setRest(value)} /></Field>
        <Field label="周夜班上限"><InputNumber min={1} max={7} placeholder="默认 2" value={nights} onChange={(value) => setNights(value)} /></Field>
      </div>
      <p className={styles.quiet}>休息和夜班上限空着即用平台默认。已发布的值班表不受影响。</p>
    </FormDialog>
  )
}
