import type { dutyRoutes, PhoneCall } from '@fengsui/contract/duty'
import { Problem, type Change, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/commands/context.ts'
import { findUpload } from '../attachments/index.ts'
import type { DutyDeps } from './duty-deps.ts'
import { nextNumber } from './duty-store.ts'
import { changedTimes, foldPhoneEvents, type PhoneCallTimes } from './phone-event-rules.ts'
import { findDesk, findProviderFax, lockProviderCalls, lockProviderThing, ownedBy } from './phone-store.ts'

const withoutNulls = (set: Readonly<Record<string, unknown>>): Change['set'] => Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)) as Change['set']

function newCall(context: CommandContext, actor: Actor, desk: { id: string; divisionCode: string }, given: { callId: string; number: string; times: PhoneCallTimes; recordings: number }): { id: string; change: Change } {
  const id = context.newId()
  return { id, change: { object: 'phone-call', id, created: true, set: withoutNulls({ divisionCode: desk.divisionCode, unitId: desk.id, providerAccountId: actor.accountId, providerCallId: given.callId, phone: context.protect(`phone-call:${id}`, given.number.trim()), ...given.times, recordings: given.recordings }) } }
}

/** Messages of the exchange about calls. Repeated, late and disordered ones are taken for what they say. */
export function submitPhoneEvents(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.submitPhoneEvents>['body']): Promise<{ merged: number; repeated: number }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-phone-events', actor: actor.label, input: body }, async (context) => {
    const callIds = [...new Set(body.events.map((event) => event.callId))].sort()
    await lockProviderThing(context.tx, 'call', actor.accountId, callIds)
    const known = new Map((await lockProviderCalls(deps.objects, context.tx, actor.accountId, callIds)).map((call) => [call.providerCallId, call]))
    let merged = 0
    for (const callId of callIds) {
      const events = body.events.filter((event) => event.callId === callId)
      const number = events.find((event) => event.number !== '')?.number ?? ''
      const call: PhoneCall | undefined = known.get(callId)
      const times = foldPhoneEvents(call ?? null, events, context.at)
      if (call === undefined) {
        const desk = await findDesk(context.tx, actor, events.find((event) => event.calledNumber !== '')?.calledNumber ?? '')
        const { change } = newCall(context, actor, desk, { callId, number, times, recordings: 0 })
        context.record({ type: 'phone-call.heard', audience: { division: desk.divisionCode, units: [desk.id] }, changes: [change], note: { status: times.status } })
        merged += events.length
        continue
      }
      const phone = call.phone === null ? context.protect(`phone-call:${call.id}`, number.trim()) : null
      const set = { ...changedTimes(call, times), ...(phone === null ? {} : { phone }) }
      if (Object.keys(set).length === 0) continue
      merged += events.length
      context.record({ type: 'phone-call.heard', audience: { division: call.divisionCode, units: [call.unitId] }, changes: [{ object: 'phone-call', id: call.id, set }], note: { status: times.status } })
    }
    return { merged, repeated: body.events.length - merged }
  })
}

/** An attachment of a content that this gateway brought; its digest stands in the journal. @throws Problem not-found */
async function attachUpload(context: CommandContext, actor: Actor, owner: { kind: 'phone-call' | 'fax'; id: string; divisionCode: string; unitId: string }, sha256: string, name: string): Promise<{ id: string; change: Change; mediaType: string }> {
  const file = await findUpload(context.tx, sha256, actor.accountId)
  if (!file) throw new Problem('not-found', '没有找到您传的这份文件，可能已超过 24 小时，请重新上传后再报', [{ path: 'sha256', message: '没有这份文件' }])
  const id = context.newId()
  return {
    id, mediaType: file.mediaType,
    change: { object: 'attachment', id, created: true, set: withoutNulls({ ownerKind: owner.kind, ownerId: owner.id, divisionCode: owner.divisionCode, unitId: owner.unitId, sha256: file.sha256, bytes: file.bytes, mediaType: file.mediaType, name: context.protect(`attachment:${id}`, name), widthPixels: file.widthPixels, heightPixels: file.heightPixels, thumbnailSha256: file.thumbnailSha256, uploadedAt: context.at, status: 'active' }) },
  }
}

