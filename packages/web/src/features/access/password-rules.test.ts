import { describe, expect, it } from 'vitest'
import { checkRepeated, judgePassword } from './password-rules.ts'

describe('judgePassword', () => {
  it('demands length only', () => {
    expect(judgePassword('')).toMatchObject({ fits: false, step: 0 })
    expect(judgePassword('短口令123')).toMatchObject({ fits: false, words: '还差 4 位' })
    expect(judgePassword('tide-lamp-9')).toMatchObject({ fits: true, step: 3 })
    expect(judgePassword('今夜台风在东海上转向西北去了呀呀')).toMatchObject({ fits: true, step: 4 })
  })

  it('says what is easily guessed', () => {
    for (const easy of ['aaaaaaaaaaaa', '1234567890123456', 'MyPassword2019!', 'zhangsan-2019-x']) expect(judgePassword(easy, 'zhangsan').step).toBe(2)
  })

  it('wants the same twice', () => {
    expect(checkRepeated('a', 'a')).toBeUndefined()
    expect(checkRepeated('a', 'b')).toContain('不一样')
  })
})
