/** The days in which a change of casualties is supplemented: from the accident to the last millisecond of the last legal day. */
export interface CasualtyWindow {
  startsAt: string
  endsAt: string
}

/** Whether a change at an instant still belongs to the accident (493号令 Art 13): the last minute of the last day does, the next midnight does not. */
export function isSupplemented(window: CasualtyWindow, changedAt: string): boolean {
  return changedAt >= window.startsAt && changedAt <= window.endsAt
}
