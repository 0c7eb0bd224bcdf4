import type { feedRoutes } from '@fengsui/contract/signals'
import type { Json, ParsedRequest } from '@fengsui/contract/kernel'
import { Problem } from '@fengsui/contract/kernel'
import { covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { lockFeed, wakeFeed } from './feed-store.ts'

type Content = Omit<ParsedRequest<typeof feedRoutes.createFeed>['body'], 'commandId'>

function checkContent(actor: Actor, body: Content): { [field: string]: Json } {
  if (!covers(actor.scope, body.divisionCode)) throw new Problem('forbidden', '所属地不在您的辖区', [{ path: 'divisionCode', message: '不在您的辖区内' }])
  if (body.kind === 'json' && body.fieldPaths === null) throw new Problem('invalid-input', 'JSON 接口须填字段路径', [{ path: 'fieldPaths', message: '请填字段路径' }])
  if (/^https?:\/\/[^/]*@/i.test(body.url)) throw new Problem('invalid-input', '网址里不能带用户名和密码', [{ path: 'url', message: '不能带用户名和密码' }])
  return { divisionCode: body.divisionCode, name: body.name, url: body.url, kind: body.kind, fieldPaths: body.kind === 'json' ? body.fieldPaths : null, intervalMinutes: body.intervalMinutes, keywordsAny: [...new Set(body.keywordsAny)], keywordsNone: [...new Set(body.keywordsNone)], active: body.active }
}

/** Registers a web source (RPT-6). It is fetched by the worker, soon after. */
export function createFeed(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof feedRoutes.createFeed>['body']): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'create-feed', actor: actor.label, input: body }, async (context) => {
    const id = context.newId()
    context.record({ type: 'media-feed.created', audience: { division: body.divisionCode }, changes: [{ object: 'media-feed', id, created: true, set: { ...checkContent(actor, body), createdAt: context.at, changedAt: context.at } }] })
    if (body.active) await wakeFeed(context.tx, id, context.wallAt)
    return { id }
  })
}

export function updateFeed(deps: ModuleDeps, actor: Actor, { params, body }: ParsedRequest<typeof feedRoutes.updateFeed>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: body.commandId, name: 'update-feed', actor: actor.label, input: { params, body } }, async (context) => {
    const feed = await lockFeed(deps.objects, context.tx, actor.scope, params.feedId)
    context.record({ type: 'media-feed.changed', audience: { division: body.divisionCode }, changes: [{ object: 'media-feed', id: feed.id, set: { ...checkContent(actor, body), changedAt: context.at } }] })
    if (body.active) await wakeFeed(context.tx, feed.id, context.wallAt)
    return { id: feed.id }
  })
}
