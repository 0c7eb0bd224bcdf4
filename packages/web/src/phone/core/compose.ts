import type { AttachmentOwner } from '@fengsui/contract/attachments'
import type { Route, RouteRequest } from '@fengsui/contract/kernel'
import { newCommandId } from '../../lib/command/intention.ts'
import { checkBody } from '../../lib/form/check-body.ts'
import type { BodyError } from '../../lib/form/check-body.ts'
import type { QueueEntry } from '../../lib/offline/queue-store.ts'

/** A picture as taken, already made small. */
export interface Photo {
  readonly name: string
  readonly type: string
  readonly bytes: ArrayBuffer
}

type WithoutCommandId<B> = B extends unknown ? Omit<B, 'commandId'> : never

/** What a form wants done. */
export interface Composition<R extends Route> {
  readonly accountId: string
  readonly at: string
  /** One per opened form: a double press is one command. */
  readonly key: string
  readonly kind: string
  readonly route: R
  readonly params: [RouteRequest<R>['params']] extends [undefined] ? Readonly<Record<string, never>> : RouteRequest<R>['params']
  readonly body: WithoutCommandId<RouteRequest<R>['body']>
  readonly words: string
  readonly subject: string | null
  readonly photos?: readonly Photo[]
  /** What the photos belong to; without it, what the command makes. */
  readonly photosOf?: { readonly kind: AttachmentOwner; readonly id: string | null }
}

/** A new key for a form that opens. */
export const newFormKey = newCommandId

/** What stands for the id of something that is itself still in the queue. */
export function referenceTo(key: string): string {
  return `@${key}`
}

const referenced = (params: Readonly<Record<string, unknown>>): string[] => Object.values(params).flatMap((value) => (typeof value === 'string' && value.startsWith('@') ? [value.slice(1)] : []))

/** Checks a form against the contract, with the server's own words, so that most refusals happen at once and not hours later. */
export function checkComposition<R extends Route>(route: R, body: WithoutCommandId<RouteRequest<R>['body']>): readonly BodyError[] {
  return checkBody(route, body as Readonly<Record<string, unknown>>)
}

/** The command and its photos as the queue takes them: one whole. Pure but for the new ids. */
export function composeEntries<R extends Route>(given: Composition<R>, newId: () => string = newCommandId): readonly QueueEntry[] {
  const { accountId, at, key, kind, route, words, subject, photos = [], photosOf } = given
  const params = Object.fromEntries(Object.entries((given.params ?? {}) as Readonly<Record<string, unknown>>).map(([name, value]) => [name, String(value)]))
  const shared = { accountId, composedAt: at }
  const needs = referenced(params)
  const command: QueueEntry = { draft: { ...shared, key, commandId: newId(), kind, path: route.path, params, body: given.body as Readonly<Record<string, unknown>>, words, subject, needs, file: null } }
  const ownerId = photosOf?.id ?? null
  return [
    command,
    ...photos.map((photo, index): QueueEntry => ({
      draft: {
        ...shared, key: `${key}-photo-${index + 1}`, commandId: newId(), kind: 'photo', path: '/attachments', params: {},
        body: { owner: { kind: photosOf?.kind ?? 'signal', id: ownerId ?? referenceTo(key) }, name: photo.name },
        words: `照片 ${index + 1}（${words}）`, subject: null,
        // A photo of a refused report must not go out alone.
        needs: ownerId === null || needs.length === 0 ? [key] : [key, ...needs],
        file: { name: photo.name, type: photo.type, size: photo.bytes.byteLength },
      },
      bytes: photo.bytes,
    })),
  ]
}
