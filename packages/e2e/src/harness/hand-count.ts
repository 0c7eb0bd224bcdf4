import type { Locator } from 'playwright-core'

/** Counts what a person's hand does, so that a journey can say how much work a form is. */
export interface HandCount {
  readonly press: (target: Locator) => Promise<void>
  /** Types key by key, as people do. */
  readonly type: (target: Locator, text: string) => Promise<void>
  readonly clicks: () => number
  readonly keys: () => number
}

export function createHandCount(): HandCount {
  let clicks = 0
  let keys = 0
  return {
    press: async (target) => {
      clicks += 1
      await target.click()
    },
    type: async (target, text) => {
      keys += [...text].length
      await target.pressSequentially(text)
    },
    clicks: () => clicks,
    keys: () => keys,
  }
}
