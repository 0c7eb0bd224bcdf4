import { routes } from '@fengsui/contract'
import { planStatusNames } from '@fengsui/contract/plans'
import type { RouteResponse } from '@fengsui/contract/kernel'
import { getResponseLevel } from '@fengsui/contract/plans/structured'
import type { ResponseLevelNumber, Situation } from '@fengsui/contract/plans/structured'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { paths, useGo } from '../../lib/navigation.ts'
import { useCan } from '../../lib/session.tsx'
import { StartResponseDialog } from '../../lib/start-response/StartResponseDialog.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { Card } from '../../ui/layout/Card.tsx'
import { PageHeader } from '../../ui/layout/PageHeader.tsx'
import { TabStrip } from '../../ui/layout/TabStrip.tsx'
import { Tag } from '../../ui/marks/Tag.tsx'
import { VerificationMark } from '../../ui/marks/VerificationMark.tsx'
import { useNarrow } from '../../ui/shell/use-narrow.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { saveTextFile } from '../../ui/table/csv.ts'
import { LevelTabs, LevelView } from './LevelView.tsx'
import { DemandsView, NoticesView, OrganisationView } from './OrganisationView.tsx'
import { kindText } from './plan-texts.ts'
import styles from './plans.module.css'
import { PlanText } from './PlanText.tsx'

interface PlanPageProps {
  readonly planId: string
  /** The incident the plan is held against. */
  readonly incidentId?: string | undefined
}

type PlanData = RouteResponse<typeof routes.getPlan>

/** A plan: its text beside its structure, and how it stands tonight against an incident. */
export function PlanPage({ planId, incidentId }: PlanPageProps) {
  const plan = useRoute(routes.getPlan, { params: { planId } }, { touches: ['plan'] })
  if (plan.error !== null && plan.data === undefined) return <ErrorState title="没有打开这份预案" hint={plan.error.message} code={plan.error.problem.code} onRetry={() => void plan.refetch()} />
  if (plan.data === undefined || plan.data.id !== planId) return <LoadingState lines={12} />
  return <PlanDetails key={planId} plan={plan.data} incidentId={incidentId} />
}

const tabNames = { levels: '级别', notices: '通知', demands: '需求', organisation: '指挥部、工作组' } as const
type Tab = keyof typeof tabNames
const phoneTabNames = { structure: '结构', text: '原文', check: '体检' } as const
type PhoneTab = keyof typeof phoneTabNames

