import { describe, expect, it } from 'vitest'
import { draftKey, dropDraft, mergeDraft, readDraft, writeDraft } from './draft-store.ts'
import type { DraftStorage } from './draft-store.ts'

function createStorage(): DraftStorage {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
}

describe('drafts', () => {
  it('come back for the same account only', () => {
    const storage = createStorage()
    writeDraft(storage, draftKey('a', 'report'), { title: '后山塌方' })
    expect(readDraft(storage, draftKey('a', 'report'))).toEqual({ title: '后山塌方' })
    expect(readDraft(storage, draftKey('b', 'report'))).toBeUndefined()
    dropDraft(storage, draftKey('a', 'report'))
    expect(readDraft(storage, draftKey('a', 'report'))).toBeUndefined()
  })

  it('survive full, forbidden and damaged storage', () => {
    const broken: DraftStorage = {
      getItem: () => '{"half',
      setItem: () => {
        throw new Error('quota')
      },
      removeItem: () => {
        throw new Error('forbidden')
      },
    }
    expect(readDraft(broken, 'k')).toBeUndefined()
    expect(writeDraft(broken, 'k', 1)).toBe(false)
    expect(() => dropDraft(broken, 'k')).not.toThrow()
  })

  it('fit the present form', () => {
    expect(mergeDraft({ title: '', deaths: 0 }, { title: '塌方' })).toEqual({ title: '塌方', deaths: 0 })
    expect(mergeDraft({ title: '' }, '旧文字')).toEqual({ title: '' })
    expect(mergeDraft<string[]>([], { a: 1 })).toEqual([])
    expect(mergeDraft('', '文字')).toBe('文字')
    expect(mergeDraft('', 7)).toBe('')
    expect(mergeDraft<string | null>(null, '文字')).toBe('文字')
  })
})
