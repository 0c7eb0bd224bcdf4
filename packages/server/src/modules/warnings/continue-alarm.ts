import type { Change, Json } from '@fengsui/contract/kernel'
import type { LinkageAlarm } from '@fengsui/contract/warnings'
import type { CommandContext } from '../../platform/commands/context.ts'

/** Lines of evidence kept with an alarm; the first ones stay, for they say when it began. */
const EVIDENCE_KEPT = 40

/** An open alarm goes on: something more came while the response stayed. It keeps its own time of raising. */
export function continueAlarm(context: CommandContext, alarm: LinkageAlarm, now: Pick<LinkageAlarm, 'warningId' | 'incidentId' | 'wantedLevel' | 'foundLevel' | 'rule'>, line: { at: string; text: string }): void {
  const evidence = [...alarm.evidence, line]
  const set: Change['set'] = { wantedLevel: now.wantedLevel, rule: now.rule, evidence: (evidence.length > EVIDENCE_KEPT ? [...evidence.slice(0, EVIDENCE_KEPT / 2), ...evidence.slice(-EVIDENCE_KEPT / 2)] : evidence) as unknown as Json }
  if (now.foundLevel !== alarm.foundLevel) set['foundLevel'] = now.foundLevel
  if (now.warningId !== null) set['warningId'] = now.warningId
  if (now.incidentId !== null) set['incidentId'] = now.incidentId
  context.record({
    type: 'linkage-alarm.continued', subject: now.incidentId, audience: { division: alarm.divisionCode },
    changes: [{ object: 'linkage-alarm', id: alarm.id, set }], note: { kind: alarm.kind, wantedLevel: now.wantedLevel, text: line.text },
  })
}
