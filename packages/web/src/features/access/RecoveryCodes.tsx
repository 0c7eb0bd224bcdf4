import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { saveTextFile } from '../../ui/table/csv.ts'
import styles from './access.module.css'

/** The ten codes, shown this once; one says that they are kept before going on. */
export function RecoveryCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const [kept, setKept] = useState(false)
  return (
    <div className={styles.stage}>
      <p>第二要素已启用。手机不在身边时，可用下面的恢复码代替动态口令登录，每个只能用一次。只显示这一次，请打印或抄下，与手机分开放。</p>
      <ol className={styles.codes} aria-label="恢复码">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={styles.ownActions}>
        <Button onClick={() => saveTextFile('烽燧恢复码.txt', `${codes.join('\r\n')}\r\n`, 'text/plain;charset=utf-8')}>存成文本文件</Button>
        <Button onClick={() => window.print()}>打印</Button>
      </div>
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        我已把恢复码保存好
      </Checkbox>
      <Button type="primary" disabled={!kept} onClick={onClose}>
        完成
      </Button>
    </div>
  )
}
