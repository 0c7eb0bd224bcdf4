import { routes } from '@fengsui/contract'
import { bulletinStatusNames } from '@fengsui/contract/assessment'
import { legalDayAt } from '@fengsui/contract/calendar'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { useNow } from '../../ui/now-context.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { monthBefore, monthWords } from './assessment-words.ts'
import { BulletinSheet } from './BulletinSheet.tsx'
import { EntriesDialog } from './EntriesDialog.tsx'
import { SchemeDialog } from './SchemeDialog.tsx'
import styles from './assessment.module.css'

const touches = ['assessment-bulletin', 'assessment-score', 'assessment-objection', 'assessment-entry'] as const

/** Monthly bulletins beside the one that is open; the scheme and the entries behind buttons. */
export function AssessmentSection({ bulletinId }: { readonly bulletinId?: string | undefined }) {
  const go = useGo()
  const mayEdit = useMay('assessment:edit')
  const today = legalDayAt(new Date(useNow()).toISOString())
  const [month, setMonth] = useState(() => monthBefore(today))
  const [dialog, setDialog] = useState<'scheme' | 'entries' | null>(null)
  const list = useRoute(routes.listBulletins, { query: { limit: 60 } }, { touches })
  const scheme = useRoute(routes.getAssessmentScheme, {}, { touches: ['assessment-scheme-version'] })
  const draft = useCommand(routes.draftBulletin, { onDone: (made) => go(paths.statistics('assessment', made.id)) })
  const openId = bulletinId ?? list.data?.items[0]?.id
  const open = useRoute(routes.getBulletin, { params: { bulletinId: openId ?? '' } }, { touches, enabled: openId !== undefined })
  if (list.data === undefined) return list.error === null ? <LoadingState /> : <ErrorState hint={list.error.problem.detail} code={list.error.problem.code} onRetry={() => void list.refetch()} />
  const shown = open.data?.id === openId ? open.data : undefined
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {mayEdit && (
          <div className={styles.make}>
            <Input type="month" aria-label="月份" value={month} onChange={(event) => setMonth(event.target.value)} />
            <Button type="primary" loading={draft.busy} onClick={() => void draft.run({ body: { month } })}>
              编制
            </Button>
          </div>
        )}
        {draft.problem !== null && (
          <p className={styles.problem} role="alert">
            {draft.problem.detail}
          </p>
        )}
        {list.data.items.length === 0 ? (
          <p className={styles.note}>还没有考核通报。</p>
        ) : (
          <ul className={styles.list}>
            {list.data.items.map((bulletin) => (
              <li key={bulletin.id}>
                <button type="button" className={joinClasses(styles.row, bulletin.id === openId && styles.rowOn)} aria-current={bulletin.id === openId ? 'true' : undefined} onClick={() => go(paths.statistics('assessment', bulletin.id), { replace: true })}>
                  <b>
                    {bulletin.placeName} {monthWords(bulletin.month)}
                  </b>
                  <small>
                    {bulletinStatusNames[bulletin.status]}，{bulletin.units} 个单位{bulletin.openObjections > 0 && `，${bulletin.openObjections} 份异议待裁定`}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.links}>
          {mayEdit && <Button onClick={() => setDialog('entries')}>登记加扣分</Button>}
          {scheme.data !== undefined && <Button onClick={() => setDialog('scheme')}>考核办法</Button>}
        </div>
      </div>
      <div className={styles.main}>
        {shown !== undefined ? (
          <BulletinSheet key={shown.id} bulletin={shown} />
        ) : openId === undefined ? (
          <EmptyState symbol="note" title="还没有考核通报" hint={mayEdit ? '选月份后按“编制”，系统按报送时限、报告、疑点、抽查和批示的记录计分。' : '通报印发后在这里查看本单位的得分、依据，并可提出异议。'} />
        ) : open.error !== null ? (
          <ErrorState hint={open.error.problem.detail} code={open.error.problem.code} onRetry={() => void open.refetch()} />
        ) : (
          <LoadingState lines={8} />
        )}
      </div>
      {dialog === 'scheme' && scheme.data !== undefined && <SchemeDialog view={scheme.data} onClose={() => setDialog(null)} />}
      {dialog === 'entries' && <EntriesDialog onClose={() => setDialog(null)} />}
    </div>
  )
}
