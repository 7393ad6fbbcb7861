import type { Page } from 'playwright-core'

/** Types a PIN on the pad of the screen, as a finger would. */
export async function enterPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.locator('.pad-key', { hasText: digit }).tap()
  await page.locator('.pad-key-go').tap()
}
