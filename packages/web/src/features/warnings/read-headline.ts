import { warningHazards, type WarningHazard, type WarningLevel } from '@fengsui/contract/warnings'

/** What the original text of a warning says by itself; what it does not say is left out. */
export interface HeadlineReading {
  readonly hazard?: WarningHazard
  readonly level?: WarningLevel
  readonly issuer?: string
  /** ISO instant. */
  readonly issuedAt?: string
}

const colours: readonly (readonly [RegExp, WarningLevel])[] = [
  [/红色/u, 'red'], [/橙色/u, 'orange'], [/黄色/u, 'yellow'], [/蓝色/u, 'blue'],
]
/** The longer word first: 地质灾害气象风险 before 滑坡, 山洪 before 洪水. */
const hazardWords: readonly (readonly [RegExp, WarningHazard])[] = [
  [/地质灾害/u, '11B37'], [/山洪/u, '11A51'], [/风暴潮/u, '11E02'], [/海浪/u, '11E06'], [/台风/u, '11B01'], [/暴雨/u, '11B03'], [/滑坡/u, '11D01'], [/洪水|水情/u, '11A01'],
]
const pad = (text: string | undefined): string => (text ?? '0').padStart(2, '0')

/** Reads a pasted headline such as “台州市气象台2019年8月9日10时00分发布台风红色预警信号”. Beijing time. */
export function readHeadline(text: string): HeadlineReading {
  const level = colours.find(([pattern]) => pattern.test(text))?.[1]
  const hazard = hazardWords.find(([pattern]) => pattern.test(text))?.[1]
  const issuer = /^[“"【\s]*([\u4e00-\u9fff]{3,30}?(?:气象台|气象局|气象中心|预报中心|水文站|水文中心|水利局|水务局|资源局|资源和规划局|监测司|防指办|预报台))/u.exec(text)?.[1]
  const time = /(\d{4})年(\d{1,2})月(\d{1,2})日(\d{1,2})[时:：](?:(\d{1,2})分?)?/u.exec(text)
  const at = time === null ? Number.NaN : Date.parse(`${time[1] ?? ''}-${pad(time[2])}-${pad(time[3])}T${pad(time[4])}:${pad(time[5])}:00+08:00`)
  return {
    ...(hazard === undefined ? {} : { hazard }),
    ...(level === undefined ? {} : { level }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(Number.isNaN(at) ? {} : { issuedAt: new Date(at).toISOString() }),
  }
}

/** Every hazard, for a choice. */
export const hazardOptions = (Object.entries(warningHazards) as [WarningHazard, string][]).map(([value, label]) => ({ value, label }))
