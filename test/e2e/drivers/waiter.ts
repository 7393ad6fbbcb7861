import type { Browser, Locator } from 'playwright-core'
import { type Look, openScreen, openTab, phone } from '../support/browser.ts'
import { waitUntilKept } from '../support/kept.ts'
import type { ScreensServer } from '../support/screens-server.ts'
import { enterPin } from './at-the-door.ts'
import { HallScreen } from './hall.ts'

/** A waiter's phone, in the words of a waiter. */
export class WaiterPhone extends HallScreen {
  /** Takes a phone from the shelf, opens the page and logs in. */
  static async take(
    browser: Browser,
    { screensUrl }: Pick<ScreensServer, 'screensUrl'>,
    pin: string,
    look: Look = {},
  ): Promise<WaiterPhone> {
    const url = `${screensUrl}/waiter/?till=pokrovka`
    const taken = new WaiterPhone(await openScreen(browser, url, { viewport: phone, ...look }))
    await taken.logIn(pin)
    return taken
  }

  /** Another tab of the same phone, where somebody has to log in again. */
  async anotherTab(pin: string): Promise<WaiterPhone> {
    const tab = new WaiterPhone(await openTab(this.page.context(), this.page.url().replace(/#.*/, '')))
    await tab.logIn(pin)
    return tab
  }

  override async logIn(pin: string): Promise<void> {
    await enterPin(this.page, pin)
    await this.page.locator('.phone-page').waitFor()
  }

  /** Until the browser could open the page by itself. */
  async waitUntilKept(): Promise<void> {
    await waitUntilKept(this.page)
  }

  override async enter(): Promise<void> {
    await this.visit('#/hall/mine', '.phone-page')
    await this.page.locator('.phone-page > .choices [role=radio]').nth(1).tap()
    await this.page.locator('.tables .table').first().waitFor()
  }

  async enterMine(): Promise<void> {
    await this.visit('#/hall/mine', '.phone-page')
  }

  myOrders(): Locator {
    return this.page.locator('[data-order]')
  }

  async enterReady(): Promise<void> {
    await this.page.locator('[data-section="ready"]').tap()
  }

  /** The strip that counts what is not with the till. */
  unsent(count: number): Locator {
    return this.page.locator(`.banner[data-unsent="${count}"]`)
  }

  refused(count: number): Locator {
    return this.page.locator(`.banner[data-refused="${count}"]`)
  }

  /** Everything is with the till. */
  async waitUntilSent(): Promise<void> {
    await this.page.locator('.banner').first().waitFor({ state: 'detached' })
  }

  async showUnsent(): Promise<void> {
    await this.do('show-unsent')
    await this.dialog().locator('.unsent, .empty').first().waitFor()
  }

  async takeWayOut(kind: string): Promise<void> {
    await this.dialog().locator(`[data-way="${kind}"]`).first().tap()
  }
}

export const soup = { group: 'Супы', code: '10101' }
export const cake = { group: 'Десерты', code: '50001' }
