import type { Position } from '@fengsui/contract/kernel'
import { Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { ProgressBar } from '../../ui/layout/ProgressBar.tsx'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import styles from './attachments.module.css'
import { sizeWords, uploadWords } from './upload-list.ts'
import type { Upload } from './upload-list.ts'
import type { Uploads } from './use-uploads.ts'

/** JPEG first: telephones then turn their own formats into it. */
const accepted = 'image/jpeg,image/png,image/webp,image/gif,video/mp4,video/quicktime,audio/*,application/pdf,.docx,.xlsx,.txt,.csv'

interface AttachmentFieldProps {
  readonly uploads: Uploads
  readonly touch?: boolean
  readonly label?: string
  /** Offered: where the picture says that it was taken. */
  readonly onPosition?: (position: Position) => void
}

/** Photos and files to go with a form: sent as soon as they are chosen, with progress, retry and a look at each. */
export function AttachmentField({ uploads, touch = false, label = '照片、视频、文件', onPosition }: AttachmentFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const { list } = uploads
  return (
    <div className={styles.field}>
      <input
        ref={input}
        type="file"
        multiple
        accept={accepted}
        className={styles.native}
        aria-label={label}
        tabIndex={-1}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button size={touch ? 'large' : 'middle'} block={touch} icon={<Symbol name="photo" />} onClick={() => input.current?.click()}>
        {touch ? '拍照或选文件' : `添加${label}`}
      </Button>
      {list.length > 0 && (
        <ul className={styles.uploads} aria-label="要附上的文件">
          {list.map((upload) => (
            <UploadRow key={upload.key} upload={upload} uploads={uploads} onPosition={onPosition} />
          ))}
        </ul>
      )}
      {list.length > 0 && (
        <p className={styles.words} role="status">
          {uploadWords(list)}
        </p>
      )}
    </div>
  )
}

function UploadRow({ upload, uploads, onPosition }: { readonly upload: Upload; readonly uploads: Uploads; readonly onPosition: ((position: Position) => void) | undefined }) {
  const preview = usePreview(upload.file)
  const position = upload.stored?.position ?? null
  return (
    <li className={styles.upload}>
      {preview === null ? <Symbol name="note" size={24} /> : <img src={preview} alt="" className={styles.tiny} />}
      <div>
        <b title={upload.file.name}>{upload.file.name}</b>
        {upload.state === 'sending' ? (
          <ProgressBar thin label={`上传 ${upload.file.name}`} total={100} parts={[{ label: '已传', value: Math.round(upload.share * 100), step: 5 }]} text={`${Math.round(upload.share * 100)}%`} />
        ) : (
          <small>{upload.problem ?? (upload.state === 'attached' ? '已附上' : `${sizeWords(upload.stored?.bytes ?? upload.file.size)}，已传好`)}</small>
        )}
        {position !== null && upload.state === 'stored' && (
          <span className={styles.offer}>
            <Checkbox checked={upload.keepPosition} onChange={(event) => uploads.keepPosition(upload.key, event.target.checked)}>
              附上拍摄位置
            </Checkbox>
            {onPosition !== undefined && (
              <Button type="link" size="small" onClick={() => onPosition(position)}>
                用作事发位置
              </Button>
            )}
          </span>
        )}
      </div>
      {upload.state === 'failed' && (
        <Button size="small" icon={<Symbol name="refresh" size={14} />} onClick={() => uploads.retry(upload.key)}>
          重传
        </Button>
      )}
      {upload.state !== 'attached' && <Button size="small" type="text" aria-label={`不要 ${upload.file.name}`} icon={<Symbol name="close" size={14} />} onClick={() => uploads.remove(upload.key)} />}
    </li>
  )
}

/** A small look at a chosen picture, from this machine. */
function usePreview(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!file.type.startsWith('image/')) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
