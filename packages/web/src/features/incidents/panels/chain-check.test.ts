import { describe, expect, it } from 'vitest'
import { checkChainOrder } from './chain-check.ts'

describe('order of the chain in the browser', () => {
  it('accepts rising positions with gaps, for other incidents lie between', () => {
    expect(checkChainOrder([{ position: 3, hash: 'a' }, { position: 9, hash: 'b' }])).toEqual({ state: 'whole', sealed: 2 })
    expect(checkChainOrder([])).toEqual({ state: 'whole', sealed: 0 })
  })

  it('names the first position that is out of order or repeats a hash', () => {
    expect(checkChainOrder([{ position: 3, hash: 'a' }, { position: 3, hash: 'b' }])).toEqual({ state: 'broken', position: 3 })
    expect(checkChainOrder([{ position: 3, hash: 'a' }, { position: 4, hash: 'a' }])).toEqual({ state: 'broken', position: 4 })
  })

  it('waits for entries that are not sealed yet', () => {
    expect(checkChainOrder([{ position: 3, hash: 'a' }, { position: null, hash: null }])).toEqual({ state: 'waiting', unsealed: 1 })
  })
})
