/**
 * Limits of standing duty as dated data. No national text gives numbers for rest between duties of a government duty office; 劳动法 Art 38 gives one
 * rest day a week, local duty rules a compensating day after a night. Every number is a platform default that a unit's own pattern may replace.
 */
export interface DutyLimits {
  readonly validFrom: string
  readonly validTo: string | null
  readonly origin: 'platform'
  readonly basis: string
  /** Hours off the spot after a night duty. */
  readonly restHoursAfterNight: number
  /** Hours off the spot between any two duties. */
  readonly restHoursBetween: number
  /** Nights within any seven days running. */
  readonly maxNightsPerWeek: number
  /** Working days before the first day of a public holiday by which its roster is filed upward. */
  readonly filingWorkingDaysBefore: number
  /** Minute of that day (Beijing) by which it is filed. */
  readonly filingMinute: number
}

export const dutyLimitSets: readonly DutyLimits[] = [
  {
    validFrom: '2008-01-01', validTo: null, origin: 'platform', basis: '平台默认（夜班次日补休、每周至少休息一日的通行做法；以本单位值班制度为准）',
    restHoursAfterNight: 24, restHoursBetween: 8, maxNightsPerWeek: 2, filingWorkingDaysBefore: 2, filingMinute: 17 * 60,
  },
]

/** The defaults that hold on a day. @throws RangeError for a day before all of them */
export function dutyLimitsOn(day: string): DutyLimits {
  const found = dutyLimitSets.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo)).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]
  if (!found) throw new RangeError(`no duty limits on ${day}`)
  return found
}

/** Limits a roster is held against: the unit's own where its pattern gives them, else the defaults of the day. */
export interface RosterLimits {
  readonly restHoursAfterNight: number
  readonly restHoursBetween: number
  readonly maxNightsPerWeek: number
}

export function limitsOf(pattern: { readonly restHoursAfterNight: number | null; readonly maxNightsPerWeek: number | null } | null, day: string): RosterLimits {
  const defaults = dutyLimitsOn(day)
  return {
    restHoursAfterNight: pattern?.restHoursAfterNight ?? defaults.restHoursAfterNight, restHoursBetween: Math.min(defaults.restHoursBetween, pattern?.restHoursAfterNight ?? defaults.restHoursBetween),
    maxNightsPerWeek: pattern?.maxNightsPerWeek ?? defaults.maxNightsPerWeek,
  }
}
