import { routes } from '@fengsui/contract'
import type { ResponseView } from '@fengsui/contract/command'
import { levelRoman } from '@fengsui/contract/incidents'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { Field } from '../../ui/forms/Field.tsx'
import { FieldError } from '../../ui/forms/FormErrors.tsx'
import { FormDialog } from '../../ui/forms/FormDialog.tsx'
import { readFormProblems } from '../form-problems.ts'
import { useCommand } from '../use-command.ts'
import { useDraft } from '../use-draft.ts'
import { useRoute } from '../use-route.ts'
import { LevelChoice } from './LevelChoice.tsx'
import { emptyStartDraft, fillStartForm, findStartGaps, listMeasures, needsTypedPlace } from './start-form.ts'
import type { StartDraft } from './start-form.ts'
import styles from './start-response.module.css'
import { StartPreview } from './StartPreview.tsx'
import { usePlansInForce } from './use-plans-in-force.ts'

const labels = { plan: '预案', level: '响应级别', matter: '响应事项', expectedHours: '预计期限', measures: '应急处置措施', place: '地名确认' }
const prefix = 'start-response'

interface StartResponseDialogProps {
  readonly open: boolean
  readonly incident: { readonly id: string; readonly title: string; readonly divisionCode: string }
  /** The plan to begin with; the one of the own place otherwise. */
  readonly planId?: string | undefined
  readonly onClose: () => void
  readonly onStarted?: ((response: ResponseView) => void) | undefined
}

/**
 * Starting a response: plan, level with the state of its conditions, the four statutory matters, and what it will send out.
 * 突发事件应对法 第七十一、七十二条.
 */
export function StartResponseDialog({ open, incident, planId, onClose, onStarted }: StartResponseDialogProps) {
  const [chosenPlan, setChosenPlan] = useState<string | null>(null)
  const { plans, loading } = usePlansInForce(open)
  const currentPlanId = chosenPlan ?? planId ?? plans[0]?.id ?? null
  const plan = useRoute(routes.getPlan, { params: { planId: currentPlanId ?? '' } }, { touches: ['plan'], enabled: open && currentPlanId !== null })
  const readiness = useRoute(
    routes.evaluatePlan,
    { params: { planId: currentPlanId ?? '' }, query: { incidentId: incident.id } },
    { touches: ['plan', 'incident', 'signal', 'response', 'unit', 'post', 'typhoon-fix'], enabled: open && currentPlanId !== null },
  )
  const [draft, setDraft, clearDraft] = useDraft<StartDraft>(`start-response:${incident.id}:${currentPlanId ?? ''}`, emptyStartDraft)
  const [typedPlace, setTypedPlace] = useState('')
  const [asked, setAsked] = useState(false)
  const loaded = plan.data?.id === currentPlanId ? plan.data : undefined
  const levels = readiness.data?.levels ?? []
  const form = fillStartForm(draft, loaded?.structure, incident.title, readiness.data?.proposedLevel ?? null)
  const chosen = levels.find((level) => level.level === form.level)
  const place = loaded?.placeName ?? ''
  const typed = !needsTypedPlace(form.level) || typedPlace.trim() === place

  const close = (): void => {
    setAsked(false)
    setTypedPlace('')
    start.clear()
    onClose()
  }
  const start = useCommand(routes.startResponse, {
    onDone: (response) => {
      clearDraft()
      close()
      onStarted?.(response)
    },
  })
  const gaps = [
    ...(currentPlanId === null ? [{ field: 'plan', message: '请选择预案。' }] : []),
    ...findStartGaps(form),
    ...(typed ? [] : [{ field: 'place', message: `请照原名输入“${place}”。` }]),
  ]
  const problems = readFormProblems(start.problem, labels, prefix, asked ? gaps : [])
  const submit = (): void => {
    setAsked(true)
    if (gaps.length > 0 || currentPlanId === null || form.level === null) return
    void start.run({
      params: { incidentId: incident.id },
      body: { planId: currentPlanId, level: form.level, matter: form.matter, expectedHours: Number(form.hours), measures: listMeasures(form.measures) },
    })
  }
  const set = (change: Partial<StartDraft>): void => setDraft((before) => ({ ...before, ...change }))
  return (
    <FormDialog
      open={open}
      title={`启动应急响应：${incident.title}`}
      okText={form.level === null ? '启动响应' : `启动${levelRoman[form.level]}级响应`}
      width={760}
      busy={start.busy}
      locked={chosen !== undefined && !chosen.mayStart}
      problems={problems.fields}
      refusal={problems.refusal ?? (chosen?.mayStart === false ? (chosen.mayStartReason ?? undefined) : undefined)}
      onSubmit={submit}
      onClose={close}
    >
      <Field label={labels.plan} id={`${prefix}-plan`} error={problems.errorOf('plan')} hint={plans.length === 0 && !loading ? '本辖区还没有生效的预案：请先在“预案”里导入并生效，或先用“派任务”做先期处置。' : undefined}>
        <Select
          value={currentPlanId}
          loading={loading}
          options={plans.map((each) => ({ value: each.id, label: `${each.title}（${each.placeName}，${each.version}）` }))}
          onChange={(next) => setChosenPlan(next)}
        />
      </Field>
      <div className={styles.block} id={`${prefix}-level`} tabIndex={-1}>
        <LevelChoice levels={levels} proposed={readiness.data?.proposedLevel ?? null} value={form.level} loading={readiness.isPending && currentPlanId !== null} onChange={(level) => set({ level })} />
        {readiness.error !== null && <FieldError message={readiness.error.message} />}
        <FieldError message={problems.errorOf('level')} />
      </div>
      {chosen !== undefined && <StartPreview level={chosen} />}
      <div className={styles.pair}>
        <Field label={labels.matter} id={`${prefix}-matter`} error={problems.errorOf('matter')} required>
          <Input value={form.matter} maxLength={200} onChange={(event) => set({ matter: event.target.value })} />
        </Field>
        <Field label={labels.expectedHours} id={`${prefix}-expectedHours`} error={problems.errorOf('expectedHours')} required>
          <Input value={form.hours} inputMode="numeric" suffix="小时" onChange={(event) => set({ hours: event.target.value })} />
        </Field>
      </div>
      <Field label={labels.measures} id={`${prefix}-measures`} hint="每行一条，可增删改" error={problems.errorOf('measures')} required>
        <Input.TextArea value={form.measures} autoSize={{ minRows: 3, maxRows: 7 }} onChange={(event) => set({ measures: event.target.value })} />
      </Field>
      {needsTypedPlace(form.level) && chosen?.mayStart === true && (
        <Field label={`请输入“${place}”确认`} id={`${prefix}-place`} hint="Ⅰ、Ⅱ级响应影响面大，启动后任务和通知立即发出，不能收回。" error={problems.errorOf('place')} required>
          <Input value={typedPlace} autoComplete="off" onChange={(event) => setTypedPlace(event.target.value)} />
        </Field>
      )}
    </FormDialog>
  )
}
