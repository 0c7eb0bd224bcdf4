import { Symbol } from '../../ui/symbols/Symbol.tsx'
import { useUpdate } from '../update.ts'
import styles from './phone.module.css'

/** A newer version lies ready; what is typed is kept through the change. */
export function UpdateBar() {
  const update = useUpdate()
  if (update === null) return null
  return (
    <div className={styles.offline} role="status">
      <Symbol name="refresh" size={24} />
      <p>
        <b>有新版本</b>
        <small>已写的内容、待发的都在</small>
      </p>
      <button type="button" onClick={update}>
        更新
      </button>
    </div>
  )
}
