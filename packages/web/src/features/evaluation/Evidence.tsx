import type { Finding } from '@fengsui/contract/evaluation'
import { beijingShort } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { LinkTo, paths } from '../../lib/navigation.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import styles from './evaluation.module.css'
import { placeOfFinding, subjectOf } from './evidence-words.ts'
import { useEvidence } from './use-evidence.ts'

/** How much of an entry's chain value is shown; the whole stands behind it. */
const shownOfHash = 12

interface EvidenceProps {
  readonly incidentId: string
  readonly finding: Finding
}

/** The journal entries a finding rests on: opened, each says what was written, by whom, and the value that proves it. On paper their numbers stand. */
export function Evidence({ incidentId, finding: { evidence, objects } }: EvidenceProps) {
  const [open, setOpen] = useState(false)
  const entries = useEvidence(incidentId, evidence, open)
  const place = placeOfFinding(incidentId, objects)
  return (
    <footer className={styles.evidence}>
      {evidence.length > 0 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>证据：日志 {evidence.length} 条</summary>
          {open && entries.data === undefined ? (
            entries.error === null ? <LoadingState lines={2} /> : <ErrorState hint={entries.error.problem.detail} code={entries.error.problem.code} onRetry={() => void entries.refetch()} />
          ) : (
            <ol>
              {evidence.map(({ position, at, type }) => {
                const entry = entries.data?.get(position)
                return (
                  <li key={position}>
                    <span>#{position.toLocaleString('zh-CN')}</span>
                    <time dateTime={at}>{beijingShort(at)}</time>
                    <span>
                      {entry === undefined ? `${subjectOf(type)}变动` : entry.text}
                      {entry !== undefined && <small>{entry.actorName}{entry.hash !== null && <> · 链值 <code title={entry.hash}>{entry.hash.slice(0, shownOfHash)}</code></>}</small>}
                    </span>
                  </li>
                )
              })}
            </ol>
          )}
        </details>
      )}
      <span className={styles.evidencePrinted}>日志 {evidence.map(({ position }) => `#${position.toLocaleString('zh-CN')}`).join('、')}</span>
      <LinkTo to={place?.to ?? paths.incident(incidentId)}>{place?.label ?? '看事件时间线'}</LinkTo>
    </footer>
  )
}
