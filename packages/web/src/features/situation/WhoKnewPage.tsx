import { routes } from '@fengsui/contract'
import { knowledgeKindNames, knowledgeMoments, knowledgeStateNames, tellingChannelNames, type WhoKnew } from '@fengsui/contract/situation'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useApiBase } from '../../lib/api-base.tsx'
import { addressOf } from '../../lib/api.ts'
import { paths, useGo } from '../../lib/navigation.ts'
import { useRoute } from '../../lib/use-route.ts'
import { monthDayTime } from '../../ui/clocks/time-text.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { DataTable, type TableColumn } from '../../ui/table/DataTable.tsx'
import { TimeSlider } from '../../ui/time-slider/TimeSlider.tsx'
import { KnowledgeLanes } from './KnowledgeLanes.tsx'
import { KnowledgeMark } from './KnowledgeMark.tsx'
import styles from './situation.module.css'
import { listKnowledgeRows, summaryWords, type KnowledgeRow } from './who-knew-rows.ts'

/** Kinds of objects whose changes change who knew what. */
export const knowledgeTouches = ['incident', 'report', 'report-delivery', 'warning', 'response', 'notice', 'task', 'call-recipient'] as const

const formats = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' } as const

/** Who knew what when: each fact with the units that were told of it, as of any minute (provability). */
export function WhoKnewPage({ incidentId }: { readonly incidentId: string }) {
  const query = useRoute(routes.getWhoKnew, { params: { incidentId } }, { touches: knowledgeTouches })
  if (query.error !== null && query.data === undefined) return <ErrorState title="没有打开知情情况" hint={query.error.message} code={query.error.problem.code} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return <LoadingState lines={10} />
  return <Knowledge view={query.data} />
}

function Knowledge({ view }: { readonly view: WhoKnew }) {
  const go = useGo()
  const { base } = useApiBase()
  const moments = useMemo(() => knowledgeMoments(view), [view])
  const from = moments[0] ?? view.asOf
  // Null follows the present as answers come in.
  const [chosen, setChosen] = useState<number | null>(null)
  const [factKey, setFactKey] = useState<string | null>(null)
  const [mode, setMode] = useState<'table' | 'lanes'>('table')
  const at = chosen === null ? view.asOf : new Date(Math.min(chosen, Date.parse(view.asOf))).toISOString()
  const rows = useMemo(() => listKnowledgeRows(view, at, factKey), [view, at, factKey])
  const paper = (format: keyof typeof formats): string => `${base}${addressOf(routes.downloadWhoKnew, { params: { incidentId: view.incidentId }, query: { format, at } })}`
  const previous = moments.filter((moment) => moment < at).at(-1)
  const next = moments.find((moment) => moment > at)
  return (
    <div className={styles.page}>
      <PageHeader
        crumbs={[{ label: '事件', onGo: () => go(paths.incidents()) }, { label: view.incidentTitle, onGo: () => go(paths.incident(view.incidentId)) }, { label: '知情情况' }]}
        title="谁在何时知道什么"
        meta={`${view.placeName}，${monthDayTime(view.occurredAt)} 发生；下面是截至 ${monthDayTime(at)} 的情况${view.hidden.length === 0 ? '' : `；您的角色看不到：${view.hidden.join('、')}`}`}
        actions={(Object.keys(formats) as (keyof typeof formats)[]).map((format) => (
          <Button key={format} href={paper(format)} icon={<Symbol name="download" size={14} />}>
            {formats[format]}
          </Button>
        ))}
      />
      <div className={styles.slider}>
        <Button size="small" disabled={previous === undefined} onClick={() => previous !== undefined && setChosen(Date.parse(previous))}>上一变化</Button>
        <TimeSlider bare from={from} to={view.asOf} value={Date.parse(at)} playing={false} speed={1} events={view.facts.map((fact) => ({ id: fact.key, at: fact.knownAt, label: fact.text }))} onChange={setChosen} onPlay={() => undefined} onSpeed={() => undefined} />
        <Button size="small" disabled={next === undefined} onClick={() => next !== undefined && setChosen(Date.parse(next))}>下一变化</Button>
        <Button size="small" disabled={chosen === null} onClick={() => setChosen(null)}>到现在</Button>
      </div>
      <div className={styles.body}>
        <Card title="事项" count={`${view.facts.length} 项`}>
          <ul className={styles.facts}>
            <li>
              <button type="button" aria-pressed={factKey === null} className={joinClasses(styles.fact, factKey === null && styles.factOn)} onClick={() => setFactKey(null)}>
                <b>全部事项</b>
              </button>
            </li>
            {view.facts.map((fact) => (
              <li key={fact.key}>
                <button type="button" aria-pressed={factKey === fact.key} className={joinClasses(styles.fact, factKey === fact.key && styles.factOn, fact.knownAt > at && styles.factLater)} onClick={() => setFactKey(fact.key)}>
                  <span><Tag tone="outline">{knowledgeKindNames[fact.kind]}</Tag> <time dateTime={fact.knownAt}>{monthDayTime(fact.knownAt)}</time></span>
                  <b>{fact.text}</b>
                  <small>{summaryWords(fact, at)}</small>
                </button>
              </li>
            ))}
          </ul>
        </Card>
        <Card
          head={<TabStrip label="看法" items={[{ key: 'table', label: '表格' }, { key: 'lanes', label: '泳道' }]} value={mode} onChange={(key) => setMode(key === 'lanes' ? 'lanes' : 'table')} />}
        >
          {mode === 'lanes'
            ? <KnowledgeLanes view={view} at={at} factKey={factKey} from={from} to={view.asOf} />
            : <DataTable name="知情情况" columns={columns} rows={rows} rowKey={(row) => row.key} filters={filters} emptyTitle="此时还没有告知记录" emptyHint="拖动时间条往后看，或选“全部事项”。" />}
        </Card>
      </div>
    </div>
  )
}

