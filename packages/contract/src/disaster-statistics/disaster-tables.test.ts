import { describe, expect, it } from 'vitest'
import {
  annualCodes, checkForm, figureForms, formSetKeys, formSets, getIndicator, indicators, listFormCodes, listForms, listKeys, listRelations, NOW, relations, requireKnownCodes, spentBelow, villageKeys,
} from './index.ts'

describe('the forms as data', () => {
  it('are those the regulation names', () => {
    expect(figureForms.map(({ code }) => code).sort()).toEqual(['A01', 'A02', 'A03', 'A04', 'A05', 'A06', 'A07', 'B01', 'B02', 'B03', 'C01', 'C02'])
    expect(listForms.map(({ code, columns }) => [code, columns.length])).toEqual([['D01', 19], ['D02', 19], ['D03', 12]])
  })

  it('have the codes of each form without a gap, in order', () => {
    const counts = { A01: 64, A02: 22, A03: 14, A04: 7, A05: 23, A06: 15, A07: 12, B01: 56, B02: 35, B03: 13, C01: 3, C02: 5 }
    for (const [form, count] of Object.entries(counts)) {
      const codes = [...indicators.keys()].filter((code) => code.startsWith(form))
      expect(codes, form).toEqual(Array.from({ length: count }, (_, index) => `${form}${String(index + 1).padStart(3, '0')}`))
    }
    expect(indicators.size).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0))
  })

  it('show every code by a name and a unit that are known', () => {
    for (const form of figureForms) {
      for (const line of form.lines) {
        if ('heading' in line) continue
        const indicator = getIndicator(line.code)
        expect(line.name.length, line.code).toBeGreaterThan(2)
        expect(['count', 'decimal', 'percent', 'text', 'hour', 'day', 'yes-no', 'level']).toContain(indicator.type)
      }
    }
  })

  it('count people and things in whole numbers, money, areas and lengths in two places', () => {
    expect([getIndicator('A01008').type, getIndicator('A01058').type, getIndicator('A01030').type, getIndicator('A01048').type, getIndicator('A07012').type]).toEqual(['count', 'decimal', 'decimal', 'decimal', 'count'])
    expect([...indicators.values()].filter(({ dual }) => dual).map(({ code }) => code)).toEqual(['A01013', 'A01014', 'A01016', 'A01017', 'A01019', 'A01020'])
  })

  it('keep present values beside cumulative ones, and one figure for what several forms show', () => {
    const keys = listKeys('loss')
    expect(keys.filter((key) => key.endsWith(NOW))).toHaveLength(6)
    expect(new Set(keys).size).toBe(keys.length)
    expect(listFormCodes('loss', ['A02'])).toContain('A01059')
  })

  it('ask the year what they ask a disaster, under other codes', () => {
    expect(Object.keys(annualCodes)).toHaveLength(56)
    expect([annualCodes['A01007'], annualCodes['A01017'], annualCodes['A01021'], annualCodes['A01058'], annualCodes['A01064']]).toEqual(['B01002', 'B01009', 'B01013', 'B01050', 'B01056'])
    for (const [from, to] of Object.entries(annualCodes)) expect(getIndicator(to).unit, to).toBe(getIndicator(from).unit)
    expect(getIndicator('B01050').name).toBe('直接经济损失')
  })

  it('say which names were read from the explanations because the copy is illegible', () => {
    const inferred = [...indicators.values()].filter((each) => each.inferred).map(({ code }) => code)
    expect(inferred).toEqual(['A04002', 'A04003', 'A04004', 'A04005', 'A04006', 'A04007', 'A07012', 'B03003', 'B03004', 'B03005', 'B03006', 'B03007', 'B03008', 'B03009', 'B03010', 'B03011', 'B03012', 'B03013'])
  })

  it('never sum what is a level’s own', () => {
    expect(listFormCodes('relief').every((code) => getIndicator(code).sum === 'own')).toBe(true)
    for (const [code, sources] of Object.entries(spentBelow)) {
      expect(getIndicator(code).sum).toBe('below')
      for (const source of sources) getIndicator(source)
    }
    for (const key of villageKeys) expect(getIndicator(key).type).not.toBe('text')
  })
})

describe('the relations as data', () => {
  it('name codes that exist, each once', () => {
    for (const relation of relations) expect(() => requireKnownCodes(relation), relation.id).not.toThrow()
    const ids = relations.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are all used by a set', () => {
    const used = new Set(formSetKeys.flatMap((set) => listRelations(set).map(({ id }) => id)))
    expect(relations.filter(({ id }) => !used.has(id))).toEqual([])
  })

  it('are as many as printed', () => {
    const of = (prefix: string, severity = 'error') => relations.filter(({ basis, severity: found }) => basis.startsWith(prefix) && found === severity && !basis.includes('实时值')).length
    expect([of('A01'), of('A02'), of('A03'), of('A04'), of('A05'), of('A06'), of('A07'), of('B02')]).toEqual([33, 15, 1, 2, 2, 2, 1, 4])
  })

  it('hold for a form of zeros and for an empty one', () => {
    for (const set of formSetKeys) {
      const zeros = Object.fromEntries(listKeys(set).filter((key) => ['count', 'decimal', 'percent'].includes(getIndicator(key.replace(NOW, '')).type)).map((key) => [key, 0]))
      expect(checkForm(set, zeros), set).toEqual([])
      expect(checkForm(set, {}), set).toEqual([])
      expect(formSets[set].forms.length).toBeGreaterThan(0)
    }
  })
})
