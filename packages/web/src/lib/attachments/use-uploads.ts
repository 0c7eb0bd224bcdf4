import { routes } from '@fengsui/contract'
import type { AttachmentOwner } from '@fengsui/contract/attachments'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useApiBase } from '../api-base.tsx'
import { callRoute } from '../api.ts'
import { newCommandId } from '../command/intention.ts'
import { uploadFile, wordsOf } from './upload-file.ts'
import { addFiles, changeUpload } from './upload-list.ts'
import type { Upload, UploadChange } from './upload-list.ts'

/** Files being sent ahead of what they belong to. */
export interface Uploads {
  readonly list: readonly Upload[]
  readonly busy: boolean
  readonly add: (files: readonly File[]) => void
  readonly retry: (key: string) => void
  readonly remove: (key: string) => void
  readonly keepPosition: (key: string, keep: boolean) => void
  /** Waits for what is on its way and attaches everything to the object. @returns how many could not be */
  readonly attachAll: (owner: { readonly kind: AttachmentOwner; readonly id: string }) => Promise<number>
  readonly clear: () => void
}

/** Sends files as soon as they are chosen, and attaches them once there is something to attach them to. */
export function useUploads(): Uploads {
  const { base } = useApiBase()
  const queryClient = useQueryClient()
  const [list, setList] = useState<readonly Upload[]>([])
  const current = useRef(list)
  const underWay = useRef(new Map<string, Promise<void>>())

  const put = useCallback((next: readonly Upload[]): void => {
    current.current = next
    setList(next)
  }, [])
  const change = useCallback((key: string, patch: UploadChange): void => put(changeUpload(current.current, key, patch)), [put])

  const start = useCallback(
    (upload: Upload): void => {
      change(upload.key, { state: 'sending', share: 0, problem: null })
      const sending = uploadFile(upload.file, { base, onProgress: (share) => change(upload.key, { share }) })
        .then((stored) => change(upload.key, { state: 'stored', share: 1, stored }))
        .catch((error: unknown) => change(upload.key, { state: 'failed', problem: wordsOf(error) }))
        .finally(() => underWay.current.delete(upload.key))
      underWay.current.set(upload.key, sending)
    },
    [base, change],
  )
  const add = useCallback(
    (files: readonly File[]): void => {
      const { list: next, added } = addFiles(current.current, files, newCommandId)
      put(next)
      for (const upload of added) start(upload)
    },
    [put, start],
  )
  const retry = useCallback(
    (key: string): void => {
      const upload = current.current.find((each) => each.key === key)
      if (upload?.state === 'failed') start(upload)
    },
    [start],
  )
  const attachAll = useCallback(
    async (owner: { readonly kind: AttachmentOwner; readonly id: string }): Promise<number> => {
      await Promise.all(underWay.current.values())
      for (const upload of current.current) {
        if (upload.state !== 'stored' || upload.stored === null) continue
        try {
          await callRoute(routes.attachFile, { body: { commandId: upload.commandId, owner: { ...owner }, sha256: upload.stored.sha256, name: upload.file.name, keepPosition: upload.keepPosition && upload.stored.position !== null } }, { base })
          change(upload.key, { state: 'attached' })
        } catch (error) {
          change(upload.key, { problem: wordsOf(error) })
        }
      }
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === base })
      return current.current.filter(({ state }) => state !== 'attached').length
    },
    [base, change, queryClient],
  )
  return {
    list, add, retry, attachAll,
    busy: list.some(({ state }) => state === 'sending'),
    remove: useCallback((key: string) => put(current.current.filter((each) => each.key !== key)), [put]),
    keepPosition: useCallback((key: string, keep: boolean) => change(key, { keepPosition: keep }), [change]),
    clear: useCallback(() => put([]), [put]),
  }
}
