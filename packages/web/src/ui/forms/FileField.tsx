import { Button } from 'antd'
import { useRef, useState } from 'react'
import styles from './file-field.module.css'

interface FileFieldProps {
  readonly id?: string | undefined
  readonly 'aria-describedby'?: string | undefined
  /** As the browser's file dialog takes it, e.g. `.json,application/json`. */
  readonly accept: string
  readonly onChoose: (file: File | undefined) => void
}

/** A file to choose, with our own words: the browser's control speaks the language of the browser, not of the page. */
export function FileField({ id, accept, onChoose, 'aria-describedby': describedBy }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState<string | null>(null)
  return (
    <div className={styles.row}>
      <input
        ref={input}
        id={id}
        aria-describedby={describedBy}
        type="file"
        accept={accept}
        className={styles.native}
        onChange={(event) => {
          const file = event.target.files?.[0]
          setName(file?.name ?? null)
          onChoose(file)
        }}
      />
      <Button onClick={() => input.current?.click()}>选择文件</Button>
      <span>{name ?? '还没有选择'}</span>
    </div>
  )
}
