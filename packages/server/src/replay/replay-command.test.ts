import { describe, expect, it } from 'vitest'
import { readParameters, runReplayCommand } from './replay-command.ts'
import { landfallNight } from './landfall-night/landfall-night.ts'

async function complaint(...argv: string[]): Promise<{ code: number; text: string; out: string }> {
  let text = ''
  let out = ''
  const code = await runReplayCommand(argv, {}, { out: (more) => (out += more), complain: (more) => (text += more) })
  return { code, text, out }
}

describe('arguments of replay', () => {
  it.each([
    [[], '请写明要回放的剧本'],
    [['moonfall'], '没有剧本 moonfall'],
    [['landfall-night', 'again'], '多余的参数'],
    [['landfall-night', '--speed', 'fast'], '--speed'],
    [['landfall-night', '--speed', '-1'], '--speed'],
    [['landfall-night', '--speed', '1e9'], '--speed'],
    [['landfall-night', '--set', 'deaths=-1'], 'deaths 应为'],
    [['landfall-night', '--set', 'deaths=2.5'], 'deaths 应为'],
    [['landfall-night', '--set', 'deaths='], 'deaths 应为'],
    [['landfall-night', '--set', 'deaths=1001'], 'deaths 应为'],
    [['landfall-night', '--set', 'wind=3'], 'wind=3'],
    [['landfall-night', '--set', 'deaths=2', '--set', 'deaths=3'], '写了两次'],
    [['landfall-night', '--data', ''], '--data'],
    [['landfall-night', '--what'], '参数不认识'],
  ])('refuses %j in Chinese with exit code 2', async (argv, expected) => {
    const { code, text, out } = await complaint(...argv)
    expect(code).toBe(2)
    expect(text).toContain(expected)
    expect(text).toMatch(/[\u4e00-\u9fff]/)
    expect(text).not.toMatch(/\n\s+at /)
    expect(out).toBe('')
  })

  it('takes two deaths unless told otherwise', () => {
    expect(readParameters([])).toEqual({ deaths: 2 })
    expect(readParameters(['deaths=003'])).toEqual({ deaths: 3 })
    expect(readParameters(['deaths=0'])).toEqual({ deaths: 0 })
  })
})

describe('landfall night', () => {
  it('goes forward in time, within its span, each step with its own line', () => {
    const instants = landfallNight.steps.map((step) => step.at)
    expect(instants).toEqual([...instants].sort())
    expect(instants[0]).toBe(landfallNight.from)
    expect(instants.at(-1)).toBe(landfallNight.to)
    expect(new Set(landfallNight.steps.map((step) => step.text)).size).toBe(landfallNight.steps.length)
    expect(landfallNight.steps.length).toBeGreaterThanOrEqual(25)
  })

  it('tells blame and death of the fictional county only, and marks them as such', () => {
    for (const { text } of landfallNight.steps) if (/死亡|重伤|迟报|漏报|遇难|滑坡/.test(text)) expect(text).toMatch(/演示/)
  })
})
