import { on } from '../cast.ts'
import type { Scenario } from '../scenario.ts'
import { aftermath } from './aftermath.ts'
import { eve } from './eve.ts'
import { night } from './night.ts'
import { receding } from './receding.ts'
import { rising } from './rising.ts'

/**
 * Typhoon Lekima, 7 to 12 August 2019, in Taizhou: published facts of weather, water and forces, today's rules, and everything anyone
 * could be blamed or mourned for invented, in the fictional 演示县.
 */
export const lekima2019: Scenario = {
  key: 'lekima-2019',
  title: '台风利奇马全过程（2019 年 8 月 7 日—12 日）',
  openingNote: '台风路径、风圈、登陆、雨量、水位、省级响应和增援数为 2019 年公开实况；分级、时限等规则用今天现行的。市县两级的点名、任务、调度、转移数字为演示推演；伤亡、迟报、漏报等情节均为虚构，只发生在虚构的演示县；人名、电话均为演示数据。',
  from: on('08-07 16:30'),
  to: on('08-12 18:30'),
  rulesAsOf: '2026-01-05T00:00:00.000Z',
  steps: [...rising, ...eve, ...night, ...aftermath, ...receding],
}
