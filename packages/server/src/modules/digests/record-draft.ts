import { addMinutes, Problem, type Json } from '@fengsui/contract/kernel'
import { legalDayAt } from '@fengsui/contract/calendar'
import { countDigest, DIGEST_HOURS, draftDigest, type Digest, type DigestKind } from '@fengsui/contract/digests'
import type { CommandContext } from '../../platform/commands/context.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { hasIssued, lockOpenDraft } from './digest-store.ts'
import { gatherFacts } from './material-store.ts'

interface Office {
  readonly unitId: string
  readonly divisionCode: string
}

/** Words and figures of the last 24 hours up to this instant. */
export async function composeDraft(context: CommandContext, office: Office, kind: DigestKind, digestId: string) {
  const period = { from: addMinutes(context.at, -DIGEST_HOURS * 60), to: context.at }
  const facts = await gatherFacts(context.tx, office, period)
  return { period, figures: countDigest(facts) as unknown as Json, content: context.protect(`digest:${digestId}`, JSON.stringify(draftDigest(kind, facts))) }
}

/**
 * Drafts today's digest of an office. One draft of a kind and day is open at a time: by the clock an existing one is left alone (somebody
 * may be working on it), by hand it is refused. A morning or peace report that was issued is not drafted again; a brief may be, as often as needed.
 * @returns the draft's id, or null where the clock had nothing to do
 */
export async function recordDraft(deps: ModuleDeps, context: CommandContext, office: Office, kind: DigestKind, by: Digest['draftedBy']): Promise<string | null> {
  const day = legalDayAt(context.at)
  const open = await lockOpenDraft(deps.objects, context.tx, office.unitId, kind, day)
  const issued = kind !== 'brief' && (await hasIssued(context.tx, office.unitId, kind, day))
  if (open !== null || issued) {
    if (by === 'schedule') return null
    throw new Problem('conflict', issued ? '今天的这份要情已经签发；有新情况请起草值班快报' : '今天已有一份起草中的，请打开那份草稿继续修改')
  }
  const id = context.newId()
  const { period, figures, content } = await composeDraft(context, office, kind, id)
  context.record({
    type: 'digest.drafted', audience: { division: office.divisionCode, units: [office.unitId], ownPlaceOnly: true },
    changes: [{ object: 'digest', id, created: true, set: { kind, divisionCode: office.divisionCode, fromUnitId: office.unitId, day, periodFrom: period.from, periodTo: period.to, number: '', status: 'draft', figures, content, draftedBy: by, draftedAt: context.at } }],
    note: { kind, day },
  })
  return id
}
