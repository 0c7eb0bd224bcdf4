import { buildGazetteer } from '@fengsui/contract/signals/extraction'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPasted, decodeText } from './pasted-file.ts'
import { factsOf, figuresOf, numberOf, readText, sayFigure } from './reading.ts'

/** 2019-08-10 02:15 in Beijing. */
const now = '2019-08-09T18:15:00.000Z'
const gazetteer = buildGazetteer([{ code: '331099102000', name: '乙镇', fullName: '演示县乙镇', level: 'town' }, { code: '331099102201', name: '岭下村委会', fullName: '演示县乙镇岭下村委会', level: 'village' }])
const text = '乙镇值班室来电：今天凌晨1时32分左右，我镇岭下村后山发生山体滑坡，冲毁民房3户，已确认死亡2人，另有3人下落不明。联系人电话 13900000001。'

describe('a text at the desk', () => {
  it('becomes facts, each with the number of its words', () => {
    const reading = readText(text, now, gazetteer)
    expect(factsOf(reading.extraction)).toEqual({ damagedHouseholds: 3, dead: 2, missing: 3 })
    expect(reading.extraction).toMatchObject({ phone: '13900000001', place: { code: '331099102201' } })
    const numbers = (['occurredAt', 'place', 'class', 'dead', 'missing', 'phone'] as const).map((field) => numberOf(reading, field))
    expect(numbers.every((number) => number !== null)).toBe(true)
    expect(new Set(numbers).size).toBe(6)
  })
  it('is cut without losing a character, whatever it is', () => {
    const whole = (input: string): string => readText(input, now, gazetteer).pieces.map((piece) => piece.text).join('')
    expect(whole(text)).toBe(text)
    fc.assert(fc.property(fc.array(fc.constantFrom('2', '人', '死亡', '岭下村', '凌晨', '3时', '，', '滑坡', '被困', '十', '余', '户', '13900000002', '🌊', '𠮷', '\u202e', '<b>')), (parts) => whole(parts.join('')) === parts.join('')))
  })
  it('shares a mark between fields of the same words', () => {
    const reading = readText('山体滑坡，未造成人员伤亡。', now, undefined)
    expect(numberOf(reading, 'dead')).toBe(numberOf(reading, 'injured'))
    expect(factsOf(reading.extraction)).toMatchObject({ dead: 0, injured: 0 })
  })
  it('tells a relocation from an evacuation', () => {
    expect(factsOf(readText('紧急转移安置群众 120 人', now, undefined).extraction)).toEqual({ relocated: 120 })
    expect(factsOf(readText('紧急疏散群众 120 人', now, undefined).extraction)).toEqual({ evacuated: 120 })
  })
  it('reads the beginning of a text without end', () => {
    const reading = readText(text.repeat(15_000), now, undefined)
    expect(reading.cutAt).toBe(20_000)
    expect(reading.pieces.map((piece) => piece.text).join('')).toHaveLength(text.length * 15_000)
  })
})

describe('how a figure is said', () => {
  it.each([['约20人受伤', '约 20 人'], ['20余人受伤', '20 多 人'], ['3至5人受伤', '3—5 人'], ['3人受伤', '3 人'], ['不足20人受伤', '不到 20 人']])('%s', (said, shown) => {
    const [figure] = figuresOf(readText(said, now, undefined).extraction).filter(({ fact }) => fact === 'injured')
    expect(sayFigure(figure?.value ?? -1, figure?.how ?? null, '人')).toBe(shown)
  })
})

describe('files dropped on the box', () => {
  it('are read as UTF-8 or as GBK, and never as garbage', () => {
    expect(decodeText(new TextEncoder().encode('死亡2人'))).toBe('死亡2人')
    // 死亡2人 in GBK.
    expect(decodeText(new Uint8Array([0xcb, 0xc0, 0xcd, 0xf6, 0x32, 0xc8, 0xcb]))).toBe('死亡2人')
    expect(decodeText(new Uint8Array([0xff, 0xff, 0xff]))).toBeNull()
    expect(decodeText(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]))).toBeNull()
  })
  it('lose what turns the reading order round, and nothing else', () => {
    expect(cleanPasted('死\u202e亡2人\u0000😀𠮷')).toEqual({ text: '死亡2人😀𠮷', removed: 2 })
    expect(cleanPasted('好\ud800的')).toEqual({ text: '好的', removed: 1 })
    expect(cleanPasted('一切正常')).toEqual({ text: '一切正常', removed: 0 })
  })
})
