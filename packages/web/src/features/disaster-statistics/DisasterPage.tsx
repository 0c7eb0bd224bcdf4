import { routes } from '@fengsui/contract'
import { formSets, listFormSets, natureNames, processStatusNames, reliefResponseNames, type FormSetKey, type ProcessView } from '@fengsui/contract/disaster-statistics'
import { Button, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { LinkTo, paths, useGo } from '../../lib/navigation.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { absoluteTime } from '../../ui/clocks/time-text.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { ChangeProcessDialog } from './ChangeProcessDialog.tsx'
import { kindWords, setWords } from './disaster-words.ts'
import styles from './disaster.module.css'
import { EntryList } from './EntryList.tsx'
import { OverviewTable } from './OverviewTable.tsx'
import { SumTable } from './SumTable.tsx'

type Part = 'places' | 'sums' | 'D01' | 'D02' | 'D03'

/** One disaster: who has reported and when it was due, what it sums to, the lists. */
export function DisasterPage({ processId, place }: { readonly processId: string; readonly place?: string }) {
  const process = useRoute(routes.getDisasterProcess, { params: { processId } }, { touches: ['disaster-process', 'disaster-return'] })
  if (process.data?.id !== processId) {
    if (process.error !== null) return <ErrorState hint={process.error.problem.detail} code={process.error.problem.code} onRetry={() => void process.refetch()} />
    return <LoadingState lines={10} />
  }
  return <LoadedDisaster process={process.data} place={place} />
}

function LoadedDisaster({ process, place }: { readonly process: ProcessView; readonly place: string | undefined }) {
  const go = useGo()
  const { base } = useApiBase()
  const sets = listFormSets(process.kind)
  const [formSet, setFormSet] = useState<FormSetKey>(sets[0] ?? 'loss')
  const [part, setPart] = useState<Part>('places')
  const request = { params: { processId: process.id }, query: { formSet, ...(place === undefined ? {} : { divisionCode: place }) } }
  const overview = useRoute(routes.getDisasterOverview, request, { touches: ['disaster-return', 'disaster-process'], refetchInterval: 60_000 })
  const goPlace = (code: string): void => go(paths.disaster(process.id, code))
  const lists = process.kind === 'event' ? (['D01', 'D02'] as const) : process.kind === 'annual' ? [] : (['D03'] as const)
  const names = { D01: '死亡失踪名单', D02: '倒损住房户', D03: '冬春救助户' } as const
  const parts = [{ key: 'places' as Part, label: '报送情况' }, { key: 'sums' as Part, label: '汇总' }, ...lists.map((list) => ({ key: list as Part, label: names[list] }))]
  const shown = overview.data
  return (
    <div className={styles.objectPage}>
      <Head process={process} />
      <div className={styles.body}>
        <div className={styles.bar}>
          <TabStrip<Part> label="内容" items={parts} value={part} onChange={setPart} />
          {sets.length > 1 && (part === 'places' || part === 'sums') && <Select<FormSetKey> size="small" aria-label="报表" value={formSet} options={sets.map((value) => ({ value, label: `${formSets[value].forms[0] ?? ''} ${setWords(value)}` }))} onChange={setFormSet} popupMatchSelectWidth={false} />}
          {part === 'sums' && shown !== undefined && (
            <span className={styles.download}>
              分地区汇总表
              {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
                <Button key={format} size="small" href={`${base}${addressOf(routes.downloadDisasterTable, { params: { processId: process.id }, query: { formSet, divisionCode: shown.divisionCode, format } })}`}>
                  {format === 'xlsx' ? 'Excel' : format === 'docx' ? 'Word' : 'PDF'}
                </Button>
              ))}
            </span>
          )}
          {shown !== undefined && (
            <nav className={styles.trail} aria-label="地区">
              {shown.trail.map(({ divisionCode, placeName }, index) => (
                <span key={divisionCode}>
                  {index > 0 && ' / '}
                  {divisionCode === shown.divisionCode ? <b>{placeName}</b> : <button type="button" onClick={() => goPlace(divisionCode)}>{placeName}</button>}
                </span>
              ))}
            </nav>
          )}
        </div>
        {part === 'D01' || part === 'D02' || part === 'D03' ? (
          <EntryList process={process} list={part} divisionCode={shown?.divisionCode} />
        ) : shown === undefined ? (
          overview.error === null ? <LoadingState lines={8} /> : <ErrorState hint={overview.error.problem.detail} code={overview.error.problem.code} onRetry={() => void overview.refetch()} />
        ) : part === 'places' ? (
          <OverviewTable process={process} formSet={formSet} overview={shown} onPlace={goPlace} />
        ) : (
          <Card className={styles.grow}>
            <SumTable process={process} formSet={formSet} overview={shown} onPlace={goPlace} onList={() => setPart('D01')} />
          </Card>
        )}
      </div>
    </div>
  )
}

function Head({ process }: { readonly process: ProcessView }) {
  const go = useGo()
  const { readOnly } = useApiBase()
  const [changing, setChanging] = useState(false)
  const stage = useCommand(routes.setDisasterStage)
  const set = (status: 'open' | 'stable' | 'closed'): void => void stage.run({ params: { processId: process.id }, body: { status } })
  return (
    <>
      <PageHeader
        crumbs={[{ label: '灾情统计', onGo: () => go(paths.disasters()) }, { label: process.title }]}
        title={process.title}
        meta={
          <>
            <span>{process.number}</span>
            <span>{process.placeName}</span>
            <Tag>{kindWords(process)}</Tag>
            <Tag tone={process.status === 'closed' ? 'quiet' : 'accent'}>{processStatusNames[process.status]}</Tag>
            {process.nature === 'undetermined' && <Tag tone="outline">{natureNames.undetermined}</Tag>}
            {process.startedAt !== null && <span>发生 {absoluteTime(process.startedAt)}</span>}
            {process.kind === 'event' && <span>{reliefResponseNames[process.reliefResponse]}</span>}
            {process.incidentId !== null && process.incidentTitle !== null && <LinkTo to={paths.incident(process.incidentId)}>{process.incidentTitle}</LinkTo>}
          </>
        }
        actions={
          process.mayEdit && !readOnly ? (
            <>
              <Button onClick={() => setChanging(true)}>更正</Button>
              {process.kind === 'event' && process.status === 'open' && (
                <Popconfirm title="灾情稳定，开始核报？" description="村级、县级的核报时限自现在起算" okText="确认稳定" cancelText="再等等" onConfirm={() => set('stable')}>
                  <Button loading={stage.busy}>灾情稳定</Button>
                </Popconfirm>
              )}
              {process.kind === 'event' && process.status === 'stable' && <Button loading={stage.busy} onClick={() => set('open')}>灾情又有发展</Button>}
              {(process.status === 'stable' || process.kind !== 'event') && (
                <Popconfirm title="结束这项统计？" description="结束后不能再填报" okText="结束" cancelText="不结束" onConfirm={() => set('closed')}>
                  <Button loading={stage.busy}>结束</Button>
                </Popconfirm>
              )}
            </>
          ) : undefined
        }
      />
      {stage.problem !== null && <p className={styles.problem} role="alert">{stage.problem.detail}</p>}
      {changing && <ChangeProcessDialog process={process} onClose={() => setChanging(false)} />}
    </>
  )
}
