import type { Browser, Page } from 'playwright-core'

/** A touch screen of 1024 × 768. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width: 1024, height: 768 }, hasTouch: true, locale: 'ru-RU', reducedMotion: 'reduce' },
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  return page
}

/** The till's screens with a manager at them. */
export async function openPos(browser: Browser, till: string): Promise<Page> {
  const page = await openPage(browser, `${till}/pos/?till=pokrovka`)
  for (const digit of '1111') await page.locator('.pad-key', { hasText: digit }).tap()
  await page.locator('.pad-key-go').tap()
  await page.locator('.board').waitFor()
  return page
}
