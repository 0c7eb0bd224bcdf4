/** Timers of spot checks. */
export const spotTimers = { draw: 'duty.spot-draw', check: 'duty.spot-check', due: 'duty.spot-check-due', superior: 'duty.spot-check-superior', reveal: 'duty.spot-reveal' } as const
