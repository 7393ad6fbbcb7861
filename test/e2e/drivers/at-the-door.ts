import type { Page } from 'playwright-core'

const digit = (page: Page, which: string) => page.locator('.pad-key', { hasText: which }).tap()
const go = (page: Page) => page.locator('.pad-key-go').tap()

/** Types a PIN on the pad of the screen, as a finger does. */
export async function tapPin(page: Page, pin: string): Promise<void> {
  for (const one of pin) await digit(page, one)
  await go(page)
}

/** The same where the story is about something else: a finger begins, a keyboard is faster with the rest. */
export async function enterPin(page: Page, [first = '', ...rest]: string): Promise<void> {
  await digit(page, first)
  await page.keyboard.type(rest.join(''))
  await go(page)
}

const keyEveryS = 0.005

/** A card is read: its reader types faster than any person, however slow the machine of the test is. */
export async function readCard(page: Page, track: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  let timestamp = Date.now() / 1000
  for (const key of [...track, 'Enter']) {
    timestamp += keyEveryS
    const text = key === 'Enter' ? '\r' : key
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp })
  }
  await session.detach()
}
