import { FileFolder, type FileLimits } from '../../platform/files/file-folder.ts'
import type { ModuleDeps, ModuleParts } from '../../platform/module.ts'
import { bindAttachments } from './http.ts'
import { sweepFiles } from './sweep-files.ts'
import { attachmentTimelineTexts } from './timeline-texts.ts'

export { findUpload } from './stored-file-store.ts'

export interface Attachments extends Required<Pick<ModuleParts, 'timelineTexts'>> {
  readonly folder: FileFolder
  /** Throws away what nobody used for a day; runs by itself every ten minutes. */
  sweep(): Promise<number>
}

const SWEEP_MS = 600_000

/** Files and what they are attached to (SYS-2). Contents lie in `dir`. */
export function createAttachments(deps: ModuleDeps, given: { dir: string; limits?: FileLimits }): Attachments {
  const folder = new FileFolder(given.dir, given.limits)
  folder.open(Date.parse(deps.clocks.wall.now()))
  bindAttachments(deps, folder)
  const sweep = () => sweepFiles(deps, folder)
  const sweeping = setInterval(() => void sweep().catch((error: unknown) => deps.log.warn(`清理未用文件失败，稍后再试：${String(error)}`)), SWEEP_MS)
  sweeping.unref()
  deps.http.app.addHook('onClose', async () => clearInterval(sweeping))
  return { folder, sweep, timelineTexts: attachmentTimelineTexts }
}
