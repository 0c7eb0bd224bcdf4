import { routes } from '@fengsui/contract'
import { improvementStatusNames, type EvaluationView } from '@fengsui/contract/evaluation'
import { beijingShort } from '@fengsui/contract/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useMay } from '../../lib/use-may.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { StatNumber, StatRow } from '../../ui/layout/StatNumber.tsx'
import { ResponseShield } from '../../ui/marks/ResponseShield.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../../ui/states/PageStates.tsx'
import { FindingList } from './FindingList.tsx'
import { ImprovementDialog } from './ImprovementDialog.tsx'
import { IssueDialog } from './IssueDialog.tsx'
import { groupFigures, targetWords } from './evaluation-words.ts'
import styles from './evaluation.module.css'

/** 处置评估 of an incident and all secondary to it: figures, findings with evidence, improvements (REC-2). */
export function EvaluationPage({ incidentId }: { readonly incidentId: string }) {
  const go = useGo()
  const mayRead = useCan('evaluation:read')
  const query = useRoute(routes.getEvaluation, { params: { incidentId } }, { touches: ['evaluation', 'improvement', 'clock', 'suspicion', 'shortage', 'linkage-alarm'], enabled: mayRead })
  const draft = useCommand(routes.draftEvaluation)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<'improvement' | 'issue' | null>(null)
  const view = query.data
  const mayWrite = useMay('evaluation:edit')
  if (!mayRead) return <NoPermissionState permission="查看处置评估" />
  if (query.error !== null && view === undefined) return <ErrorState title="没有打开处置评估" hint={query.error.message} code={query.error.problem.code} onRetry={() => void query.refetch()} />
  if (view === undefined) return <LoadingState lines={10} />
  const pick = (key: string): void => setPicked((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]))
  const drafted = view.evaluation !== null
  const mayEdit = view.mayEdit && mayWrite
  return (
    <div className={styles.page}>
      <PageHeader
        crumbs={[{ label: '事件', onGo: () => go(paths.incidents()) }, { label: view.incidentTitle, onGo: () => go(paths.incident(incidentId)) }, { label: '处置评估' }]}
        title="处置评估"
        meta={describeState(view)}
        actions={
          <>
            <Button onClick={() => window.print()}>打印</Button>
            {mayEdit && <Button loading={draft.busy} onClick={() => void draft.run({ params: { incidentId } })}>{drafted ? '按最新记录更新草稿' : '起草评估'}</Button>}
            {mayEdit && drafted && <Button disabled={picked.size === 0} onClick={() => setOpen('improvement')}>提出改进{picked.size > 0 ? `（${String(picked.size)}）` : ''}</Button>}
            {mayEdit && drafted && <Button type="primary" onClick={() => setOpen('issue')}>印发</Button>}
          </>
        }
      />
      <div className={styles.body}>
        {draft.problem !== null && <p className={styles.refusal} role="alert">{draft.problem.detail}</p>}
        {view.evaluation?.summary && <p className={styles.summary}>{view.evaluation.summary}</p>}
        <Figures view={view} />
        <div className={styles.report}>
          <Card title="发现" count={`${String(view.findings.length)} 条`} padded>
            <FindingList incidentId={incidentId} findings={view.findings} {...(mayEdit && drafted ? { picked, onPick: pick } : {})} />
          </Card>
          <Card title="改进建议" count={`${String(view.improvements.length)} 条`} padded>
            <Improvements view={view} />
          </Card>
        </div>
      </div>
      {open === 'improvement' && <ImprovementDialog incidentId={incidentId} findingKeys={[...picked]} onClose={() => { setOpen(null); setPicked(new Set()) }} />}
      {open === 'issue' && <IssueDialog incidentId={incidentId} onClose={() => setOpen(null)} />}
    </div>
  )
}

function describeState({ evaluation }: EvaluationView): string {
  if (evaluation === null) return '还没有起草；下面是按现在的记录算出的'
  if (evaluation.status === 'issued') return `${evaluation.byUnitName}于 ${beijingShort(evaluation.issuedAt ?? evaluation.draftedAt)} 印发，数字已固定`
  return `${evaluation.byUnitName}于 ${beijingShort(evaluation.draftedAt)} 起草；下面是按现在的记录算出的`
}

function Figures({ view }: { readonly view: EvaluationView }) {
  const { responses, casualties } = view.figures
  return (
    <Card title="数字" padded>
      <div className={styles.figures}>
        {groupFigures(view.figures).map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <StatRow>
              {group.items.map((item) => (
                <StatNumber key={item.label} {...item} />
              ))}
            </StatRow>
          </section>
        ))}
        {responses.length > 0 && (
          <section className={styles.row}>
            <h3>响应过程</h3>
            <ul className={styles.levels}>
              {responses.map((step) => (
                <li key={`${step.placeName}${step.from}`}>
                  <ResponseShield level={step.level as 1 | 2 | 3 | 4} /> {step.placeName} {beijingShort(step.from)} — {step.to === null ? '至今' : beijingShort(step.to)}
                </li>
              ))}
            </ul>
          </section>
        )}
        {casualties.length > 0 && (
          <section className={styles.row}>
            <h3>伤亡</h3>
            <ul className={styles.levels}>
              {casualties.map((each) => (
                <li key={each.incidentId}>{each.title}：死亡 {each.dead} 人，下落不明 {each.missing} 人，受伤 {each.injured} 人</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Card>
  )
}

function Improvements({ view }: { readonly view: EvaluationView }) {
  const decide = useCommand(routes.decideImprovement)
  const mayDecide = useCan('evaluation:edit')
  if (view.improvements.length === 0) return <EmptyState title="还没有改进建议" hint={view.mayEdit ? '起草评估后，在“发现”里勾选，再点“提出改进”。' : '由事件所在地提出。'} />
  return (
    <ol className={styles.improvements}>
      {view.improvements.map((each) => (
        <li key={each.id}>
          <Tag tone="outline">{targetWords[each.target]}</Tag>
          <span>{each.text}<small>{each.planTitle === null ? '' : `${each.planTitle} · `}对应发现 {each.findingKeys.length} 条</small></span>
          <Tag>{improvementStatusNames[each.status]}</Tag>
          {mayDecide && each.status === 'proposed' && <Button size="small" disabled={decide.busy} onClick={() => void decide.run({ params: { improvementId: each.id }, body: { status: 'accepted' } })}>采纳</Button>}
          {mayDecide && each.status === 'proposed' && <Button size="small" disabled={decide.busy} onClick={() => void decide.run({ params: { improvementId: each.id }, body: { status: 'rejected' } })}>不采纳</Button>}
          {mayDecide && each.status === 'accepted' && <Button size="small" disabled={decide.busy} onClick={() => void decide.run({ params: { improvementId: each.id }, body: { status: 'done' } })}>已落实</Button>}
        </li>
      ))}
      {decide.problem !== null && <p className={styles.refusal} role="alert">{decide.problem.detail}</p>}
    </ol>
  )
}
