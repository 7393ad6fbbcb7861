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

/**
 * Writes down which script serves each page that is loaded from now on. The page that a newer one brings asks for the usual
 * address again, which to the browser is newer once more: it may be gone before anybody looks.
 */
export const keepKeepers = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const before = sessionStorage.getItem('keepers') ?? ''
    sessionStorage.setItem('keepers', `${before} ${navigator.serviceWorker.controller?.scriptURL}`)
  })

export const untilKeptBy = (page: Page, script: string): Promise<unknown> =>
  page.waitForFunction((name) => sessionStorage.getItem('keepers')?.includes(name), script)
