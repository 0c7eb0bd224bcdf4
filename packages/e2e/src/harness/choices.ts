import type { Locator } from 'playwright-core'

/** Chooses in a searchable list as people do: typing what stands there and pressing Enter. */
export async function chooseByTyping(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.fill(text)
  const page = field.page()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: text }).first().waitFor({ state: 'attached' })
  await field.press('Enter')
}

/** Chooses from a short list that opens when pressed. */
export async function choose(field: Locator, text: string): Promise<void> {
  const list = field.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  // The last list that was open may still be on its way out.
  await list.waitFor({ state: 'hidden' })
  await field.click({ force: true })
  await list.locator('.ant-select-item-option', { hasText: text }).first().click()
}
