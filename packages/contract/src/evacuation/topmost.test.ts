import { describe, expect, it } from 'vitest'
import { listTopmost } from './index.ts'

const at = (...codes: string[]) => listTopmost(codes.map((divisionCode) => ({ divisionCode }))).map((one) => one.divisionCode)

describe('the statements that speak for the rest', () => {
  it('a county speaks for its towns and villages, whatever the order', () => {
    expect(at('331099101201', '331099000000', '331099101000')).toEqual(['331099000000'])
  })
  it('places beside each other all count', () => {
    expect(at('331082000000', '331099101000', '331099102000')).toEqual(['331082000000', '331099101000', '331099102000'])
  })
  it('a village counts where no place above it has stated itself', () => {
    expect(at('331099101201', '331099102000')).toEqual(['331099101201', '331099102000'])
  })
  it('twice the same place is not covered by itself', () => {
    expect(at('331099101000', '331099101000')).toHaveLength(2)
  })
})
