import type { Json } from '@fengsui/contract/kernel'
import type { SealedEntry } from '../../platform/journal/read-entries.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import type { Reaction } from '../../platform/reactions/reaction-runner.ts'
import type { TimerHandler } from '../../platform/timers/timer-runner.ts'
import { continueAlarm } from './continue-alarm.ts'
import { closeAlarm, timerKey, timerKinds } from './end-warning.ts'
import { describeShortfall, describeWarning, fallsShort, watchDueAt } from './linkage-rules.ts'
import { judgeLinkage } from './linkage-store.ts'
import { listInForce, listReplaced, lockOpenAlarms, lockWarningRow } from './warning-store.ts'

/** The grace time is over: a warning still in force whose place has not raised its response becomes an alarm, once. */
export function createLinkageTimer(deps: ModuleDeps): TimerHandler {
  return {
    kind: timerKinds.linkage,
    async fire(context, payload) {
      const warning = await lockWarningRow(deps.objects, context.tx, String(payload['warningId']))
      if (warning?.status !== 'inForce') return
      const judged = (await judgeLinkage(context.tx, [warning], deps.rulesAsOf())).get(warning.id)
      if (!judged?.wanted || !fallsShort(judged.wanted, judged.found)) return
      if ((await lockOpenAlarms(deps.objects, context.tx, warning.id)).length > 0) return
      const id = context.newId()
      const { wanted, found } = judged
      const chain = await listReplaced(deps.objects, context.tx, warning)
      const evidence = [...chain.map((each) => describeWarning(each, each.number)), { at: context.at, text: describeShortfall(wanted.level, found) }]
      context.record({
        type: 'linkage-alarm.raised', subject: warning.incidentId, audience: { division: warning.divisionCode },
        changes: [{
          object: 'linkage-alarm', id, created: true,
          set: { kind: 'warning', evidence: evidence as unknown as Json, warningId: warning.id, divisionCode: warning.divisionCode, wantedLevel: wanted.level, rule: wanted.rule, status: 'open', raisedAt: context.at, ...(found === null ? {} : { foundLevel: found }), ...(warning.incidentId === null ? {} : { incidentId: warning.incidentId }) },
        }],
        note: { kind: 'warning', number: warning.number, hazard: warning.hazard, level: warning.level, source: wanted.source },
      })
    },
  }
}

/** The level a response had before the entry; null when the entry did not lower or end it. */
function levelBefore(entry: SealedEntry): number | null {
  const { from, to, level } = entry.data.note ?? {}
  if (entry.type === 'response.ended') return Number(level)
  return entry.type === 'response.level-changed' && Number(to) > Number(from) ? Number(from) : null
}

/**
 * Follows the responses and plans of a place: a response raised far enough closes the alarm by itself; one lowered or ended while the warning is in
 * force starts a new grace time; a plan that comes into force is held against the warnings in force.
 */
export function watchResponses(deps: ModuleDeps): Reaction {
  return {
    name: 'warnings.watch-responses',
    from: 'beginning',
    types: ['response.started', 'response.level-changed', 'response.ended', 'plan.put-in-force'],
    async handle(context, entry) {
      const warnings = await listInForce(deps.objects, context.tx, entry.data.audience.division)
      const judged = await judgeLinkage(context.tx, warnings, deps.rulesAsOf())
      const before = levelBefore(entry)
      for (const warning of warnings) {
        const { wanted, found } = judged.get(warning.id) ?? { wanted: null, found: null }
        const open = await lockOpenAlarms(deps.objects, context.tx, warning.id)
        for (const alarm of open) {
          if (found !== null && found <= alarm.wantedLevel) closeAlarm(context, alarm, 'raised', { level: found })
          else if (found !== alarm.foundLevel) continueAlarm(context, alarm, { ...alarm, foundLevel: found }, { at: context.at, text: describeShortfall(alarm.wantedLevel, found) })
        }
        if (wanted === null || open.length > 0 || !fallsShort(wanted, found)) continue
        const fellBack = before !== null && before <= wanted.level
        if (!fellBack && entry.type !== 'plan.put-in-force') continue
        const due = [context.at, watchDueAt(warning.watchFrom, warning.level, deps.rulesAsOf()), ...(fellBack ? [watchDueAt(entry.at, warning.level, deps.rulesAsOf())] : [])].sort().at(-1) ?? context.at
        context.setTimer({ key: timerKey(timerKinds.linkage, warning.id), kind: timerKinds.linkage, dueAt: due, payload: { warningId: warning.id } })
      }
    },
  }
}
