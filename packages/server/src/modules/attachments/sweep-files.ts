import { addMinutes } from '@fengsui/contract/kernel'
import type { FileFolder } from '../../platform/files/file-folder.ts'
import type { ModuleDeps } from '../../platform/module.ts'
import { deleteUnusedContent, forgetUploads, listUnusedContents, lockContent } from './stored-file-store.ts'

/** For so long an upload waits to be attached. */
const KEEP_HOURS = 24

/** Throws away what was uploaded and not used within a day on the wall clock. @returns how many contents went */
export async function sweepFiles(deps: ModuleDeps, folder: FileFolder): Promise<number> {
  const before = addMinutes(deps.clocks.wall.now(), -KEEP_HOURS * 60)
  await forgetUploads(deps.database, before)
  let swept = 0
  for (const sha256 of await listUnusedContents(deps.database, before)) {
    await deps.database.transaction(async (tx) => {
      await lockContent(tx, sha256)
      const gone = await deleteUnusedContent(tx, sha256)
      if (!gone) return
      // Last, and under the lock: whoever brings the same content now waits and then finds it gone.
      await folder.remove(sha256)
      if (gone.thumbnailSha256 !== null) await folder.remove(gone.thumbnailSha256)
      swept += 1
    })
  }
  return swept
}
