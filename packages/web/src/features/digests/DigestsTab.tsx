import { routes } from '@fengsui/contract'
import { digestKindNames, digestStatusNames, type DigestKind, type DigestView } from '@fengsui/contract/digests'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useAllPages } from '../../lib/use-all-pages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DigestPaper } from './DigestPaper.tsx'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import styles from './digests.module.css'

interface DigestsTabProps {
  /** From the address; null shows the newest. */
  readonly openId: string | null
  readonly onOpen: (digestId: string) => void
}

/** Daily products of the duty office: what was drafted, worded, signed and sent, and what came from below (DUTY-7). */
export function DigestsTab({ openId, onOpen }: DigestsTabProps) {
  const mayDraft = useMay('digest:draft')
  const mayIssue = useMay('digest:issue')
  const [scheduling, setScheduling] = useState(false)
  const digests = useAllPages(routes.listDigests, {}, { touches: ['digest', 'digest-delivery'] })
  const draft = useCommand(routes.draftDigest, { onDone: (digest) => onOpen(digest.id) })
  if (digests.error !== null && digests.data === undefined) return <ErrorState title="没有读到每日要情" hint={digests.error.message} code={digests.error.problem.code} onRetry={() => void digests.refetch()} />
  if (digests.data === undefined) return <LoadingState lines={8} />
  const shown = digests.data.find(({ id }) => id === openId) ?? digests.data[0]
  const kinds = (Object.keys(digestKindNames) as DigestKind[]).map((kind) => ({ key: kind, label: digestKindNames[kind] }))
  return (
    <div className={styles.split}>
      <aside className={styles.list} aria-label="要情清单">
        <div className={styles.acts}>
          {mayDraft && (
            <Dropdown menu={{ items: kinds, onClick: ({ key }) => void draft.run({ body: { kind: key as DigestKind } }) }} trigger={['click']}>
              <Button type="primary" loading={draft.busy} icon={<Symbol name="plus" size={14} />}>起草</Button>
            </Dropdown>
          )}
          {mayIssue && <Button onClick={() => setScheduling(true)}>定时起草</Button>}
        </div>
        {draft.problem !== null && <p className={styles.refusal} role="alert">{draft.problem.detail}</p>}
        {digests.data.length === 0 ? (
          <EmptyState title="还没有要情" hint={mayDraft ? '点“起草”，按最近 24 小时的记录写成一份；也可以设定每天定时起草。' : '由值班室起草、签发。'} />
        ) : (
          <ul>
            {digests.data.map((digest) => (
              <li key={digest.id}>
                <button type="button" className={joinClasses(styles.row, digest.id === shown?.id && styles.chosen)} aria-current={digest.id === shown?.id} onClick={() => onOpen(digest.id)}>
                  <b>{digestKindNames[digest.kind]}</b>
                  <span>{digest.day.slice(5)}</span>
                  <small>{digest.fromUnitName}</small>
                  <Mark digest={digest} />
                </button>
              </li>
            ))}
          </ul>
        )}
      </aside>
      {shown !== undefined && <DigestPaper key={`${shown.id}:${shown.status}:${shown.periodTo}`} digest={shown} />}
      {scheduling && <ScheduleDialog onClose={() => setScheduling(false)} />}
    </div>
  )
}

function Mark({ digest }: { readonly digest: DigestView }) {
  if (digest.status === 'draft') return <Tag tone="outline">{digestStatusNames.draft}</Tag>
  if (digest.deliveries.some(({ mayReceive }) => mayReceive)) return <Tag>待签收</Tag>
  return <Tag>{digest.number}</Tag>
}
