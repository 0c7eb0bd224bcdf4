const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000

/**
 * The legal day (Asia/Shanghai, UTC+8, no daylight saving) of an instant; a value that is already a day passes through.
 * @throws RangeError when the text is neither a day nor an instant.
 */
export function legalDayOf(instantOrDay: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instantOrDay)) return instantOrDay
  const ms = Date.parse(instantOrDay)
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instantOrDay}`)
  return new Date(ms + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** Dated data is in force on days `validFrom <= day < validTo`; a null `validTo` has no end yet. */
export interface DatedRange {
  validFrom: string
  validTo: string | null
}

/** Whether dated data is in force at `asOf` (an instant or a legal day). */
export function isInForce(range: DatedRange, asOf: string): boolean {
  const day = legalDayOf(asOf)
  return range.validFrom <= day && (range.validTo === null || day < range.validTo)
}

/** Whether data kept for `areaPrefix` covers a division; '' covers all, and a missing code is covered by national data only. */
export function coversDivision(areaPrefix: string, divisionCode: string | undefined): boolean {
  return areaPrefix === '' || (divisionCode !== undefined && divisionCode.startsWith(areaPrefix))
}
