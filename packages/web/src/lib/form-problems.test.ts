import { describe, expect, it } from 'vitest'
import { readFormProblems } from './form-problems.ts'

const labels = { title: '标题', 'facts.dead': '死亡', facts: '情况' }

describe('a refused command in a form', () => {
  it('puts each error beside its field, nested ones beside the nearest the form has', () => {
    const found = readFormProblems({ detail: '填写内容有误', errors: [{ path: 'body.title', message: '必填' }, { path: 'facts.dead', message: '人数不能是负数' }, { path: 'facts.missing', message: '须是整数' }] }, labels, 'f')
    expect(found.fields).toEqual([
      { field: 'f-title', label: '标题', message: '必填' },
      { field: 'f-facts.dead', label: '死亡', message: '人数不能是负数' },
      { field: 'f-facts', label: '情况', message: '须是整数' },
    ])
    expect(found.refusal).toBeUndefined()
    expect(found.errorOf('title')).toBe('必填')
  })

  it('says as a whole what belongs to no field', () => {
    expect(readFormProblems({ detail: '谁启动、谁终止' }, labels, 'f').refusal).toBe('谁启动、谁终止')
    expect(readFormProblems({ detail: '有误', errors: [{ path: 'elsewhere', message: '不对' }] }, labels, 'f').refusal).toBe('有误；elsewhere：不对')
    expect(readFormProblems(null, labels, 'f')).toMatchObject({ fields: [], refusal: undefined })
  })

  it('lets the form’s own check stand before the server’s word on the same field', () => {
    const found = readFormProblems({ detail: 'x', errors: [{ path: 'title', message: '太短' }] }, labels, 'f', [{ field: 'title', message: '请写标题。' }])
    expect(found.errorOf('title')).toBe('请写标题。')
  })
})
