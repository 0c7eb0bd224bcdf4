import { routes } from '@fengsui/contract'
import { isWithin, type Position } from '@fengsui/contract/kernel'
import { capabilities, equipmentKinds } from '@fengsui/contract/resources'
import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { DivisionPicker } from '../../lib/pickers/DivisionPicker.tsx'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { UnitPicker } from '../../lib/pickers/UnitPicker.tsx'
import { useCan, useSession } from '../../lib/session.tsx'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { GoodsEditor } from './GoodsEditor.tsx'
import { checkGoods, toGoods } from './goods-lines.ts'
import type { GoodsDraft } from './goods-lines.ts'
import styles from './dispatch.module.css'

const labels = { teamIds: '队伍', equipmentIds: '装备', goods: '物资', destinationName: '送到哪里', destinationDivisionCode: '地区', position: '位置', receiverUnitId: '接收单位' }
const words = { receiverUnitId: '请选择接收单位', position: '请在地图上点出送达位置' }

/** Orders forces and goods without a request: pre-positioning (力量前置). All of them or none. */
export function OrderDialog({ incidentId, onClose }: { readonly incidentId: string; readonly onClose: () => void }) {
  const { division } = useSession()
  const incident = useRoute(routes.getIncident, { params: { incidentId } }, { touches: ['incident'] })
  const ready = useAllPages(routes.listTeams, { readiness: 'ready' }, { touches: ['team'] })
  const standby = useAllPages(routes.listTeams, { readiness: 'standby' }, { touches: ['team'] })
  const equipment = useAllPages(routes.listEquipment, { state: 'ready' }, { touches: ['equipment'] })
  const maySeeStock = useCan('stock:read')
  const items = useAllPages(routes.listItems, {}, { touches: ['item'], enabled: maySeeStock })
  const [goods, setGoods] = useState<readonly GoodsDraft[]>([])
  const [asked, setAsked] = useState(false)
  const [values, setValues] = useState({ teamIds: [] as string[], equipmentIds: [] as string[], destinationName: '', divisionCode: '', receiverUnitId: null as string | null, position: null as Position | null })
  const change = (some: Partial<typeof values>): void => setValues((before) => ({ ...before, ...some }))
  const found = incident.data
  useEffect(() => {
    if (found !== undefined) setValues((before) => ({ ...before, position: before.position ?? found.position, destinationName: before.destinationName === '' ? found.placeName : before.destinationName, divisionCode: before.divisionCode !== '' ? before.divisionCode : isWithin(found.divisionCode, division.code) ? found.divisionCode : division.code }))
  }, [found, division.code])
  const form = useFormCommand(routes.orderDispatch, { labels, words, prefix: 'order', onDone: onClose })
  const teams = [...(ready.data ?? []), ...(standby.data ?? [])].filter((team) => team.status === 'active')
  const pieces = (equipment.data ?? []).filter((piece) => piece.status === 'active')
  const people = teams.filter(({ id }) => values.teamIds.includes(id)).reduce((sum, team) => sum + team.strength, 0)
  const wrongGoods = checkGoods(goods)
  const submit = (): void => {
    setAsked(true)
    if (wrongGoods.some((problem) => problem !== undefined)) return
    void form.submit({ params: { incidentId }, body: { teamIds: values.teamIds, equipmentIds: values.equipmentIds, goods: toGoods(goods), destinationName: values.destinationName, destinationDivisionCode: values.divisionCode, position: values.position as Position, receiverUnitId: values.receiverUnitId ?? '' } })
  }
  return (
    <FormDialog open width={640} title="直接下达调度令" okText={`下令：${values.teamIds.length} 支队伍 ${people} 人，装备 ${values.equipmentIds.length} 件${goods.length === 0 ? '' : `，物资 ${goods.length} 种`}`} busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={submit}>
      <Field label={labels.teamIds} hint="只列待命、备勤的队伍；整队出动" id={form.idOf('teamIds')} error={form.errorOf('teamIds')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} value={values.teamIds} loading={ready.isLoading} placeholder="按名称、单位、能力找" options={teams.map((team) => ({ value: team.id, label: `${team.name} ${team.strength} 人（${team.placeName}，${team.capabilities.map((each) => capabilities[each]).join('、')}）` }))} onChange={(teamIds: string[]) => change({ teamIds })} />
      </Field>
      <Field label={labels.equipmentIds} hint="按编号" id={form.idOf('equipmentIds')} error={form.errorOf('equipmentIds')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} value={values.equipmentIds} loading={equipment.isLoading} placeholder="按编号、种类、单位找" options={pieces.map((piece) => ({ value: piece.id, label: `${equipmentKinds[piece.kind]} ${piece.number}（${piece.unitName}）` }))} onChange={(equipmentIds: string[]) => change({ equipmentIds })} />
      </Field>
      {maySeeStock && <GoodsEditor id={form.idOf('goods')} lines={goods} errors={asked ? wrongGoods : []} items={items.data ?? []} onChange={setGoods} />}
      <Field label={labels.receiverUnitId} hint="到达后由它交接" id={form.idOf('receiverUnitId')} error={form.errorOf('receiverUnitId')} required>
        <UnitPicker value={values.receiverUnitId} onChange={(receiverUnitId) => change({ receiverUnitId })} />
      </Field>
      <div className={styles.twoColumns}>
        <Field label={labels.destinationName} id={form.idOf('destinationName')} error={form.errorOf('destinationName')} required>
          <Input value={values.destinationName} maxLength={80} onChange={(event) => change({ destinationName: event.target.value })} />
        </Field>
        <Field label={labels.destinationDivisionCode} id={form.idOf('destinationDivisionCode')} error={form.errorOf('destinationDivisionCode')} required>
          <DivisionPicker value={values.divisionCode} valueName={values.divisionCode === found?.divisionCode ? found.placeName : values.divisionCode === division.code ? division.name : undefined} within={division.code} onChange={(divisionCode) => change({ divisionCode })} />
        </Field>
      </div>
      <Field label={labels.position} id={form.idOf('position')} error={form.errorOf('position')} required>
        <PositionPicker value={values.position} symbol="hazard-incident" onChange={(position) => change({ position })} />
      </Field>
    </FormDialog>
  )
}
