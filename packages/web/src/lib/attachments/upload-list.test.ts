import { describe, expect, it } from 'vitest'
import { addFiles, changeUpload, sizeWords, uploadWords } from './upload-list.ts'

const file = (name: string): File => new File(['x'], name, { lastModified: 1 })
const ids = () => {
  let n = 0
  return () => `id-${(n += 1)}`
}

describe('files on their way', () => {
  it('takes each file once, also when it is chosen again, with one command id for good', () => {
    const newId = ids()
    const first = addFiles([], [file('a.jpg'), file('a.jpg'), file('b.jpg')], newId)
    expect(first.added.map(({ commandId }) => commandId)).toEqual(['id-1', 'id-2'])
    const second = addFiles(changeUpload(first.list, first.list[0]?.key ?? '', { state: 'failed', problem: '断网' }), [file('a.jpg'), file('c.jpg')], newId)
    expect(second.added.map(({ file: { name } }) => name)).toEqual(['c.jpg'])
    expect(second.list.map(({ state, commandId }) => [state, commandId])).toEqual([['failed', 'id-1'], ['sending', 'id-2'], ['sending', 'id-3']])
    expect(uploadWords(second.list)).toBe('正在传 2 份，没传上 1 份')
  })

  it('says sizes as people do', () => {
    expect([12, 2048, 3_500_000].map(sizeWords)).toEqual(['12 字节', '2 KB', '3.3 MB'])
  })
})
