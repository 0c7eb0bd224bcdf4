import type { DemoAccount } from '@fengsui/contract/access'

/** The levels of government that the demo's accounts belong to, from above to below. */
export const demoLevels = ['省', '市', '县', '镇'] as const
export type DemoLevel = (typeof demoLevels)[number]

const levelOfPrefix: Readonly<Record<string, DemoLevel>> = { province: '省', city: '市' }

/** Level of a demo account. Its title names the place; a township or village in it is the lowest level. */
export function demoLevelOf({ username, title }: Pick<DemoAccount, 'username' | 'title'>): DemoLevel {
  const named = levelOfPrefix[username.split('-')[0] ?? '']
  if (named !== undefined) return named
  return /[镇乡村]/.test(title) ? '镇' : '县'
}

/** Accounts by level, in the order given within each. Levels without accounts are left out. */
export function groupDemoAccounts(accounts: readonly DemoAccount[]): readonly { readonly level: DemoLevel; readonly accounts: readonly DemoAccount[] }[] {
  return demoLevels.map((level) => ({ level, accounts: accounts.filter((account) => demoLevelOf(account) === level) })).filter((group) => group.accounts.length > 0)
}
