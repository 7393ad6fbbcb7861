import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { enterPin } from './at-the-door.ts'

/** The till's screens, in the words of a cashier. Whatever it names has to be on the screen, or the test fails. */
export class TillScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async logIn(pin: string): Promise<void> {
    await enterPin(this.page, pin)
    await this.page.locator('.board').waitFor()
  }

  /** The docket of a delivery on the board, in a column where one is named. */
  docket(number: number, column?: string): Locator {
    const place = column ? this.page.getByRole('region', { name: column }) : this.page.locator('.board')
    return place.locator(`[data-delivery="${number}"]`)
  }

  async open(number: number): Promise<void> {
    await this.docket(number).tap()
    await this.page.locator('.card').waitFor()
  }

  /** The button of something that may be done with the open delivery. */
  action(id: string): Locator {
    return this.page.locator(`.card-actions [data-action="${id}"]`)
  }

  /** Presses it once it may be pressed. */
  async do(id: string): Promise<void> {
    await this.page.locator(`[data-action="${id}"]:not([aria-disabled])`).tap()
  }

  async doRarely(id: string): Promise<void> {
    await this.page.locator('[data-action="more"]').tap()
    await this.do(id)
  }

  /** Tries a PIN that nobody has; its words stand under the pad afterwards. */
  async enterWrongPin(pin: string): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.url().endsWith('/login'))
    await enterPin(this.page, pin)
    expect((await answered).status()).not.toBe(200)
    await this.page.locator('.pin-dot-filled').first().waitFor({ state: 'detached' })
  }

  /** A living dish of the open delivery. */
  item(name: string): Locator {
    return this.page.locator('button.item', { hasText: name })
  }

  async openItem(name: string): Promise<void> {
    await this.item(name).tap()
    await this.dialog().waitFor()
  }

  /** One more of what a stepper counts. */
  async increase(label: string): Promise<void> {
    await this.dialog().getByRole('group', { name: label }).getByRole('button').last().tap()
  }

  async typeNumber(digits: string): Promise<void> {
    for (const digit of digits) await this.dialog().locator('.pad-key', { hasText: digit }).first().tap()
  }

  /** On the keyboard of the screen; `⌫` erases. */
  async typeLetters(letters: string): Promise<void> {
    const keyboard = this.page.locator('.keyboard')
    const names: Record<string, string> = { ' ': 'Пробел', '⌫': 'Стереть' }
    for (const letter of letters)
      await keyboard.getByRole('button', { name: names[letter] ?? letter, exact: true }).tap()
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').last()
  }

  async choose(label: string): Promise<void> {
    await this.dialog().locator('.option', { hasText: label }).tap()
  }

  /** Gives the order to a courier, and waits until the order says so: what comes next has its place on the card then. */
  async assignCourier(name: string): Promise<void> {
    await this.do('assign-courier')
    await this.choose(name)
    await this.page.locator('.fact-list', { hasText: name }).waitFor()
  }

  /** Presses what is locked, as people do; it answers why it is. What locks it comes by the stream, beside the answer. */
  async pressLocked(button: Locator): Promise<void> {
    await button.and(this.page.locator('[aria-disabled="true"]')).waitFor()
    await button.tap({ force: true })
  }

  async waitForStatus(words: string): Promise<void> {
    await this.page.locator('.card-status', { hasText: words }).waitFor()
  }

  async waitForToast(words: string): Promise<void> {
    await this.page.locator('.toast', { hasText: words }).waitFor()
  }

  async goTo(section: string): Promise<void> {
    await this.page.locator('.sections').getByRole('link', { name: section }).tap()
  }

  /** The screen of an address, as a bookmark would open it. */
  async visit(hash: string, landmark: string): Promise<void> {
    await this.page.evaluate((place) => {
      location.hash = place
    }, hash)
    await this.page.locator(landmark).first().waitFor()
  }

  /** The card of a delivery, as a link to it would open it. */
  async visitCard(id: string): Promise<void> {
    await this.visit(`#/delivery/${id}`, `[data-card="${id}"] .item`)
  }

  async closeDialog(): Promise<void> {
    const open = this.page.locator('dialog[open]')
    const before = await open.count()
    await this.page.keyboard.press('Escape')
    await open.nth(before - 1).waitFor({ state: 'detached' })
  }
}
