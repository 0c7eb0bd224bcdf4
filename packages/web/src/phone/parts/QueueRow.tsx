import { beijingShort } from '@fengsui/contract/kernel'
import { useState } from 'react'
import { listDependents } from '../../lib/offline/queue-item.ts'
import type { QueueItem } from '../../lib/offline/queue-item.ts'
import { usePhone, usePhoneState } from '../core/phone-context.ts'
import { goTo } from '../place.ts'
import { ItemState } from './ItemState.tsx'
import styles from './phone.module.css'

/** Forms that can be opened again to correct what was refused. */
const editable: Readonly<Record<string, 'report' | 'households' | 'disaster'>> = { report: 'report', 'household-list': 'households', 'disaster-figures': 'disaster' }

/** One thing of the queue with its photos; a refused one says why and asks what to do. */
export function QueueRow({ item }: { readonly item: QueueItem }) {
  const core = usePhone()
  const { items } = usePhoneState()
  const [discarding, setDiscarding] = useState(false)
  const photos = items.filter(({ file, needs }) => file !== null && needs.includes(item.key))
  const refusedPhotos = photos.filter(({ state }) => state === 'refused')
  const going = listDependents(item.key, items)
  const place = editable[item.kind]
  const mayDiscard = item.state === 'refused' || (item.state === 'waiting' && item.attempts === 0)
  const resend = async (key: string): Promise<void> => {
    if (await core.queue.resend(key)) core.kick()
  }
  return (
    <li>
      <div className={styles.line}>
        <span>{item.words}</span>
        <ItemState item={item} />
        <small>
          {beijingShort(item.composedAt)} 编写{item.deliveredAt !== null && `，${beijingShort(item.deliveredAt)} 送达`}
          {photos.length > 0 && `，照片 ${photos.length} 张（已送达 ${photos.filter(({ state }) => state === 'delivered').length}）`}
        </small>
      </div>
      {(item.state === 'refused' || mayDiscard || refusedPhotos.length > 0) && item.state !== 'delivered' && (
        <div className={styles.decide}>
          {item.state === 'refused' && (
            <p className={styles.problem}>
              {item.problem?.detail}
              {item.uncertain && '。之前有一次没等到应答：原样重发最稳妥，不会重复。'}
            </p>
          )}
          {discarding ? (
            <div className={styles.buttons}>
              <button type="button" className={styles.second} onClick={() => setDiscarding(false)}>
                不丢弃
              </button>
              <button type="button" className={styles.second} onClick={() => void core.queue.discard(item.key)}>
                丢弃{going.length > 1 && `，连同 ${going.length - 1} 项`}
              </button>
            </div>
          ) : (
            <div className={styles.row}>
              {item.state === 'refused' && (
                <button type="button" className={styles.second} onClick={() => void resend(item.key)}>
                  原样重发
                </button>
              )}
              {item.state === 'refused' && place !== undefined && (
                <button type="button" className={styles.second} onClick={() => goTo(place, `edit-${item.key}`)}>
                  修改后重发
                </button>
              )}
              {mayDiscard && (
                <button type="button" className={styles.plain} onClick={() => setDiscarding(true)}>
                  丢弃
                </button>
              )}
            </div>
          )}
        </div>
      )}
      {refusedPhotos.map((photo) => (
        <div key={photo.key} className={styles.decide}>
          <p className={styles.problem}>照片没有收下：{photo.problem?.detail}</p>
          <div className={styles.row}>
            <button type="button" className={styles.second} onClick={() => void resend(photo.key)}>
              重发照片
            </button>
            <button type="button" className={styles.plain} onClick={() => void core.queue.discard(photo.key)}>
              丢弃照片
            </button>
          </div>
        </div>
      ))}
    </li>
  )
}
