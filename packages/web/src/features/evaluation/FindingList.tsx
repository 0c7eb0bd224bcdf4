import { findingKinds, type Finding, type FindingKind } from '@fengsui/contract/evaluation'
import { beijingShort } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { FilterChips } from '../../ui/layout/FilterChips.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import { severityWords } from './evaluation-words.ts'
import styles from './evaluation.module.css'

interface FindingListProps {
  readonly findings: readonly Finding[]
  /** Keys picked for an improvement; undefined where nothing can be picked. */
  readonly picked?: ReadonlySet<string>
  readonly onPick?: (key: string) => void
}

/** Every finding with its explanation and the journal entries it rests on. */
export function FindingList({ findings, picked, onPick }: FindingListProps) {
  const [kinds, setKinds] = useState<readonly FindingKind[]>([])
  const present = (Object.keys(findingKinds) as FindingKind[]).flatMap((key) => {
    const count = findings.filter((finding) => finding.kind === key).length
    return count === 0 ? [] : [{ key, label: findingKinds[key], count }]
  })
  const shown = kinds.length === 0 ? findings : findings.filter((finding) => kinds.includes(finding.kind))
  if (findings.length === 0) return <EmptyState title="没有需要说明的事项" hint="没有迟报、漏报、超时、升级、缺口；数字见上。" />
  return (
    <div className={styles.findings}>
      <FilterChips label="发现的种类" items={present} value={kinds} onChange={setKinds} />
      <ol>
        {shown.map((finding) => (
          <li key={finding.key} className={styles.finding}>
            <header>
              {onPick !== undefined && <input type="checkbox" aria-label={`选择：${finding.title}`} checked={picked?.has(finding.key) ?? false} onChange={() => onPick(finding.key)} />}
              <time>{beijingShort(finding.at)}</time>
              <Tag tone={finding.severity === 'grave' ? 'accent' : finding.severity === 'notable' ? 'outline' : 'quiet'}>{severityWords[finding.severity]}</Tag>
              <b>{finding.title}</b>
              <small>{finding.placeName}</small>
            </header>
            <p>{finding.explanation}</p>
            {finding.evidence.length > 0 && (
              <details>
                <summary>证据：日志 {finding.evidence.length} 条</summary>
                <ul>
                  {finding.evidence.map((entry) => (
                    <li key={entry.position}>
                      第 {entry.position.toLocaleString('zh-CN')} 条 · {beijingShort(entry.at)} · <code>{entry.type}</code>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}
