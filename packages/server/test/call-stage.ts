import { notificationRoutes as routes } from '@fengsui/contract/notifications'
import type { Role } from '@fengsui/contract/kernel'
import type { Gateway, GatewayMessage, GatewayResult } from '../src/platform/channels/gateway.ts'
import { ensureTestDivisions } from './test-divisions.ts'
import { createTestNode, NIGHT, type TestCaller, type TestNode } from './test-node.ts'

export const COUNTY = '331099000000'
export const TOWN = '331099101000'

/** A provider in memory that does what the test says. */
export interface FakeGateway extends Gateway {
  /** Everything handed over, in order, with the batch it came in. */
  readonly taken: (GatewayMessage & { batch: string })[]
  /** How it behaves from now on; default: takes everything. */
  behave(how: (messages: readonly GatewayMessage[], signal: AbortSignal) => Promise<readonly GatewayResult[]>): void
}

export function createFakeGateway(channel = 'sms', concurrency = 1): FakeGateway {
  const taken: FakeGateway['taken'][number][] = []
  let act = (messages: readonly GatewayMessage[]): Promise<readonly GatewayResult[]> => Promise.resolve(messages.map(({ id }) => ({ id, outcome: 'accepted' as const })))
  return {
    channel, target: '测试网关', concurrency, taken,
    behave(how) {
      act = how as typeof act
    },
    async send(batch, messages, signal) {
      const results = await (act as Parameters<FakeGateway['behave']>[0])(messages, signal)
      const refused = new Set(results.flatMap((result) => (result.outcome === 'accepted' ? [] : [result.id])))
      taken.push(...messages.filter((message) => results.some((result) => result.id === message.id) && !refused.has(message.id)).map((message) => ({ ...message, batch })))
      return results
    },
  }
}

/** A county, a town with a duty office and a government, and villages with information officers that have telephones. */
export interface CallStage {
  readonly test: TestNode
  readonly sms: FakeGateway
  readonly county: TestCaller
  readonly town: TestCaller
  readonly gateway: TestCaller
  /** Persons by village code. */
  readonly officers: ReadonlyMap<string, string>
  readonly townLead: string
  makePerson(unitId: string, divisionCode: string, phone: string | null, options?: { post?: { lead: boolean }; account?: Role[] }): Promise<{ personId: string; account: TestCaller | null }>
  call(body?: Record<string, unknown>): Promise<{ id: string; number: string }>
  recipients(callId: string, status?: 'open' | 'all' | 'answered'): Promise<Awaited<ReturnType<typeof listAll>>>
}

async function listAll(test: TestNode, caller: TestCaller, callId: string, status: 'open' | 'all' | 'answered') {
  return (await test.call(caller, routes.listRecipients, { params: { callId }, query: { status, limit: 500 } })).items
}

export async function createCallStage(options: { villages?: number; start?: string; smsConcurrency?: number; withSms?: boolean } = {}): Promise<CallStage> {
  const sms = createFakeGateway('sms', options.smsConcurrency)
  const test = await createTestNode({ start: options.start ?? NIGHT, outboundChannels: options.withSms === false ? [] : [sms] })
  const county = await test.caller({ divisionCode: COUNTY, roles: ['duty-officer', 'duty-leader'], unitName: '演示县值班室' })
  const town = await test.caller({ divisionCode: TOWN, roles: ['duty-officer'], unitName: '甲镇值班室' })
  const government = await test.caller({ divisionCode: TOWN, roles: ['member-unit'], unitRole: 'town-government', unitName: '甲镇人民政府' })
  const gateway = await test.caller({ divisionCode: '331000000000', roles: ['gateway'], unitRole: 'emergency', unitName: '市应急局' })
  const officers = new Map<string, string>()
  let phones = 0

  const makePerson: CallStage['makePerson'] = async (unitId, divisionCode, phone, more = {}) => {
    const personId = test.newId()
    const accountId = test.newId()
    await test.node.deps.commands.runInternal({ actor: 'system', key: test.newId() }, async (context) => {
      await ensureTestDivisions(context, divisionCode)
      context.record({
        type: 'person.created', audience: { division: divisionCode },
        changes: [
          { object: 'person', id: personId, created: true, set: { unitId, divisionCode, name: context.protect(`person:${personId}`, `演示人${(phones += 1)}`), title: '信息员', status: 'active' } },
          ...(phone === null ? [] : [{ object: 'contact-point', id: context.newId(), created: true as const, set: { personId, unitId, divisionCode, kind: 'mobile', value: context.protect(`person:${personId}`, phone), preferred: true, status: 'active' } }]),
          ...(more.post ? [{ object: 'post', id: context.newId(), created: true as const, set: { unitId, divisionCode, key: 'duty-officer', name: '值班员', lead: more.post.lead, personId } }] : []),
          ...(more.account ? [{ object: 'account', id: accountId, created: true as const, set: { username: `p${accountId.slice(0, 8)}`, unitId, divisionCode, personId, roles: more.account, status: 'active', createdAt: context.at } }] : []),
        ],
      })
    })
    if (!more.account) return { personId, account: null }
    const { token } = await test.node.modules.access.issueToken(accountId, '测试')
    return { personId, account: { token, actor: { ...county.actor, label: `account:${accountId}`, accountId, personId, unitId, divisionCode } } }
  }

  const townLead = (await makePerson(town.actor.unitId, TOWN, '13900009001', { post: { lead: true } })).personId
  for (let index = 0; index < (options.villages ?? 3); index += 1) {
    const code = `331099101${String(201 + index)}`
    officers.set(code, (await makePerson(government.actor.unitId, code, `1390000${String(1000 + index)}`)).personId)
  }
  await test.settle()
  return {
    test, sms, county, town, gateway, officers, townLead, makePerson,
    call: (body = {}) => test.call(county, routes.makeCall, { body: { commandId: test.newId(), kind: 'warning-call', title: '立即转移', words: '山洪将至，危险区人员立即转移', audience: { type: 'places', divisionCode: COUNTY, level: 'village' }, channels: ['in-app', 'sms'], ...body } as never }),
    recipients: (callId, status = 'all') => listAll(test, county, callId, status),
  }
}
