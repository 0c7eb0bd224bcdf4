import { routes } from '@fengsui/contract'
import type { Recommendation, RequestView, ShortageView } from '@fengsui/contract/dispatch'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useCommand } from '../../lib/use-command.ts'
import { useRoute } from '../../lib/use-route.ts'
import { ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { CandidateRow } from './CandidateRow.tsx'
import { OwnerRow } from './OwnerRow.tsx'
import { amountText } from './dispatch-words.ts'
import { gapAfter, groupByOwner, overfilled, recommendedPicks, stillPossible, substituteCandidates, sumOf, toCommandPicks, usesSubstitute, withAmount, withCount } from './picks.ts'
import type { Picks } from './picks.ts'
import { UpwardUnitSelect } from './UpwardUnitSelect.tsx'
import styles from './dispatch.module.css'

/** Candidates shown before one asks for more. */
const shownFirst = 8
/** Warehouses of each substitute shown before one asks for more. */
const substitutesFirst = 2

/** The recommended package, to be changed and ordered: what goes, from where and why, and what stays missing. */
export function FillWork({ request, openShortages }: { readonly request: RequestView; readonly openShortages: readonly ShortageView[] }) {
  const advice = useRoute(routes.getRecommendation, { params: { requestId: request.id } }, { touches: ['team', 'equipment', 'lot', 'stock-minimum', 'resource-request'] })
  const lines = advice.data?.lines
  const [changed, setChanged] = useState<Picks | null>(null)
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [declare, setDeclare] = useState(true)
  const [upUnit, setUpUnit] = useState<string | null>(null)
  const fill = useCommand(routes.fillRequest, { onDone: () => { setChanged(null); setReasons({}); setUpUnit(null) } })
  const recommended = useMemo(() => (lines === undefined ? {} : recommendedPicks(lines)), [lines])
  // What has gone meanwhile falls out of the choice; the rest of it stays as it was made.
  useEffect(() => {
    if (lines !== undefined) setChanged((before) => (before === null ? null : stillPossible(before, lines)))
  }, [lines])
  if (lines === undefined) return advice.error === null ? <LoadingState lines={6} /> : <ErrorState hint={advice.error.message} code={advice.error.problem.code} onRetry={() => void advice.refetch()} />
  const picks = changed ?? recommended
  const wanted = lines.filter((line) => line.wanted > 0)
  const missing = wanted.filter((line) => gapAfter(picks, line) > 0)
  const over = overfilled(picks, wanted)
  const chosen = toCommandPicks(picks, lines, reasons)
  const unexplained = wanted.filter((line) => usesSubstitute(picks, line) && (reasons[line.key] ?? '').trim().length < 2)
  const nothing = chosen.length === 0 && !(declare && missing.length > 0) && upUnit === null
  const order = (): void => {
    void fill.run({ params: { requestId: request.id }, body: { picks: chosen, declareShortage: declare && missing.length > 0, passUpToUnitId: missing.length > 0 || openShortages.length > 0 ? upUnit : null } })
  }
  return (
    <section className={styles.fill} aria-label="推荐方案">
      <header className={styles.fillHead}>
        <h3>推荐方案</h3>
        {changed !== null && (
          <Button size="small" onClick={() => setChanged(null)}>
            恢复推荐
          </Button>
        )}
        <small>{advice.data?.travelBasis}</small>
      </header>
      {wanted.map((line) => (
        <LineWork key={line.key} line={line} picks={picks} reason={reasons[line.key] ?? ''} onChange={setChanged} onReason={(reason) => setReasons((before) => ({ ...before, [line.key]: reason }))} />
      ))}
      {missing.length > 0 && (
        <div className={styles.missing}>
          <b>仍缺 {missing.map((line) => `${line.name} ${amountText(gapAfter(picks, line), line.unit)}`).join('、')}</b>
          <Checkbox checked={declare} onChange={(event) => { setDeclare(event.target.checked); if (!event.target.checked) setUpUnit(null) }}>
            列为缺口，通知申请单位
          </Checkbox>
          {declare && <UpwardUnitSelect value={upUnit} onChange={setUpUnit} />}
        </div>
      )}
      <footer className={styles.fillFoot}>
        {over.length > 0 && <p className={styles.problem}>{over.map((line) => `${line.name}多选了 ${amountText(sumOf(picks, line.key) - line.wanted, line.unit)}`).join('；')}，请减少后再下令</p>}
        {unexplained.length > 0 && <p className={styles.problem}>请写明{unexplained.map(({ name }) => name).join('、')}代用的理由</p>}
        {fill.problem !== null && <p className={styles.problem} role="alert">{fill.problem.detail}</p>}
        <Button type="primary" size="large" className={styles.order ?? ''} loading={fill.busy} disabled={nothing || over.length > 0 || unexplained.length > 0} onClick={order}>
          {chosen.length > 0 ? `下达调度令（${wanted.filter((line) => sumOf(picks, line.key) > 0).map((line) => `${line.name} ${amountText(sumOf(picks, line.key), line.unit)}`).join('、')}）` : upUnit === null ? '列出缺口' : '列出缺口并起草向上申请'}
        </Button>
      </footer>
    </section>
  )
}

interface LineWorkProps {
  readonly line: Recommendation['lines'][number]
  readonly picks: Picks
  /** Why something else than asked for goes. */
  readonly reason: string
  readonly onChange: (picks: Picks) => void
  readonly onReason: (reason: string) => void
}

function LineWork({ line, picks, reason, onChange, onReason }: LineWorkProps) {
  const [all, setAll] = useState(false)
  const gap = gapAfter(picks, line)
  const pieces = line.candidates[0]?.kind === 'equipment'
  const shown = pieces ? [] : all ? line.candidates : line.candidates.filter(({ id, recommended }, index) => index < shownFirst || recommended > 0 || (picks[line.key]?.[id] ?? 0) > 0)
  // The nearest few of each; whatever was chosen stays in sight.
  const offered = line.substitutes.flatMap((substitute) => substituteCandidates(substitute).flatMap((candidate, index) => (all || index < substitutesFirst || (picks[line.key]?.[candidate.id] ?? 0) > 0 ? [{ candidate, unit: substitute.unit }] : [])))
  const hidden = line.substitutes.reduce((sum, { candidates }) => sum + candidates.length, 0) - offered.length
  return (
    <section className={styles.lineWork} aria-label={line.name}>
      <header>
        <h4>{line.name}</h4>
        <span role="status">
          还要 {amountText(line.wanted, line.unit)}，已选 <b>{sumOf(picks, line.key).toLocaleString('zh-CN')}</b>
          {gap > 0 ? <em>缺 {gap.toLocaleString('zh-CN')}</em> : <i>够了</i>}
        </span>
      </header>
      {line.candidates.length === 0 && <p className={styles.quiet}>辖区内没有可派的，请列缺口并向上申请。</p>}
      <ul>{shown.map((candidate) => <CandidateRow key={candidate.id} candidate={candidate} unit={line.unit} amount={picks[line.key]?.[candidate.id] ?? 0} onChange={(amount) => onChange(withAmount(picks, line.key, candidate, amount))} />)}{pieces && groupByOwner(line.candidates).map((group) => <OwnerRow key={group.key} group={group} unit={line.unit} picked={group.candidates.filter(({ id }) => (picks[line.key]?.[id] ?? 0) > 0).map(({ id }) => id)} onChange={(count) => onChange(withCount(picks, line.key, group, count))} />)}</ul>
      {!pieces && (shown.length < line.candidates.length || hidden > 0) && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          显示其余 {line.candidates.length - shown.length + hidden} 个
        </Button>
      )}
      {line.substitutes.length > 0 && (
        <p className={styles.quiet}>可代用：{line.substitutes.map(({ name, available, why }) => `${name}（可用 ${available.toLocaleString('zh-CN')}，${why}）`).join('；')}</p>
      )}
      {usesSubstitute(picks, line) && <Input aria-label={`${line.name}代用的理由`} placeholder="代用的理由，如“毛毯已调空，夜间降温先用棉被”" value={reason} maxLength={200} onChange={(event) => onReason(event.target.value)} />}
      {offered.length > 0 && (
        <ul aria-label={`${line.name}的代用`}>
          {offered.map(({ candidate, unit }) => <CandidateRow key={candidate.id} candidate={candidate} unit={unit} amount={picks[line.key]?.[candidate.id] ?? 0} onChange={(amount) => onChange(withAmount(picks, line.key, candidate, amount))} />)}
        </ul>
      )}
    </section>
  )
}
