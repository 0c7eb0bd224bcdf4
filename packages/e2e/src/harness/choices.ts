import type { Locator } from 'playwright-core'

/** Chooses in a searchable list as people do: typing what stands there and pressing Enter. */
export async function chooseByTyping(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.fill(text)
  const page = field.page()
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', { hasText: text }).first().waitFor({ state: 'attached' })
  await field.press('Enter')
}
