import type { Scenario } from '../scenario.ts'
import { forwarding, landslide } from './landslide.ts'
import { opening } from './opening.ts'
import { afterSuspicion, silentFlood } from './silent-flood.ts'
import { at } from './night-time.ts'

/**
 * The night of 10 August 2019, 00:00 to 08:30, in Taizhou: the typhoon's facts are those of 2019, the rules are today's, and
 * everything anyone could be blamed or mourned for is invented and happens in the fictional 演示县.
 */
export const landfallNight: Scenario = {
  key: 'landfall-night',
  title: '利奇马登陆之夜（2019 年 8 月 10 日 00:00–08:30）',
  openingNote: '台风路径、风速、气压和登陆时刻为 2019 年实况；分级、时限等规则用今天现行的。伤亡、迟报、漏报等情节均为虚构，只发生在虚构的演示县；人名、电话均为演示数据。',
  from: at('00:00'),
  to: at('08:30'),
  rulesAsOf: '2026-01-05T00:00:00.000Z',
  steps: [...opening, ...landslide, ...silentFloodInOrder()],
}

/** The forwarding of the landslide report and the gauge's signal interleave. */
function silentFloodInOrder(): Scenario['steps'] {
  return [...forwarding, ...silentFlood, ...afterSuspicion].toSorted((a, b) => a.at.localeCompare(b.at))
}
