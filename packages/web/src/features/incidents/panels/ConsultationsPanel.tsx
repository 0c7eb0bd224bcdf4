import { Button } from 'antd'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { monthDayTime } from '../../../ui/clocks/time-text.ts'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { EmptyState } from '../../../ui/states/PageStates.tsx'
import type { CommandBoard } from '../workspace/workspace-data.ts'
import styles from './panels.module.css'

interface ConsultationsPanelProps {
  readonly consultations: CommandBoard['consultations']
  readonly mayEdit: boolean
  readonly onCall: () => void
  readonly onConclude: (consultationId: string) => void
}

const statusNames = { called: '已召集', concluded: '已形成结论', missed: '到时未开' } as const

/** Consultations (会商) with who was called and what was concluded, the next one first. */
export function ConsultationsPanel({ consultations, mayEdit, onCall, onConclude }: ConsultationsPanelProps) {
  const sorted = [...consultations].sort((a, b) => b.scheduledAt.localeCompare(a.scheduledAt))
  return (
    <div className={styles.panel}>
      <div className={styles.panelTools}>
        <b>会商 {consultations.length} 次</b>
        {mayEdit && (
          <Button size="small" type="primary" onClick={onCall}>
            召集会商
          </Button>
        )}
      </div>
      {sorted.length === 0 && <EmptyState symbol="users" title="还没有会商" hint="召集后各单位收到议程和时间；结论写进时间线。" />}
      <ul className={styles.cards}>
        {sorted.map((consultation) => (
          <li key={consultation.id} className={styles.oneCard}>
            <div className={styles.cardLine}>
              <b>{monthDayTime(consultation.scheduledAt)}</b>
              <Tag tone={consultation.status === 'concluded' ? 'accent' : 'outline'}>{statusNames[consultation.status]}</Tag>
              {consultation.status === 'called' && <Countdown name="会商" dueAt={consultation.scheduledAt} />}
              {mayEdit && consultation.status !== 'concluded' && (
                <Button size="small" onClick={() => onConclude(consultation.id)}>
                  写结论
                </Button>
              )}
            </div>
            <p>{consultation.agenda}</p>
            <div className={styles.cardMeta}>参加：{consultation.unitNames.join('、')}</div>
            {consultation.conclusion !== null && <p className={styles.conclusion}>{consultation.conclusion}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}
