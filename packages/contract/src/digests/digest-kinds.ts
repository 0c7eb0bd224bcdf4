/**
 * Daily products of a duty office (DUTY-7). The hours are platform defaults: a city's rule asks for 16:30, others differ, so that
 * each office sets its own and nothing is drafted by itself before it did.
 */
export const digestKindNames = { morning: '每日要情', brief: '值班快报', peace: '平安日报' } as const
export type DigestKind = keyof typeof digestKindNames

/** Proposed hour of drafting, minutes after 00:00 Beijing time; null = drafted by hand only. */
export const digestDefaultMinutes = { morning: 450, brief: null, peace: 990 } as const satisfies Record<DigestKind, number | null>

/** How far back a digest looks, hours. */
export const DIGEST_HOURS = 24

/** What may follow what; an issued one is never changed. */
export const digestLifecycle = { draft: ['issued', 'discarded'], issued: [], discarded: [] } as const satisfies Record<string, readonly string[]>
export type DigestStatus = keyof typeof digestLifecycle
export const digestStatusNames = { draft: '草稿', issued: '已签发', discarded: '已作废' } as const satisfies Record<DigestStatus, string>