function PlanDetails({ plan, incidentId }: { readonly plan: PlanData; readonly incidentId: string | undefined }) {
  const go = useGo()
  const narrow = useNarrow()
  const { message } = App.useApp()
  const mayEdit = useCan('plan:edit')
  const mayDecide = useCan('response:decide')
  const mayReadIncidents = useCan('incident:read')
  const [tab, setTab] = useState<Tab>('levels')
  const [phoneTab, setPhoneTab] = useState<PhoneTab>('structure')
  const [starting, setStarting] = useState(false)
  const incidents = useRoute(routes.listIncidents, { query: { status: 'open', limit: 500 } }, { touches: ['incident'], enabled: mayReadIncidents })
  const open = incidents.data?.items ?? []
  const incident = open.find((each) => each.id === incidentId)
  const readiness = useRoute(routes.evaluatePlan, { params: { planId: plan.id }, query: incidentId === undefined ? {} : { incidentId } }, { touches: ['plan', 'incident', 'signal', 'response', 'unit', 'post', 'typhoon-fix'], enabled: plan.status !== 'retired' })
  const { structure } = plan
  const gravest = Math.min(...structure.responseLevels.map((level) => level.level)) as ResponseLevelNumber
  const [chosen, setChosen] = useState<ResponseLevelNumber | null>(null)
  const proposed = structure.responseLevels.find((level) => level.level === readiness.data?.proposedLevel)?.level
  const levelNumber = chosen ?? proposed ?? gravest
  const level = getResponseLevel(structure, levelNumber)
  const levelReadiness = readiness.data?.levels.find((each) => each.level === levelNumber)
  const situation: Situation | null = readiness.data?.situation ?? null
  const putInForce = useCommand(routes.putPlanInForce, {
    onDone: () => {
      void message.success('预案已生效，同名旧版已废止')
    },
  })
  const errors = plan.findings.filter((finding) => finding.severity === 'error').length

  const text = (
    <Card title="原文" count={`${structure.chapters.length} 章`}>
      <PlanText plan={structure} section={tab === 'levels' ? level.nameZh : null} />
    </Card>
  )
  const view = (
    <Card title="结构" head={<div className={styles.scope}><TabStrip label="结构" items={(Object.keys(tabNames) as Tab[]).map((key) => ({ key, label: tabNames[key] }))} value={tab} onChange={setTab} /></div>}>
      {tab !== 'organisation' && <LevelTabs plan={structure} value={levelNumber} onChange={setChosen} />}
      {tab === 'levels' && <LevelView plan={structure} level={level} situation={situation} readiness={levelReadiness} />}
      {tab === 'notices' && <NoticesView plan={structure} level={levelNumber} />}
      {tab === 'demands' && <DemandsView plan={structure} level={levelNumber} />}
      {tab === 'organisation' && <OrganisationView plan={structure} />}
    </Card>
  )
  const check = (
    <Card title="体检" count={plan.findings.length === 0 ? '没有发现问题' : `${plan.findings.length} 处`}>
      <div className={styles.check}>
        {readiness.error !== null && <p role="alert">{readiness.error.message}</p>}
        {levelReadiness !== undefined && (
          <section>
            <h3>{incident === undefined ? '现在启动' : `对“${incident.title}”启动`}{level.nameZh}</h3>
            <p>
              派任务 {levelReadiness.tasks} 项，发通知 {levelReadiness.notices} 条，列需求 {levelReadiness.demands} 项
            </p>
            {levelReadiness.unresolved.length === 0 ? (
              <VerificationMark shape="square" word="各项都有承接单位" />
            ) : (
              <>
                <VerificationMark shape="half" word={`${levelReadiness.unresolved.length} 处本地无人承接，将交指挥部办公室`} />
                <ul className={styles.findings}>
                  {levelReadiness.unresolved.map((item) => (
                    <li key={item.path}>
                      <b>{item.name}</b>
                      <p>{item.why}</p>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        )}
        <section>
          <h3>结构检查</h3>
          {plan.findings.length === 0 ? (
            <EmptyState symbol="check" title="结构前后一致" hint="级别、任务、工作组、通知互相对得上，可以执行。" />
          ) : (
            <ul className={styles.findings}>
              {plan.findings.map((finding) => (
                <li key={`${finding.path} ${finding.text}`}>
                  <VerificationMark shape={finding.severity === 'error' ? 'cross' : 'half'} word={finding.severity === 'error' ? '须改正' : '提示'} />
                  <p>{finding.text}</p>
                  <code>{finding.path}</code>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </Card>
  )
  return (
    <div className={styles.planPage}>
      <PageHeader
        crumbs={[{ label: '预案', onGo: () => go(paths.plans()) }, { label: kindText(plan.kind) }, { label: plan.number }]}
        title={plan.title}
        meta={
          <>
            <Tag tone={plan.status === 'inForce' ? 'accent' : 'outline'}>
              {plan.version} {planStatusNames[plan.status]}
            </Tag>
            <span>{plan.placeName}</span>
            <span>{plan.ownerUnitName}</span>
            {putInForce.problem !== null && <span role="alert">{putInForce.problem.detail}</span>}
          </>
        }
        actions={
          <>
            {open.length > 0 && (
              <Select
                className={styles.against ?? ''}
                aria-label="对照事件"
                allowClear
                value={incidentId ?? null}
                placeholder="对照一个事件看条件"
                options={open.map((each) => ({ value: each.id, label: each.title }))}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(next) => go(paths.plan(plan.id, next ?? undefined), { replace: true })}
              />
            )}
            <Button onClick={() => saveTextFile(`${plan.title}.json`, JSON.stringify(structure, null, 2), 'application/json')}>导出结构</Button>
            {mayEdit && plan.status === 'draft' && (
              <Button loading={putInForce.busy} disabled={errors > 0} title={errors > 0 ? `先改正 ${errors} 处问题再生效` : undefined} onClick={() => void putInForce.run({ params: { planId: plan.id }, body: {} })}>
                生效
              </Button>
            )}
            {mayDecide && plan.status === 'inForce' && (
              <Button type="primary" disabled={incident === undefined} title={incident === undefined ? '先选择对照的事件' : undefined} onClick={() => setStarting(true)}>
                启动响应
              </Button>
            )}
          </>
        }
      />
      {narrow ? (
        <>
          <div className={styles.phoneTabs}>
            <TabStrip label="预案内容" items={(Object.keys(phoneTabNames) as PhoneTab[]).map((key) => ({ key, label: phoneTabNames[key] }))} value={phoneTab} onChange={setPhoneTab} />
          </div>
          <div className={styles.phoneBody}>{phoneTab === 'structure' ? view : phoneTab === 'text' ? text : check}</div>
        </>
      ) : (
        <div className={styles.planBody}>
          {text}
          {view}
          {check}
        </div>
      )}
      {incident !== undefined && starting && <StartResponseDialog open incident={incident} planId={plan.id} onClose={() => setStarting(false)} onStarted={() => go(paths.incident(incident.id))} />}
    </div>
  )
}
