import type { Evaluation, EvaluationFigures, EvaluationView, Finding, Improvement } from '@fengsui/contract/evaluation'
import { Problem } from '@fengsui/contract/kernel'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/database.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { mayEvaluate } from './evaluation-policy.ts'
import { countFigures } from './figure-rules.ts'
import { findFindings, type FindingDraft } from './finding-rules.ts'
import { getEvaluated, readMaterial, type Evaluated } from './material-views.ts'

/** Entries named with a finding; the oldest and the latest of them when there are more. */
const EVIDENCE_SHOWN = 12

/** Figures and findings as the record stands, each finding with the journal entries it rests on. */
export async function evaluate(db: Queryable, actor: Actor, evaluated: Evaluated, now: string): Promise<{ figures: EvaluationFigures; findings: Finding[] }> {
  const material = await readMaterial(db, actor, evaluated, now)
  return { figures: countFigures(material), findings: await withEvidence(db, findFindings(material)) }
}

async function withEvidence(db: Queryable, drafts: readonly FindingDraft[]): Promise<Finding[]> {
  const streams = [...new Set(drafts.flatMap((draft) => draft.objects.map((object) => `${object.kind}:${object.id}`)))]
  const { rows } = await sql<{ stream: string; position: number; at: string; type: string }>`
    select stream, position, at, type from journal where stream = any(${streams}::text[]) and position is not null order by position`.execute(db)
  const byStream = new Map<string, typeof rows>()
  for (const row of rows) byStream.set(row.stream, [...(byStream.get(row.stream) ?? []), row])
  return drafts.map((draft) => {
    const entries = draft.objects.flatMap((object) => byStream.get(`${object.kind}:${object.id}`) ?? []).sort((a, b) => a.position - b.position)
    const shown = entries.length <= EVIDENCE_SHOWN ? entries : [...entries.slice(0, EVIDENCE_SHOWN / 2), ...entries.slice(-EVIDENCE_SHOWN / 2)]
    return { ...draft, evidence: shown.map(({ position, at, type }) => ({ position, at, type })) }
  })
}

/** The evaluation of an incident: as issued, else as of now. @throws Problem not-found outside the reader's scope */
export async function getEvaluation(deps: ModuleDeps, actor: Actor, incidentId: string): Promise<EvaluationView> {
  const db = deps.database.kysely
  const evaluated = await getEvaluated(db, actor, incidentId)
  const [row] = (await deps.objects.read(db, 'evaluation', sql`t.incident_id = ${incidentId}::uuid and t.division_code = ${evaluated.divisionCode} and ${withinScope(actor.scope, sql`t.division_code`)}`)) as unknown as Evaluation[]
  const improvements = row ? ((await deps.objects.read(db, 'improvement', sql`t.evaluation_id = ${row.id}::uuid`, { order: sql`t.proposed_at, t.id` })) as unknown as Improvement[]) : []
  const { figures, findings } = row?.status === 'issued' ? row : await evaluate(db, actor, evaluated, deps.clocks.business.now())
  const summaries = await readPersonalFacts(db, row?.summary ? [row.summary] : [])
  const { rows: names } = await sql<{ id: string; name: string }>`
    select id, name from unit where id = ${row?.byUnitId ?? null}::uuid union all select id, title from plan where id = any(${improvements.flatMap((each) => each.planId ?? [])}::uuid[])`.execute(db)
  const nameOf = new Map(names.map((each) => [each.id, each.name]))
  return {
    incidentTitle: evaluated.title,
    evaluation: row
      ? { id: row.id, incidentId: row.incidentId, divisionCode: row.divisionCode, byUnitId: row.byUnitId, status: row.status, draftedAt: row.draftedAt, issuedAt: row.issuedAt, summary: row.summary ? summaries(row.summary) : null, byUnitName: nameOf.get(row.byUnitId) ?? '' }
      : null,
    figures, findings, improvements: improvements.map((each) => ({ ...each, planTitle: each.planId === null ? null : (nameOf.get(each.planId) ?? null) })), mayEdit: mayEvaluate(actor, evaluated.divisionCode) && row?.status !== 'issued',
  }
}

/** @throws Problem not-found outside the jurisdiction */
export async function getImprovement(deps: ModuleDeps, actor: Actor, { id }: { id: string }): Promise<Improvement> {
  const [row] = await deps.objects.read(deps.database.kysely, 'improvement', sql`t.id = ${id}::uuid and ${withinScope(actor.scope, sql`t.division_code`)}`)
  if (!row) throw new Problem('not-found', '没有这条改进建议，或它不在您的辖区')
  return row as unknown as Improvement
}
