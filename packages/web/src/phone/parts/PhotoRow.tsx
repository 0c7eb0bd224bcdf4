import { useEffect, useMemo, useState } from 'react'
import { hourMinute } from '../../ui/clocks/time-text.ts'
import { Symbol } from '../../ui/symbols/Symbol.tsx'
import type { Photo } from '../core/compose.ts'
import { usePhone } from '../core/phone-context.ts'
import { shrinkPhoto } from '../photo.ts'
import styles from './phone.module.css'

interface PhotoRowProps {
  readonly photos: readonly Photo[]
  readonly onChange: (photos: readonly Photo[]) => void
}

const mostPhotos = 6

/** Photos from the camera, shown small, each removable. */
export function PhotoRow({ photos, onChange }: PhotoRowProps) {
  const { clock } = usePhone()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(false)
  const take = async (files: FileList | null): Promise<void> => {
    if (files === null || files.length === 0) return
    setBusy(true)
    setProblem(false)
    try {
      const taken: Photo[] = []
      for (const file of [...files].slice(0, mostPhotos - photos.length)) taken.push(await shrinkPhoto(file, `${hourMinute(clock.now()).replace(':', '时')}分现场${photos.length + taken.length + 1}`))
      onChange([...photos, ...taken])
    } catch {
      setProblem(true)
    }
    setBusy(false)
  }
  return (
    <>
      <div className={styles.photos}>
        {photos.map((photo, index) => (
          <PhotoView key={photo.name} photo={photo} onRemove={() => onChange(photos.filter((_, each) => each !== index))} />
        ))}
        {photos.length < mostPhotos && (
          <label className={styles.take}>
            <Symbol name="photo" size={24} />
            {busy ? '处理中…' : '拍照'}
            <input
              className={styles.hidden}
              type="file"
              accept="image/*"
              capture="environment"
              disabled={busy}
              onChange={(event) => {
                void take(event.target.files)
                event.target.value = ''
              }}
            />
          </label>
        )}
      </div>
      {problem && (
        <p className={styles.error} role="alert">
          这张照片读不出来，请重拍
        </p>
      )}
    </>
  )
}

function PhotoView({ photo, onRemove }: { readonly photo: Photo; readonly onRemove: () => void }) {
  const url = useMemo(() => URL.createObjectURL(new Blob([photo.bytes], { type: photo.type })), [photo])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return (
    <figure>
      <img src={url} alt={photo.name} />
      <button type="button" aria-label={`删掉照片 ${photo.name}`} onClick={onRemove}>
        <Symbol name="close" size={20} />
      </button>
    </figure>
  )
}
