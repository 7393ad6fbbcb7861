import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { TestServerOptions } from '../../support/start-server.ts'
import { KitchenScreen } from '../drivers/kitchen.ts'
import { TillScreen } from '../drivers/till.ts'
import { type Look, openBrowser, openScreen, takeProblems } from './browser.ts'
import { type OrderWords, placeOrder } from './deliveries.ts'
import { type ScreensServer, startScreensServer } from './screens-server.ts'

export type Evening = {
  readonly server: ScreensServer
  readonly browser: Browser
  /** Somebody logs in at a till by PIN. */
  atTheTill(pin: string, till?: string, look?: Look): Promise<TillScreen>
  /** Somebody logs in, and the card of a delivery that a guest has just ordered is before them. */
  atDelivery(pin: string, words: OrderWords): Promise<{ id: string; till: TillScreen }>
  inTheKitchen(pin: string, till?: string, look?: Look): Promise<KitchenScreen>
}

/** A server and a browser for the stories of one file. A page that complains fails the story that opened it. */
export function anEvening(
  prepare: (server: ScreensServer) => Promise<unknown> = async () => {},
  options: TestServerOptions = {},
): Evening {
  let server: ScreensServer | undefined
  let browser: Browser | undefined
  const given = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('the evening has not begun')
    return thing
  }
  beforeAll(async () => {
    browser = await openBrowser()
    server = await startScreensServer(options)
    await prepare(server)
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    expect(takeProblems()).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  const evening: Evening = {
    get server() {
      return given(server)
    },
    get browser() {
      return given(browser)
    },
    async atDelivery(pin, words) {
      const id = await placeOrder(evening.server, 'pokrovka', words)
      const till = await evening.atTheTill(pin)
      await till.visitCard(id)
      return { id, till }
    },
    async atTheTill(pin, code = 'pokrovka', look = {}) {
      const page = await openScreen(given(browser), `${given(server).screensUrl}/pos/?till=${code}`, look)
      const till = new TillScreen(page)
      await till.logIn(pin)
      return till
    },
    async inTheKitchen(pin, code = 'pokrovka', look = {}) {
      const page = await openScreen(given(browser), `${given(server).screensUrl}/kitchen/?till=${code}`, look)
      const kitchen = new KitchenScreen(page)
      await kitchen.logIn(pin)
      return kitchen
    },
  }
  return evening
}
