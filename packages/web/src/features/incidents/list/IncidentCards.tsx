import type { IncidentView } from '@fengsui/contract/incidents'
import { toLevel } from '../../../lib/start-response/LevelChoice.tsx'
import { Countdown } from '../../../ui/clocks/Countdown.tsx'
import { ResponseShield } from '../../../ui/marks/ResponseShield.tsx'
import { Tag } from '../../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../../ui/states/PageStates.tsx'
import { IncidentGradeMark } from './incident-columns.tsx'
import { statusText, taskText } from './incident-rows.ts'
import styles from './list.module.css'

interface IncidentCardsProps {
  readonly rows: readonly IncidentView[] | undefined
  readonly error: { readonly message: string; readonly code: string } | undefined
  readonly emptyHint: string
  readonly onRetry: () => void
  readonly onOpen: (incident: IncidentView) => void
}

/** The list on a phone: one card an incident, the whole card to press. */
export function IncidentCards({ rows, error, emptyHint, onRetry, onOpen }: IncidentCardsProps) {
  if (error !== undefined) return <ErrorState hint={error.message} code={error.code} onRetry={onRetry} />
  if (rows === undefined) return <LoadingState />
  if (rows.length === 0) return <EmptyState title="没有事件" hint={emptyHint} />
  return (
    <ul>
      {rows.map((incident) => (
        <li key={incident.id}>
          <button type="button" className={styles.card} onClick={() => onOpen(incident)}>
            <span className={styles.cardHead}>
              <IncidentGradeMark incident={incident} />
              <b>{incident.title}</b>
              {incident.responseLevel !== null && <ResponseShield level={toLevel(incident.responseLevel)} />}
            </span>
            <span className={styles.cardMeta}>
              <Tag tone={incident.status === 'responding' ? 'accent' : 'quiet'}>{statusText(incident)}</Tag>
              <span>{incident.placeName}</span>
              {incident.tasks.total > 0 && <span>任务 {taskText(incident)}</span>}
              {incident.clocks.nextDueAt !== null && <Countdown name={`${incident.title}报送`} dueAt={incident.clocks.nextDueAt} />}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
