import type { feedRoutes } from '@fengsui/contract/signals'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import type { Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { isInNetwork, readNetwork } from '../../platform/outbound-fetch/index.ts'
import { isListed, lockInnerSource } from './feed-store.ts'

/** A listed network is narrow: a whole inner network is never opened. Platform default. */
const FEWEST_BITS = { ipv4: 24, ipv6: 64 } as const
/** Never listed: this machine itself, and the metadata services of clouds. */
const NEVER = ['127.0.0.0/8', '169.254.0.0/16', '0.0.0.0/8', '224.0.0.0/4', '::1/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::/32']

/** Lists an inner address that feeds may come from; kept in the journal with who did it. */
export function allowInnerSource(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof feedRoutes.allowInnerSource>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'allow-inner-source', actor: actor.label, input: body }, async (context) => {
    const network = readNetwork(body.network)
    if (network === null) throw new Problem('invalid-input', '网段写得不对，例如 10.1.2.3/32', [{ path: 'network', message: '网段写得不对' }])
    if (network.bits < FEWEST_BITS[network.kind]) throw new Problem('invalid-input', `网段太大，至少 /${FEWEST_BITS[network.kind]}`, [{ path: 'network', message: '网段太大' }])
    const base = body.network.split('/')[0] ?? ''
    if (NEVER.some((never) => isInNetwork(base, never))) throw new Problem('rule-refused', '本机和云平台的内部地址不能登记', [{ path: 'network', message: '不能登记' }])
    if (await isListed(context.tx, body.host, body.port)) throw new Problem('rule-refused', '这个主机和端口已经登记', [{ path: 'host', message: '已经登记' }])
    const id = context.newId()
    context.record({
      type: 'inner-source.allowed', audience: { division: actor.divisionCode },
      changes: [{ object: 'inner-source', id, created: true, set: { divisionCode: actor.divisionCode, host: body.host, port: body.port, network: body.network, note: context.protect(`inner-source:${id}`, body.note), active: true, addedAt: context.at } }],
    })
    return { id }
  })
}

export function endInnerSource(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof feedRoutes.endInnerSource>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'end-inner-source', actor: actor.label, input: { params, body } }, async (context) => {
    const source = await lockInnerSource(deps.objects, context.tx, actor.scope, params.innerSourceId)
    if (!source.active) throw new Problem('lifecycle-refused', '这个地址已经停用')
    context.record({ type: 'inner-source.ended', audience: { division: source.divisionCode }, changes: [{ object: 'inner-source', id: source.id, set: { active: false, endedAt: context.at } }] })
    return { id: source.id }
  })
}
