import type { SignalSource, SignalStatus } from '@fengsui/contract/signals'
import type { VerificationShape } from '../../ui/marks/VerificationMark.tsx'
import type { SymbolName } from '../../ui/symbols/symbols.ts'

/** Mark of each source; the words are the contract's. */
export const sourceSymbols: Readonly<Record<SignalSource, SymbolName>> = {
  phone: 'source-phoneCall', grid: 'source-gridOfficer', unit: 'source-unit', public: 'source-public', upper: 'source-upperLevel', lower: 'source-lowerLevel', sensor: 'source-sensor', media: 'source-media', hospital: 'facility-hospital',
}

export const statusShapes: Readonly<Record<SignalStatus, VerificationShape>> = { received: 'ring', verifying: 'half', verified: 'disc', rejected: 'cross', merged: 'disc' }

/** What a clock asks for, short. */
export const clockPhases: Readonly<Record<string, string>> = { PHONE: '电话', WRITTEN: '书面', FOLLOW_UP: '续报', FINAL: '核报', VERIFICATION_REPLY: '核实回复' }

/** Chips of the one-minute form, the most used first; the rest are in the list of all types. */
export const quickTypes: readonly { readonly code: string; readonly word: string }[] = [
  { code: '11D01', word: '滑坡塌方' },
  { code: '11D02', word: '泥石流' },
  { code: '11A51', word: '山洪' },
  { code: '11A01', word: '洪水' },
  { code: '11A02', word: '内涝进水' },
  { code: '11B01', word: '台风' },
  { code: '11B06', word: '房屋树木' },
  { code: '12H00', word: '车祸断路' },
]

/** Usual reasons why something reported is not so. */
export const rejectReasons = ['回拨核实，现场无此情况', '旧闻或谣传', '误报，已与报告人确认', '演练信息']
