import { eventKey, type assessmentRoutes } from '@fengsui/contract/assessment'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { standingsOf } from './assessment-rules.ts'
import { hasObjection, lockBulletin, lockObjection, lockScores } from './assessment-store.ts'

/** A unit objects to one event of its own score, within its days. */
export function objectToScore(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof assessmentRoutes.objectToScore>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'object-to-score', actor: actor.label, input: { params, body } }, async (context) => {
    const bulletin = await lockBulletin(deps.objects, context.tx, actor, params.bulletinId)
    if (bulletin.status !== 'published' || bulletin.objectionsUntil === null) throw new Problem('lifecycle-refused', '通报印发后才能提出异议')
    if (bulletin.objectionsUntil <= context.at) throw new Problem('lifecycle-refused', '提出异议的期限已过，请直接与考核单位联系')
    const score = (await lockScores(deps.objects, context.tx, bulletin.id)).find((each) => each.unitId === actor.unitId && each.listed)
    if (!score) throw new Problem('forbidden', '这期通报没有考核您的单位')
    if (!score.events.some((event) => eventKey(event) === body.eventKey)) throw new Problem('invalid-input', '没有这条计分依据，请从本单位的明细里选择', [{ path: 'eventKey', message: '不在本单位的明细里' }])
    if (await hasObjection(context.tx, score.id, body.eventKey)) throw new Problem('conflict', '这一条已经提出过异议')
    const id = context.newId()
    context.record({
      type: 'assessment-objection.raised', audience: { division: bulletin.divisionCode, units: [actor.unitId], called: [bulletin.byUnitId, actor.unitId] },
      changes: [{ object: 'assessment-objection', id, created: true, set: { bulletinId: bulletin.id, scoreId: score.id, divisionCode: bulletin.divisionCode, unitId: actor.unitId, eventKey: body.eventKey, reason: context.protect(`assessment-objection:${id}`, body.reason), raisedAt: context.at, status: 'raised' } }],
      note: { month: bulletin.month },
    })
    return { id: bulletin.id }
  })
}

/** Decides an objection. Upheld, the event counts no more: totals and ranks of the whole bulletin follow, as a correction on record. */
export function decideObjection(deps: ModuleDeps, actor: Actor, { params, body }: Pick<ParsedRequest<typeof assessmentRoutes.decideObjection>, 'params' | 'body'>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'decide-objection', actor: actor.label, input: { params, body } }, async (context) => {
    const objection = await lockObjection(deps.objects, context.tx, actor, params.objectionId)
    if (objection.unitId === actor.unitId) throw new Problem('forbidden', '不能裁定本单位提出的异议，请由其他单位的人员裁定')
    if (objection.status !== 'raised') throw new Problem('lifecycle-refused', '这份异议已经裁定')
    const bulletin = await lockBulletin(deps.objects, context.tx, actor, objection.bulletinId)
    const scores = await lockScores(deps.objects, context.tx, bulletin.id)
    const changes: Change[] = [{ object: 'assessment-objection', id: objection.id, set: { status: body.upheld ? 'upheld' : 'dismissed', decidedAt: context.at, decidedByUnitId: actor.unitId, decision: context.protect(`assessment-objection:${objection.id}`, body.reason) } }]
    if (body.upheld) {
      const listed = scores.filter((score) => score.listed).map((score) => (score.id === objection.scoreId ? { ...score, excluded: [...score.excluded, objection.eventKey] } : score))
      const standings = new Map(standingsOf(bulletin.scheme, listed).map((standing) => [standing.unitId, standing]))
      for (const score of listed) {
        const standing = standings.get(score.unitId)
        if (!standing || (score.id !== objection.scoreId && standing.rank === score.rank)) continue
        changes.push({ object: 'assessment-score', id: score.id, set: { total: standing.total, rank: standing.rank, excluded: [...score.excluded] } })
      }
      changes.push({ object: 'assessment-bulletin', id: bulletin.id, set: { revision: bulletin.revision + 1 } })
    }
    context.record({ type: 'assessment-objection.decided', audience: { division: bulletin.divisionCode, units: [objection.unitId], called: [objection.unitId] }, changes, note: { month: bulletin.month, upheld: body.upheld } })
    return { id: bulletin.id }
  })
}