const filters = [
  { key: 'overdue', label: '逾期未应答', passes: (row: KnowledgeRow) => row.state === 'overdue' },
  { key: 'open', label: '未应答', passes: (row: KnowledgeRow) => row.state === 'told' || row.state === 'overdue' },
  { key: 'not-told', label: '此时未告知', passes: (row: KnowledgeRow) => row.state === 'not-told' },
]

const several = (row: KnowledgeRow): string => (row.telling !== null && row.telling.asked > 1 ? `（${row.telling.asked} 中 ${row.telling.answered}）` : '')
const minutes = (value: number | null): string => (value === null ? '' : `${value} 分`)

const columns: readonly TableColumn<KnowledgeRow>[] = [
  { key: 'fact', title: '事项', value: (row) => row.fact.text, required: true, width: 190 },
  { key: 'unit', title: '单位', value: (row) => row.unitName, required: true, width: 150 },
  { key: 'state', title: '状态', value: (row) => knowledgeStateNames[row.state], render: (row) => <KnowledgeMark state={row.state} of={several(row)} />, width: 140, sortable: true },
  { key: 'way', title: '方式', value: (row) => (row.telling === null ? '' : `${tellingChannelNames[row.telling.channel]} ${row.telling.by}`), width: 170 },
  { key: 'told', title: '告知', value: (row) => row.telling?.toldAt ?? '', words: (row) => (row.telling === null ? '' : monthDayTime(row.telling.toldAt)), render: (row) => (row.telling === null ? '' : monthDayTime(row.telling.toldAt)), width: 104, sortable: true },
  { key: 'after', title: '得知后', value: (row) => row.toldAfterMinutes ?? '', render: (row) => minutes(row.toldAfterMinutes), width: 80, align: 'right', sortable: true },
  { key: 'answered', title: '应答用时', value: (row) => row.answeredAfterMinutes ?? '', render: (row) => minutes(row.answeredAfterMinutes), width: 96, align: 'right', sortable: true },
  { key: 'known', title: '得知', value: (row) => row.fact.knownAt, words: (row) => monthDayTime(row.fact.knownAt), render: (row) => monthDayTime(row.fact.knownAt), hiddenAtFirst: true, width: 104, sortable: true },
  { key: 'place', title: '地区', value: (row) => row.placeName, hiddenAtFirst: true, width: 120 },
]
