import { routes } from '@fengsui/contract'
import type { DispatchView } from '@fengsui/contract/dispatch'
import type { Position } from '@fengsui/contract/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { useFormCommand } from '../../lib/form/use-form-command.ts'
import { PositionPicker } from '../../lib/pickers/PositionPicker.tsx'
import { Field } from '../../ui/forms/Field.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { kindSymbols } from './dispatch-words.ts'
import styles from './dispatch.module.css'

const labels = { position: '现在在哪里' }
const words = { position: '请定位，或在地图上点出现在的位置' }
const limitMs = 10_000

/** Who is on the road says where: from the device's own positioning, or pressed on the map as told by telephone. */
export function PositionDialog({ dispatch, onClose }: { readonly dispatch: DispatchView; readonly onClose: () => void }) {
  const [position, setPosition] = useState<Position | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const form = useFormCommand(routes.reportDispatchPosition, { labels, words, prefix: 'dispatch-position', onDone: onClose })
  const locate = (): void => {
    setNote('正在定位…')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setPosition({ longitude: coords.longitude, latitude: coords.latitude })
        setNote(`已定位，误差约 ${Math.round(coords.accuracy)} 米`)
      },
      () => setNote('定不了位，请在地图上点'),
      { enableHighAccuracy: true, timeout: limitMs },
    )
  }
  return (
    <FormDialog open title={`报位置：调度令 ${dispatch.number}`} okText="报位置" busy={form.busy} problems={form.problems} refusal={form.refusal} onClose={onClose} onSubmit={() => void form.submit({ params: { dispatchId: dispatch.id }, body: { position: position as Position } })}>
      {'geolocation' in navigator && window.isSecureContext && (
        <p className={styles.locate}>
          <Button onClick={locate}>用本机定位</Button>
          {note !== null && <span role="status">{note}</span>}
        </p>
      )}
      <Field label={labels.position} id={form.idOf('position')} error={form.errorOf('position')} required>
        <PositionPicker key={note?.startsWith('已定位') === true ? 'located' : 'pressed'} value={position} symbol={kindSymbols[dispatch.kind]} onChange={setPosition} />
      </Field>
    </FormDialog>
  )
}
