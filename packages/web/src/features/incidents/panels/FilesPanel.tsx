import { AttachmentList } from '../../../lib/attachments/AttachmentList.tsx'
import styles from './panels.module.css'

/** Every photo and file of the incident that one may see: its own and those of its signals, tasks and reports. */
export function FilesPanel({ incidentId, mayAdd }: { readonly incidentId: string; readonly mayAdd: boolean }) {
  return (
    <div className={styles.panel}>
      <AttachmentList of={{ incidentId }} addTo={mayAdd ? { kind: 'incident', id: incidentId } : undefined} />
    </div>
  )
}
