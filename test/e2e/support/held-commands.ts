import type { Page } from 'playwright-core'

/** A link so slow that no command arrives before `letThrough`; `asked`: how many are under way. */
export async function holdCommands(page: Page): Promise<{ asked: () => number; letThrough: () => void }> {
  let letThrough = (): void => {}
  const held = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  let asked = 0
  await page.route('**/api/commands', async (route) => {
    asked += 1
    await held
    await route.continue()
  })
  return { asked: () => asked, letThrough }
}
