import { warningHazards } from '@fengsui/contract/warnings'
import { describe, expect, it } from 'vitest'
import { hazardOptions, readHeadline } from './read-headline.ts'

describe('reading a pasted headline', () => {
  it('takes issuer, hazard, colour and Beijing time', () => {
    expect(readHeadline('台州市气象台2019年8月9日10时00分发布台风红色预警信号')).toEqual({ hazard: '11B01', level: 'red', issuer: '台州市气象台', issuedAt: '2019-08-09T02:00:00.000Z' })
    expect(readHeadline('【临海市水利局2019年08月10日1:37发布山洪灾害橙色预警】')).toEqual({ hazard: '11A51', level: 'orange', issuer: '临海市水利局', issuedAt: '2019-08-09T17:37:00.000Z' })
    expect(readHeadline('浙江省海洋监测预报中心发布风暴潮蓝色警报')).toMatchObject({ hazard: '11E02', level: 'blue', issuer: '浙江省海洋监测预报中心' })
  })
  it('does not take geological risk for a landslide, nor a flash flood for a flood', () => {
    expect(readHeadline('地质灾害（滑坡）气象风险黄色预警').hazard).toBe('11B37')
    expect(readHeadline('山洪、洪水黄色预警').hazard).toBe('11A51')
  })
  it('leaves out what is not said or makes no sense', () => {
    expect(readHeadline('')).toEqual({})
    expect(readHeadline('请注意防范')).toEqual({})
    expect(readHeadline('2019年13月40日25时发布暴雨预警')).toEqual({ hazard: '11B03' })
  })
  it('offers every hazard of the contract', () => expect(hazardOptions.map(({ value }) => value).sort()).toEqual(Object.keys(warningHazards).sort()))
})
