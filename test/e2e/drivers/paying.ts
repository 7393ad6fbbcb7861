import { readCard } from './at-the-door.ts'
import { HallScreen } from './hall.ts'

/** Guests, discounts and money at the till, in the words of a cashier. */
export class PayingScreen extends HallScreen {
  /** The guest of the open order, by what they say. */
  async findGuestByPhone(digits: string): Promise<void> {
    await this.do('guest')
    for (const digit of digits) await this.press(digit)
    await this.do('find-guest')
  }

  async attachGuest(): Promise<void> {
    await this.page.locator('.guest-card').waitFor()
    await this.do('set-guest')
    await this.waitForToast('Гость назначен')
  }

  /** A key of the pad that is on top. */
  async press(digit: string): Promise<void> {
    await this.dialog().locator('.pad-key').getByText(digit, { exact: true }).tap()
  }

  async typeSum(digits: string): Promise<void> {
    for (const digit of digits) await this.press(digit)
  }

  /** Opens the payment of the order. */
  async pay(): Promise<void> {
    await this.do('take-payment')
    await this.page.locator('.pay').waitFor()
  }

  async chooseWay(kind: 'Cash' | 'Card' | 'IikoCard', name?: string): Promise<void> {
    const way = this.page.locator(`[data-pay="${kind}"]:not([aria-disabled])`)
    await (name ? way.filter({ hasText: name }) : way.first()).tap()
  }

  /** A sum in the chosen way. */
  async take(digits: string): Promise<void> {
    await this.typeSum(digits)
    await this.do('take')
  }

  async waitForRest(words: string): Promise<void> {
    await this.page.locator('.pay-result', { hasText: words }).waitFor()
  }

  /** What a card reader types: a keyboard to the computer. */
  async swipe(track: string): Promise<void> {
    await readCard(this.page, track)
  }
}
