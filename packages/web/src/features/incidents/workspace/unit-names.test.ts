import { expect, it } from 'vitest'
import { shortUnitName } from './unit-names.ts'

it('shortens units of the own place and governments, and nothing else', () => {
  expect(shortUnitName('台州市水利局', '台州市')).toBe('水利局')
  expect(shortUnitName('黄岩区人民政府', '台州市')).toBe('黄岩区')
  expect(shortUnitName('台州市人民政府', '台州市')).toBe('人民政府')
  expect(shortUnitName('临海市水利局', '台州市')).toBe('临海市水利局')
  expect(shortUnitName('人民政府', null)).toBe('人民政府')
})
