import { attachmentOwners, MAX_ATTACHMENTS, mediaTypes, type attachmentRoutes, type MediaType } from '@fengsui/contract/attachments'
import { Problem, type ParsedRequest } from '@fengsui/contract/kernel'
import { actingBy, covers, type Actor } from '../../platform/actor.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { cleanFileName, whyClosed, type Owner } from './owner-rules.ts'
import { findOwner } from './owner-store.ts'
import { findUpload, lockAttachment, lockAttachmentsOf } from './stored-file-store.ts'

/** With which of its permissions the actor may attach to a kind of object; undefined: with none. */
function permissionToAttach(actor: Actor, kind: Owner['kind']) {
  return attachmentOwners[kind].find((permission) => actor.permissions.has(permission))
}

/** Attaching is for the place whose business the object is and for the units it names; whoever was only let in may look. */
function requireConcerned(actor: Actor, owner: Owner): void {
  if (owner.unitIds.includes(actor.unitId)) return
  if (owner.kind === 'report' ? owner.divisionCode === actor.divisionCode : covers(actor.scope, owner.divisionCode)) return
  throw new Problem('forbidden', '这不是本单位、本级的事项，只能查看，不能附文件')
}

/**
 * Attaches a content that this account has brought to an object that it may read and work on. The same content twice at the same
 * object is one attachment.
 * @throws Problem `not-found`, `forbidden`, `lifecycle-refused`, `rule-refused` when the object is full
 */
export async function attachFile(deps: ModuleDeps, actor: Actor, body: ParsedRequest<typeof attachmentRoutes.attachFile>['body']): Promise<{ id: string }> {
  const { kind, id: ownerId } = body.owner
  const permission = permissionToAttach(actor, kind)
  if (permission === undefined) throw new Problem('forbidden', '您的角色不能给这类事项附文件')
  return deps.commands.run({ commandId: body.commandId, name: 'attach-file', actor: actingBy(actor, permission).label, input: body }, async (context) => {
    const owner = await findOwner(deps.objects, context.tx, actor, kind, ownerId)
    if (!owner) throw new Problem('not-found', '没有找到要附文件的事项，可能不在您的辖区内')
    requireConcerned(actor, owner)
    const closed = whyClosed(owner)
    if (closed !== null) throw new Problem('lifecycle-refused', closed)
    const file = await findUpload(context.tx, body.sha256, actor.accountId)
    if (!file) throw new Problem('not-found', '没有找到您传的这份文件，可能已超过 24 小时，请重新上传')
    const present = await lockAttachmentsOf(deps.objects, context.tx, kind, ownerId)
    const same = present.find(({ sha256 }) => sha256 === file.sha256)
    if (same) return { id: same.id }
    if (present.length >= MAX_ATTACHMENTS) throw new Problem('rule-refused', `一个事项最多附 ${MAX_ATTACHMENTS} 份文件，请先移除不要的`)
    const id = context.newId()
    const media = mediaTypes[file.mediaType as MediaType]
    const position = body.keepPosition && file.longitude !== null && file.latitude !== null ? { longitude: file.longitude, latitude: file.latitude } : null
    context.record({
      type: 'attachment.added', subject: owner.incidentId, audience: { division: owner.divisionCode, ...(owner.ownPlaceOnly ? { ownPlaceOnly: true as const } : { units: [...new Set([...owner.unitIds, actor.unitId])] }) },
      changes: [
        {
          object: 'attachment', id, created: true,
          set: {
            ownerKind: kind, ownerId, incidentId: owner.incidentId, divisionCode: owner.divisionCode, unitId: actor.unitId, sha256: file.sha256, bytes: file.bytes, mediaType: file.mediaType,
            name: context.protect(`attachment:${id}`, cleanFileName(body.name, media.name, media.extension)), widthPixels: file.widthPixels, heightPixels: file.heightPixels, thumbnailSha256: file.thumbnailSha256,
            takenAt: file.takenAt, position, uploadedAt: context.at, status: 'active',
          },
        },
        // Changes nothing of it: so that only those who may read the owner hear of its attachment, and screens that show it look anew.
        { object: kind, id: ownerId, set: {} },
      ],
      note: { ownerKind: kind, media: media.name },
    })
    return { id }
  })
}

/** Takes an attachment out of sight; its content is kept for the record. For the unit that attached it. */
export async function removeAttachment(deps: ModuleDeps, actor: Actor, call: ParsedRequest<typeof attachmentRoutes.removeAttachment>): Promise<{ id: string }> {
  return deps.commands.run({ commandId: call.body.commandId, name: 'remove-attachment', actor: actor.label, input: { params: call.params, body: call.body } }, async (context) => {
    const attachment = await lockAttachment(deps.objects, context.tx, call.params.attachmentId)
    const owner = attachment && (await findOwner(deps.objects, context.tx, actor, attachment.ownerKind, attachment.ownerId))
    if (!attachment || !owner) throw new Problem('not-found', '没有找到这份附件，可能不在您的辖区内')
    if (attachment.unitId !== actor.unitId || permissionToAttach(actor, owner.kind) === undefined) throw new Problem('forbidden', '附件由上传的单位移除；有误请联系他们')
    const closed = whyClosed(owner)
    if (closed !== null) throw new Problem('lifecycle-refused', '报告已报出、任务已取消的，附件不能再动')
    if (attachment.status === 'removed') return { id: attachment.id }
    context.record({
      type: 'attachment.removed', subject: owner.incidentId, audience: { division: owner.divisionCode, ...(owner.ownPlaceOnly ? { ownPlaceOnly: true as const } : { units: [...new Set([...owner.unitIds, actor.unitId])] }) },
      changes: [{ object: 'attachment', id: attachment.id, set: { status: 'removed', removedAt: context.at } }, { object: owner.kind, id: owner.id, set: {} }],
      note: { ownerKind: owner.kind },
    })
    return { id: attachment.id }
  })
}
