import { routes } from '@fengsui/contract'
import { mediaTypes } from '@fengsui/contract/attachments'
import type { AttachmentOwner, AttachmentView, MediaType } from '@fengsui/contract/attachments'
import { App, Button, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import { useApiBase } from '../api-base.tsx'
import { addressOf } from '../api.ts'
import { useCommand } from '../use-command.ts'
import { useRoute } from '../use-route.ts'
import { absoluteTime, monthDayTime } from '../../ui/clocks/time-text.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states/PageStates.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { AttachmentField } from './AttachmentField.tsx'
import styles from './attachments.module.css'
import { sizeWords } from './upload-list.ts'
import { useUploads } from './use-uploads.ts'

interface AttachmentListProps {
  /** Attachments of one object; or of everything in an incident. */
  readonly of: { readonly kind: AttachmentOwner; readonly id: string } | { readonly incidentId: string }
  /** Where new ones go; absent where one only looks. */
  readonly addTo?: { readonly kind: AttachmentOwner; readonly id: string } | undefined
  /** Says nothing while there is nothing. */
  readonly quiet?: boolean
}

const touches = ['attachment', 'signal', 'task', 'report'] as const

/** What is attached, with small pictures; each opens large or is saved. */
export function AttachmentList({ of, addTo, quiet = false }: AttachmentListProps) {
  const query = 'incidentId' in of ? { incidentId: of.incidentId } : { ownerKind: of.kind, ownerId: of.id }
  const found = useRoute(routes.listAttachments, { query }, { touches })
  const [openId, setOpenId] = useState<string | null>(null)
  const items = found.data?.items ?? []
  const open = items.find(({ id }) => id === openId)
  if (found.data === undefined) {
    if (found.error === null) return quiet ? null : <LoadingState lines={2} />
    return quiet ? null : <ErrorState hint={found.error.problem.detail} code={found.error.problem.code} onRetry={() => void found.refetch()} />
  }
  if (items.length === 0 && addTo === undefined) return quiet ? null : <EmptyState symbol="photo" title="还没有附件" hint="来报、任务、报告里附上的照片和文件都会出现在这里。" />
  return (
    <section className={styles.list} aria-label="附件">
      {items.length > 0 && (
        <ul className={styles.tiles}>
          {items.map((attachment) => (
            <Tile key={attachment.id} attachment={attachment} withOwner={'incidentId' in of} onOpen={() => setOpenId(attachment.id)} />
          ))}
        </ul>
      )}
      {addTo !== undefined && <AddHere owner={addTo} />}
      {open !== undefined && <Viewer attachment={open} onClose={() => setOpenId(null)} />}
    </section>
  )
}

const groupOf = ({ mediaType }: AttachmentView): string => mediaTypes[mediaType as MediaType].group

function Tile({ attachment, withOwner, onOpen }: { readonly attachment: AttachmentView; readonly withOwner: boolean; readonly onOpen: () => void }) {
  const { base } = useApiBase()
  return (
    <li>
      <button type="button" className={styles.tile} title={attachment.name} onClick={onOpen}>
        {attachment.hasThumbnail ? (
          <img src={`${base}${addressOf(routes.downloadThumbnail, { params: { attachmentId: attachment.id } })}`} alt={attachment.name} loading="lazy" />
        ) : (
          <span className={styles.kind}>
            <Symbol name={groupOf(attachment) === 'video' ? 'play' : groupOf(attachment) === 'audio' ? 'microphone' : 'note'} size={24} />
            {mediaTypes[attachment.mediaType as MediaType].name}
          </span>
        )}
        <b>{attachment.name}</b>
        <small>
          {withOwner ? `${attachment.ownerWords} · ` : ''}
          {monthDayTime(attachment.takenAt ?? attachment.uploadedAt)}
        </small>
      </button>
    </li>
  )
}

/** Chosen here, attached at once; a press while something is still going up waits for it. */
function AddHere({ owner }: { readonly owner: { readonly kind: AttachmentOwner; readonly id: string } }) {
  const uploads = useUploads()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const attach = async (): Promise<void> => {
    setBusy(true)
    const left = await uploads.attachAll(owner)
    setBusy(false)
    if (left > 0) void message.error(`有 ${left} 份没附上，请重试`)
    else uploads.clear()
  }
  return (
    <div className={styles.add}>
      <AttachmentField uploads={uploads} />
      {uploads.list.length > 0 && (
        <Button type="primary" loading={busy} onClick={() => void attach()}>
          附上这 {uploads.list.length} 份
        </Button>
      )}
    </div>
  )
}

function Viewer({ attachment, onClose }: { readonly attachment: AttachmentView; readonly onClose: () => void }) {
  const { base } = useApiBase()
  const { message } = App.useApp()
  const remove = useCommand(routes.removeAttachment, { onDone: onClose })
  const address = `${base}${addressOf(routes.downloadFile, { params: { attachmentId: attachment.id } })}`
  const group = groupOf(attachment)
  const takeAway = async (): Promise<void> => {
    const done = await remove.run({ params: { attachmentId: attachment.id } })
    if (done === undefined) void message.error('没有移除，请重试')
  }
  return (
    <Modal
      open
      centered
      width={960}
      title={attachment.name}
      onCancel={onClose}
      footer={
        <div className={styles.viewerFoot}>
          <span>
            {attachment.unitName ?? ''} · 附上 {absoluteTime(attachment.uploadedAt)}
            {attachment.takenAt !== null && ` · 拍摄 ${absoluteTime(attachment.takenAt)}`}
            {attachment.position !== null && ` · ${attachment.position.longitude.toFixed(5)}, ${attachment.position.latitude.toFixed(5)}`} · {sizeWords(attachment.bytes)}
          </span>
          {attachment.mayRemove && (
            <Popconfirm title="移除这份附件？" description="别人将看不到它；内容仍留存备查。" okText="移除" cancelText="不移除" onConfirm={() => void takeAway()}>
              <Button loading={remove.busy}>移除</Button>
            </Popconfirm>
          )}
          <Button href={address} download={attachment.name} icon={<Symbol name="download" />}>
            保存
          </Button>
        </div>
      }
    >
      {group === 'image' && <img src={address} alt={attachment.name} className={styles.large} />}
      {group === 'video' && <video src={address} controls className={styles.large} />}
      {group === 'audio' && <audio src={address} controls className={styles.audio} />}
      {group === 'document' && <p className={styles.words}>{mediaTypes[attachment.mediaType as MediaType].name}，请保存后用相应程序打开。</p>}
    </Modal>
  )
}
