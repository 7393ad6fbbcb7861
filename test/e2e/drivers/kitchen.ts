import type { Locator, Page } from 'playwright-core'
import { enterPin } from './at-the-door.ts'

/** The kitchen's screen, in the words of a cook. */
export class KitchenScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async logIn(pin: string): Promise<void> {
    await enterPin(this.page, pin)
    await this.page.locator('.kitchen-main').waitFor()
  }

  ticket(number: number): Locator {
    return this.page.locator('.ticket').filter({ has: this.page.locator(`[data-bump="${number}"]`) })
  }

  /** One touch on the head of a ticket, once its head offers this step. */
  async bump(number: number, step: string): Promise<void> {
    await this.page.locator(`[data-bump="${number}"]:enabled`, { hasText: step }).tap()
  }

  dish(number: number, name: string): Locator {
    return this.ticket(number).locator('.dish', { hasText: name })
  }

  async waitForDish(number: number, name: string, state: string): Promise<void> {
    await this.dish(number, name).filter({ hasText: state }).waitFor()
  }

  /** Takes back what was bumped last. */
  async recall(number: number): Promise<void> {
    await this.page.getByRole('button', { name: `Вернуть № ${number}` }).tap()
  }

  async waitForNoTicket(number: number): Promise<void> {
    await this.ticket(number).waitFor({ state: 'detached' })
  }
}
