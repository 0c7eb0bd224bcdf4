import { describe, expect, it } from 'vitest'
import { lastFixOf, placeTyphoons, typhoonType } from './typhoon-eye.ts'

const registered = { longitude: 128.5, latitude: 19.5 }
const landfall = { longitude: 121.4, latitude: 28.3 }
const fixes = [{ fixedAt: '2019-08-09T17:45:00.000Z', position: landfall }, { fixedAt: '2019-08-07T10:00:00.000Z', position: registered }]
const at = (instant: string): number => Date.parse(instant)

describe('a typhoon on a map', () => {
  it('stands where its eye was last seen by then', () => {
    expect(lastFixOf(fixes, at('2019-08-10T00:00:00.000Z'))).toEqual(landfall)
    expect(lastFixOf(fixes, at('2019-08-08T00:00:00.000Z'))).toEqual(registered)
    expect(lastFixOf(fixes, at('2019-08-01T00:00:00.000Z'))).toBeNull()
  })
  it('moves alone; without a fix nothing moves', () => {
    const slide = { id: 's', typeCode: '11D01', position: { longitude: 120.9, latitude: 28.6 } }
    const typhoon = { id: 't', typeCode: typhoonType, position: registered }
    expect(placeTyphoons([typhoon, slide], fixes, at('2019-08-10T00:00:00.000Z'))).toEqual([{ ...typhoon, position: landfall }, slide])
    expect(placeTyphoons([typhoon, slide], [], at('2019-08-10T00:00:00.000Z'))).toEqual([typhoon, slide])
  })
})
