import { routes } from '@fengsui/contract'
import { equipmentLifecycle } from '@fengsui/contract/resources'
import type { EquipmentState, EquipmentView } from '@fengsui/contract/resources'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ConfirmButton } from './ConfirmButton.tsx'
import { EquipmentDialog } from './EquipmentDialog.tsx'
import { Facts } from './Facts.tsx'
import { equipmentKinds, equipmentStateNames, staleText } from './resource-words.ts'
import styles from './resources.module.css'

/** One piece of equipment and what its owner may change. */
export function EquipmentDrawer({ piece, onClose }: { readonly piece: EquipmentView; readonly onClose: () => void }) {
  const { readOnly } = useApiBase()
  const [editing, setEditing] = useState(false)
  const set = useCommand(routes.setEquipmentState)
  const mayEdit = piece.mayEdit && !readOnly
  const next = piece.state === 'committed' ? [] : (equipmentLifecycle[piece.state] as readonly EquipmentState[]).filter((each): each is Exclude<EquipmentState, 'committed'> => each !== 'committed')
  return (
    <Drawer open title={`${piece.name} ${piece.number}`} size={440} onClose={onClose}>
      <div className={styles.drawer}>
        <Facts
          items={[
            ['状态', <Tag key="state" tone={piece.state === 'committed' ? 'accent' : 'quiet'}>{equipmentStateNames[piece.state]}</Tag>], ['种类', equipmentKinds[piece.kind]], ['能力', piece.capacity === null ? '未填' : `${piece.capacity.toLocaleString('zh-CN')} ${piece.capacityUnit ?? ''}`],
            ['管理单位', piece.unitName], ['驻在地区', piece.placeName], ['位置', piece.position === null ? '不明' : `${piece.position.longitude.toFixed(4)}，${piece.position.latitude.toFixed(4)}${piece.movedAt === null ? '（驻地）' : `（${monthDayTime(piece.movedAt)}）`}`],
            ['资料确认', piece.stale ? <span key="stale" className={styles.warn}>{staleText}</span> : monthDayTime(piece.confirmedAt)],
          ]}
        />
        {mayEdit && next.length > 0 && (
          <div>
            <h3 className={styles.subhead}>改状态</h3>
            <div className={styles.actions}>
              {next.map((state) => <Button key={state} loading={set.busy} onClick={() => void set.run({ params: { equipmentId: piece.id }, body: { state } })}>{equipmentStateNames[state]}</Button>)}
            </div>
          </div>
        )}
        {mayEdit && piece.state === 'committed' && <p className={styles.note}>已调出，归还由调度令登记。</p>}
        {set.problem !== null && <p className={styles.refusal} role="alert">{set.problem.detail}</p>}
        {mayEdit ? (
          <div className={styles.actions}>
            <ConfirmButton kind="equipment" rows={[piece]} />
            <Button size="small" onClick={() => setEditing(true)}>修改</Button>
          </div>
        ) : <p className={styles.note}>资料由{piece.unitName}维护。</p>}
      </div>
      {editing && <EquipmentDialog piece={piece} onClose={() => setEditing(false)} />}
    </Drawer>
  )
}
