import type { Page } from 'playwright-core'

/** Until the browser could open the page by itself. */
export async function waitUntilKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/** Another address of the script is to the browser what another script is: a newer version of the page's worker. */
export const publishNewer = (page: Page): Promise<unknown> =>
  page.evaluate(() => navigator.serviceWorker.register('./service-worker.js?newer'))

/** The script that serves the page at present. */
export const keeperOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)
