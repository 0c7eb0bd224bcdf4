import type { Finding } from '@fengsui/contract/disaster-statistics'
import { Input } from 'antd'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState } from '../../ui/states/PageStates.tsx'
import styles from './disaster.module.css'

interface FindingPanelProps {
  readonly findings: readonly Finding[]
  readonly explanations: Readonly<Record<string, string>>
  readonly readOnly: boolean
  readonly onExplain: (id: string, words: string) => void
  readonly onGo: (key: string) => void
}

/** Everything that does not hold: errors must be mended, checks may be explained. A press goes to the cell. */
export function FindingPanel({ findings, explanations, readOnly, onExplain, onGo }: FindingPanelProps) {
  if (findings.length === 0) return <EmptyState symbol="doubleCheck" title="逻辑关系都成立" hint="未填的指标按“未知”处理，不当作 0。" />
  return (
    <ul className={styles.findings}>
      {findings.map(({ id, severity, text, basis, keys }) => (
        <li key={id}>
          <b>{severity === 'error' ? <Tag tone="outline">须改正</Tag> : <Tag>{(explanations[id] ?? '').trim() === '' ? '待说明' : '已说明'}</Tag>}<small>{basis}</small></b>
          <button type="button" onClick={() => onGo(keys[0] ?? '')}>{text}</button>
          {severity === 'check' && (readOnly ? (explanations[id] ?? '') !== '' && <span>说明：{explanations[id]}</span> : <Input size="small" aria-label={`说明：${text}`} placeholder="属实的请说明原因" maxLength={200} value={explanations[id] ?? ''} onChange={({ target }) => onExplain(id, target.value)} />)}
        </li>
      ))}
    </ul>
  )
}
