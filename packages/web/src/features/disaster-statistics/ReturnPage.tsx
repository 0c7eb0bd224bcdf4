import { routes } from '@fengsui/contract'
import { returnKindNames, type ProcessView, type ReturnView } from '@fengsui/contract/disaster-statistics'
import { Button } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { setWords, versionWords } from './disaster-words.ts'
import styles from './disaster.module.css'
import { FactsStrip } from './FactsStrip.tsx'
import { ReturnWork } from './ReturnWork.tsx'
import { SendBackDialog } from './SendBackDialog.tsx'

/** One version of a place's forms: filled here while it is a draft, looked at and checked afterwards. */
export function ReturnPage({ processId, returnId }: { readonly processId: string; readonly returnId: string }) {
  const process = useRoute(routes.getDisasterProcess, { params: { processId } }, { touches: ['disaster-process'] })
  const form = useRoute(routes.getDisasterReturn, { params: { returnId } }, { touches: ['disaster-return', 'disaster-list-entry'] })
  const error = form.error ?? process.error
  if (form.data?.id !== returnId || process.data?.id !== processId) {
    if (error !== null) return <ErrorState hint={error.problem.detail} code={error.problem.code} onRetry={() => { void form.refetch(); void process.refetch() }} />
    return <LoadingState lines={12} />
  }
  return <LoadedReturn process={process.data} view={form.data} />
}

function LoadedReturn({ process, view }: { readonly process: ProcessView; readonly view: ReturnView }) {
  const go = useGo()
  const { base, readOnly } = useApiBase()
  const mayAccept = useMay('disaster:accept')
  const [sendingBack, setSendingBack] = useState(false)
  const accept = useCommand(routes.acceptDisasterReturn)
  const late = view.submittedAt !== null && view.dueAt !== null && view.submittedAt > view.dueAt
  return (
    <div className={styles.objectPage}>
      <PageHeader
        crumbs={[{ label: '灾情统计', onGo: () => go(paths.disasters()) }, { label: process.title, onGo: () => go(paths.disaster(process.id)) }, { label: view.placeName }]}
        title={`${view.placeName} ${setWords(view.formSet)}`}
        meta={
          <>
            <Tag tone={view.status === 'draft' ? 'outline' : 'accent'}>{versionWords(view)}</Tag>
            <span>{view.byUnitName}</span>
            {view.submittedAt !== null && <span>{monthDayTime(view.submittedAt)} 上报</span>}
            {view.dueAt !== null && <span className={late ? styles.late : undefined}>时限 {monthDayTime(view.dueAt)}{late ? '，迟报' : '，按时'}</span>}
            {view.below !== null && view.below.updated.length > 0 && <Tag tone="outline">下级已更新：{view.below.updated.map(({ placeName }) => placeName).join('、')}</Tag>}
            {view.returnReason !== null && <span className={styles.late}>退回原因：{view.returnReason}</span>}
          </>
        }
        actions={
          <>
            <span className={styles.download}>
              法定报表
              {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
                <Button key={format} href={`${base}${addressOf(routes.downloadDisasterReturn, { params: { returnId: view.id }, query: { format } })}`}>
                  {format === 'xlsx' ? 'Excel' : format === 'docx' ? 'Word' : 'PDF'}
                </Button>
              ))}
            </span>
            {mayAccept && view.mayDecide && (
              <>
                <Button onClick={() => setSendingBack(true)}>退回</Button>
                <Button type="primary" loading={accept.busy} onClick={() => void accept.run({ params: { returnId: view.id } })}>审核通过</Button>
              </>
            )}
          </>
        }
      />
      {accept.problem !== null && <p className={styles.problem} role="alert">{accept.problem.detail}</p>}
      <div className={styles.body}>
        {process.incidentId !== null && view.formSet === 'loss' && <FactsStrip incidentId={process.incidentId} view={view} />}
        <ReturnWork key={view.id} process={process} view={view} editable={view.mayEdit && !readOnly} />
      </div>
      {sendingBack && <SendBackDialog returnId={view.id} placeName={`${view.placeName}${returnKindNames[view.kind]}`} onClose={() => setSendingBack(false)} />}
    </div>
  )
}
