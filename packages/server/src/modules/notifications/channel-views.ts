import type { ParsedRequest, RouteResponse } from '@fengsui/contract/kernel'
import { notificationChannels, type NotificationChannel, type notificationRoutes } from '@fengsui/contract/notifications'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { readPersonalFacts } from '../../platform/personal/personal-facts.ts'
import { withinScope } from '../../platform/scope/within-scope.ts'
import { loadReach, resolveAudience } from './audience-store.ts'
import { heldUntil } from './ladder-rules.ts'
import type { NotificationDeps } from './notification-deps.ts'
import { listWays } from './record-round.ts'
import { loadRule } from './rule-store.ts'

const SAMPLE = 8
type Channels = RouteResponse<typeof notificationRoutes.listChannels>

/** Who would be called, by which ways, and who cannot be reached; changes nothing. */
export async function previewCall(deps: NotificationDeps, actor: Actor, { audience, channels }: ParsedRequest<typeof notificationRoutes.previewCall>['body']): Promise<{ audienceName: string; total: number; perChannel: Record<string, number>; withoutContact: number; placesWithout: number; sample: { name: string; placeName: string }[]; quietUntil: string | null }> {
  const { name, targets, placesWithout } = await resolveAudience(deps.database, actor, audience)
  const reachOf = await loadReach(deps.database, targets)
  const perChannel: Record<string, number> = Object.fromEntries(channels.map((channel) => [channel, 0]))
  let withoutContact = 0
  for (const target of targets) {
    const ways = listWays(reachOf(target), channels, (channel) => deps.isConfigured(channel))
    if (ways.length === 0) withoutContact += 1
    for (const channel of ways) perChannel[channel] = (perChannel[channel] ?? 0) + 1
  }
  const now = deps.clocks.business.now()
  const { quiet } = await loadRule(deps.objects, deps.database, actor.divisionCode, now, deps.rulesAsOf())
  const shown = targets.slice(0, SAMPLE)
  const { rows } = await sql<{ id: string; name: { ref: string; digest: string } | null; unitName: string | null; place: string }>`
    select u.id, null::jsonb as name, u.name as "unitName", place_name(u.division_code) as place from unit u where u.id = any(${shown.flatMap((target) => (target.personId === null ? [target.unitId] : []))}::uuid[])
    union all select p.id, p.name, null, place_name(p.division_code) from person p where p.id = any(${shown.flatMap((target) => target.personId ?? [])}::uuid[])`.execute(deps.database)
  const reveal = await readPersonalFacts(deps.database, rows.map((row) => row.name))
  const named = new Map(rows.map((row) => [row.id, { name: row.name === null ? (row.unitName ?? '') : (reveal(row.name) ?? ''), placeName: row.place }]))
  return {
    audienceName: name, total: targets.length, perChannel, withoutContact, placesWithout, sample: shown.flatMap((target) => named.get(target.personId ?? target.unitId) ?? []),
    quietUntil: heldUntil('sms', 'normal', now, quiet),
  }
}

/** State of each channel: what waits is counted in the jurisdiction, whether the provider answers concerns everybody. */
export async function listChannels(deps: NotificationDeps, actor: Actor): Promise<Channels> {
  const { rows: counts } = await sql<{ channel: NotificationChannel; queued: number; failing: number; lastSentAt: string | null }>`
    select t.channel, count(*) filter (where t.status in ('queued', 'unknown')) as queued, count(*) filter (where t.status = 'failed') as failing, max(t.sent_at) as "lastSentAt"
    from notification t where ${withinScope(actor.scope, sql`t.division_code`)} group by t.channel`.execute(deps.database)
  const { rows: attempts } = await sql<{ channel: string; outcome: string }>`
    select distinct on (o.channel) o.channel, a.outcome from outbox_attempt a join outbox o on o.id = a.outbox_id
    where a.finished_at is not null and a.outcome <> 'expired' order by o.channel, a.finished_at desc, a.id`.execute(deps.database)
  const items = (Object.keys(notificationChannels) as NotificationChannel[]).map((channel): Channels['items'][number] => {
    const count = counts.find((row) => row.channel === channel)
    const last = attempts.find((row) => row.channel === channel)?.outcome
    const failing = last !== undefined && last !== 'sent'
    return {
      channel, name: notificationChannels[channel], configured: deps.isConfigured(channel), target: deps.gateways.get(channel)?.target ?? null, state: failing ? 'failing' : last === undefined || !deps.isConfigured(channel) ? 'unused' : 'working',
      queued: count?.queued ?? 0, failing: count?.failing ?? 0, lastSentAt: count?.lastSentAt ?? null, lastFailure: failing ? last.replace(/^unknown: /, '结果不明：').slice(0, 200) : null,
    }
  })
  const { quiet } = await loadRule(deps.objects, deps.database, actor.divisionCode, deps.clocks.business.now(), deps.rulesAsOf())
  return { items, quiet }
}
