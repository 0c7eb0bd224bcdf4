import { describe, expect, it } from 'vitest'
import { Pace, ReplayStopped } from './pace.ts'

const from = '2019-08-09T16:00:00.000Z'
const to = '2019-08-09T16:05:00.000Z'
const moves = () => {
  const seen: string[] = []
  return { seen, move: (at: string) => (seen.push(at), Promise.resolve()) }
}

describe('Pace', () => {
  it('does not wait at speed 0', async () => {
    const { seen, move } = moves()
    await new Pace(0).runUntil(from, to, move)
    expect(seen).toEqual([])
  })

  it('lets business time run between, never backwards and never to the end itself', async () => {
    const { seen, move } = moves()
    await new Pace(600).runUntil(from, to, move)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual([...seen].sort())
    expect(seen.every((at) => at > from && at < to)).toBe(true)
  })

  it('stands still while paused and goes on when played', async () => {
    const pace = new Pace(0)
    pace.pause()
    let arrived = false
    const running = pace.runUntil(from, to, () => Promise.resolve()).then(() => (arrived = true))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(arrived).toBe(false)
    pace.play()
    await running
    expect(arrived).toBe(true)
  })

  it('a step jumps to the next point once and stays paused', async () => {
    const pace = new Pace(1)
    pace.step()
    await pace.runUntil(from, to, () => Promise.resolve())
    expect(pace.paused).toBe(true)
    let arrived = false
    const next = pace.runUntil(from, to, () => Promise.resolve()).then(() => (arrived = true))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(arrived).toBe(false)
    pace.step()
    await next
  })

  it('is stopped while waiting', async () => {
    const pace = new Pace(1)
    const running = pace.runUntil(from, to, () => Promise.resolve())
    setTimeout(() => pace.stop(), 20)
    await expect(running).rejects.toBeInstanceOf(ReplayStopped)
  })
})