/** A recording, whenever it comes: before the call's messages it makes the call known, hours later it joins it. The same content again is the same recording. */
export function submitRecording(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.submitRecording>['body']): Promise<{ phoneCallId: string; attachmentId: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-recording', actor: actor.label, input: body }, async (context) => {
    await lockProviderThing(context.tx, 'call', actor.accountId, [body.callId])
    const [call] = await lockProviderCalls(deps.objects, context.tx, actor.accountId, [body.callId])
    if (call) {
      const [same] = await deps.objects.read(context.tx, 'attachment', ownedBy('phone-call', call.id, body.sha256))
      if (same) return { phoneCallId: call.id, attachmentId: String(same['id']) }
    }
    const desk = call ? { id: call.unitId, divisionCode: call.divisionCode } : await findDesk(context.tx, actor, body.calledNumber)
    const made = call ? null : newCall(context, actor, desk, { callId: body.callId, number: '', times: { direction: 'in', status: 'ended', firstAt: context.at, ringingAt: null, talkingAt: null, endedAt: null, talkSeconds: null }, recordings: 1 })
    const phoneCallId = call?.id ?? made?.id ?? ''
    const { id, change, mediaType } = await attachUpload(context, actor, { kind: 'phone-call', id: phoneCallId, divisionCode: desk.divisionCode, unitId: desk.id }, body.sha256, '通话录音')
    if (!mediaType.startsWith('audio/')) throw new Problem('unsupported-media-type', '录音应为 m4a、mp3、wav 或 amr，请转换后再传', [{ path: 'sha256', message: '不是录音' }])
    context.record({ type: 'phone-call.recorded', stream: `phone-call:${phoneCallId}`, audience: { division: desk.divisionCode, units: [desk.id] }, changes: [made?.change ?? { object: 'phone-call', id: phoneCallId, set: { recordings: (call?.recordings ?? 0) + 1 } }, change], note: { sha256: body.sha256 } })
    return { phoneCallId, attachmentId: id }
  })
}

/** A fax, registered under a number of its own. The same fax again keeps its number. */
export function submitFax(deps: DutyDeps, actor: Actor, body: ParsedRequest<typeof dutyRoutes.submitFax>['body']): Promise<{ faxId: string; number: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'submit-fax', actor: actor.label, input: body }, async (context) => {
    await lockProviderThing(context.tx, 'fax', actor.accountId, [body.faxId])
    const known = await findProviderFax(deps.objects, context.tx, actor.accountId, body.faxId)
    if (known && known.sha256 !== body.sha256) throw new Problem('conflict', '这个传真编号已登记过另一份内容，请用新的编号', [{ path: 'faxId', message: '编号已用过' }])
    if (known) return { faxId: known.id, number: known.number }
    const desk = await findDesk(context.tx, actor, body.calledNumber)
    const id = context.newId()
    const number = await nextNumber(context.tx, 'fax', '传', desk.divisionCode, context.at)
    const receivedAt = body.receivedAt < context.at ? body.receivedAt : context.at
    const { change } = await attachUpload(context, actor, { kind: 'fax', id, divisionCode: desk.divisionCode, unitId: desk.id }, body.sha256, `传真 ${number}`)
    context.record({
      type: 'fax.registered', audience: { division: desk.divisionCode, units: [desk.id] },
      changes: [{ object: 'fax', id, created: true, set: withoutNulls({ number, divisionCode: desk.divisionCode, unitId: desk.id, providerAccountId: actor.accountId, providerFaxId: body.faxId, phone: context.protect(`fax:${id}`, body.number.trim()), receivedAt, pages: body.pages, sha256: body.sha256, status: 'registered' }) }, change],
      note: { number, pages: body.pages },
    })
    return { faxId: id, number }
  })
}
