import { routes } from '@fengsui/contract'
import type { ClockView, RoutingView } from '@fengsui/contract/reports'
import { Checkbox, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Countdown } from '../../ui/clocks/Countdown.tsx'
import { useRoute } from '../use-route.ts'
import styles from './report-writing.module.css'

interface RoutingFieldsProps {
  readonly fromUnitId: string
  readonly by: 'system' | 'phone'
  /** Units with a running clock: they get it in any case. */
  readonly owed: readonly ClockView[]
  readonly routing: RoutingView | undefined
  readonly alsoTo: readonly string[]
  readonly onChange: (alsoTo: string[]) => void
}

/** To whom: upwards by clocks, sideways by rule with the reason beside each, and whoever the sender adds. */
export function RoutingFields({ fromUnitId, by, owed, routing, alsoTo, onChange }: RoutingFieldsProps) {
  const [search, setSearch] = useState('')
  const q = useDeferredValue(search.trim())
  const units = useRoute(routes.listUnits, { query: { limit: 100, ...(q === '' ? {} : { q }) } }, { touches: ['unit'] })
  const proposed = (routing?.sideways ?? []).filter((unit) => unit.unitId !== null)
  const absent = (routing?.sideways ?? []).filter((unit) => unit.unitId === null)
  const toggle = (unitId: string, on: boolean): void => onChange(on ? [...alsoTo, unitId] : alsoTo.filter((id) => id !== unitId))
  const others = alsoTo.filter((id) => !proposed.some((unit) => unit.unitId === id))
  return (
    <>
      <div>
        <label>上报</label>
        <ul className={styles.recipients}>
          {owed.map((clock) => (
            <li key={clock.toUnitId}>
              <b>{clock.toUnitName}</b>
              <span>{clock.title}</span>
              <Countdown name={`${clock.fromUnitName} → ${clock.toUnitName}`} startedAt={clock.startsAt} dueAt={clock.dueAt} look="pill" />
            </li>
          ))}
          {owed.length === 0 && <li>{routing?.upward[0]?.name ?? '上一级值班室'}（没有正在计时的{by === 'phone' ? '电话' : ''}报送，按报送线上报）</li>}
        </ul>
      </div>
      {(proposed.length > 0 || absent.length > 0) && (
        <div>
          <label>通报、呈报（按规则建议，可增减）</label>
          <ul className={styles.proposals}>
            {proposed.map((unit) => (
              <li key={unit.unitId}>
                <Checkbox checked={unit.unitId !== null && alsoTo.includes(unit.unitId)} onChange={(event) => unit.unitId !== null && toggle(unit.unitId, event.target.checked)}>
                  {unit.name}
                </Checkbox>
                <small title={unit.reasons.map((reason) => reason.basis).join('；')}>{unit.reasons.map((reason) => `${reason.text}，${reason.basis}`).join('；')}</small>
              </li>
            ))}
            {absent.length > 0 && <li className={styles.absent}>依规还应通报{absent.map((unit) => unit.name).join('、')}，通讯录里没有这些单位；请另行告知，或请系统管理员补录</li>}
          </ul>
        </div>
      )}
      <div>
        <label htmlFor="send-also">另报、抄送</label>
        <Select
          id="send-also"
          mode="multiple"
          style={{ width: '100%' }}
          placeholder="输入单位名称，可不选"
          value={others}
          loading={units.isFetching}
          showSearch={{ filterOption: false, onSearch: setSearch }}
          options={(units.data?.items ?? []).filter((unit) => unit.id !== fromUnitId && unit.status === 'active' && !proposed.some((other) => other.unitId === unit.id)).map((unit) => ({ value: unit.id, label: unit.name }))}
          onChange={(next: string[]) => onChange([...alsoTo.filter((id) => !others.includes(id)), ...next])}
        />
      </div>
    </>
  )
}
