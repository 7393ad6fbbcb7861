import type { BrowserContext, Route } from 'playwright-core'

const setting = (name: string): number => Number(process.env[name] ?? 0)
const eachWayMs = setting('LINK_MS')
const losesEach = setting('LINK_LOSES')

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * The same stories over a bad link (`npm run test:long`). `LINK_MS`: each question to a node takes so long to arrive, and its
 * answer as long again. `LINK_LOSES`: of so many commands one is lost, by turns the command and the answer to it. What
 * streams is as ever, and so is the menu: stories that cut the link begin with a device that has it.
 */
export async function layBadLink(context: BrowserContext): Promise<void> {
  if (eachWayMs > 0) await context.route(/\/api\/(?!\S*stream|menu)/, guarded(slowly))
  if (losesEach > 0) await context.route('**/api/commands', guarded(losing()))
}

type Handler = (route: Route) => Promise<void>

/** The node does not answer, or the page is gone. */
const guarded =
  (handler: Handler): Handler =>
  (route) =>
    handler(route).catch(() => route.abort('connectionfailed').catch(() => {}))

const slowly: Handler = async (route) => {
  await pause(eachWayMs)
  // A browser takes back what a page had not got rid of when it was closed.
  if (route.request().frame().page().isClosed()) return route.abort()
  const response = await route.fetch()
  await pause(eachWayMs)
  await route.fulfill({ response })
}

function losing(): Handler {
  let asked = 0
  return async (route) => {
    asked += 1
    if (asked % losesEach !== 0) return route.fallback()
    const isDone = asked % (2 * losesEach) === 0
    if (isDone) await route.fetch()
    await route.abort('connectionreset')
  }
}
