import type { Locator, Page } from 'playwright-core'
import { enterPin } from './at-the-door.ts'

/** A self-service kiosk, in the words of a guest. */
export class KioskScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Somebody of the restaurant switches it on, once in its life. */
  async switchOn(pin: string): Promise<void> {
    await enterPin(this.page, pin)
    await this.begin().waitFor()
  }

  begin(): Locator {
    return this.page.locator('[data-kiosk="begin"]')
  }

  async press(what: string): Promise<void> {
    await this.page.locator(`[data-kiosk="${what}"]:not([aria-disabled])`).tap()
  }

  async start(where: 'here' | 'to-go'): Promise<void> {
    await this.press('begin')
    await this.press(where)
    await this.page.locator('.menu').waitFor()
  }

  async openGroup(name: string): Promise<void> {
    await this.page.locator('.menu-group', { hasText: name }).first().tap()
  }

  dish(code: string): Locator {
    return this.page.locator(`.tile[data-product="${code}"]`)
  }

  option(name: string): Locator {
    return this.page.locator('dialog .option', { hasText: name }).first()
  }

  /** Pays and reads the number. */
  async pay(): Promise<string> {
    await this.press('pay')
    const label = this.page.locator('.number-label')
    await label.waitFor()
    return (await label.textContent()) ?? ''
  }
}
