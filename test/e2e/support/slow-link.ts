import type { BrowserContext, Route } from 'playwright-core'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Each question to a node takes so long to arrive, and its answer as long again. What streams is as ever, and so is the menu:
 * stories that cut the link begin with a device that has it.
 */
export async function slowDown(context: BrowserContext, eachWayMs: number): Promise<void> {
  const slowly = async (route: Route): Promise<void> => {
    await pause(eachWayMs)
    // A browser takes back what a page had not got rid of when it was closed.
    if (route.request().frame().page().isClosed()) return route.abort()
    const response = await route.fetch()
    await pause(eachWayMs)
    await route.fulfill({ response })
  }
  await context.route(/\/api\/(?!\S*stream|menu)/, (route) =>
    // The node does not answer, or the page is gone.
    slowly(route).catch(() => route.abort('connectionfailed').catch(() => {})),
  )
}
