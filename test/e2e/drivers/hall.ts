import type { Locator } from 'playwright-core'
import { TillScreen } from './till.ts'

/** The screens of the hall, in the words of a waiter. */
export class HallScreen extends TillScreen {
  /** From wherever the till is: the hall with its tables. */
  async enter(): Promise<void> {
    await this.visit('#/hall', '.tables .table')
  }

  table(number: number): Locator {
    return this.page.locator(`[data-table="${number}"]`)
  }

  /** The table when it looks like this. */
  async waitForTable(number: number, words: string): Promise<void> {
    await this.table(number).filter({ hasText: words }).waitFor()
  }

  /** Seats guests at a free table; the card of their order opens. */
  async openOrder(number: number): Promise<void> {
    await this.table(number).tap()
    await this.do('open-order')
    await this.page.locator('.card').waitFor()
  }

  /** The card of the only order of a table. */
  async openTable(number: number): Promise<void> {
    await this.table(number).tap()
    await this.page.locator('.card').waitFor()
  }

  /** Dishes from the menu's groups, by their codes. */
  async addDishes(...dishes: { group: string; code: string }[]): Promise<void> {
    await this.do('add-items')
    for (const { group, code } of dishes) {
      await this.dialog().locator('.picker-group', { hasText: group }).first().tap()
      await this.dialog().locator(`[data-product="${code}"]`).tap()
      // A dish with something to choose opens a dialog of its own.
      await this.page.locator('[data-action="take-dish"], .basket-line').first().waitFor()
      const take = this.page.locator('[data-action="take-dish"]')
      if ((await take.count()) > 0) await take.tap()
    }
    await this.do('add')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  /** The till has what was added: until then the card shows dishes as this device wrote them down. */
  async waitUntilTold(): Promise<void> {
    const items = this.page.locator('.card .item')
    const unsent = /Ждёт связи|Waits for the till/
    await items.filter({ hasNotText: unsent }).first().waitFor()
    await items.filter({ hasText: unsent }).first().waitFor({ state: 'detached' })
  }

  /** The kitchen has it once there is nothing left to send; what comes next has its place in the row then. */
  async printToKitchen(): Promise<void> {
    await this.do('print-to-kitchen')
    await this.action('print-to-kitchen').waitFor({ state: 'detached' })
  }

  /** The card hears of the bill a moment after who printed it; its row of buttons is another one then. */
  async printBill(): Promise<void> {
    await this.do('print-bill')
    await this.waitForToast('Пречек выдан')
    await this.action('add-items').waitFor({ state: 'detached' })
  }

  async payInCash(): Promise<void> {
    await this.do('take-payment')
    await this.do('exact')
    await this.do('close')
  }

  async enterReserves(): Promise<void> {
    await this.visit('#/hall/reserve-list', '.rows, .empty')
  }

  reserve(id: string): Locator {
    return this.page.locator(`[data-reserve="${id}"]`)
  }

  /** An hour of a table in the book of reserves, counted from six in the morning. */
  slot(table: number, hour: number): Locator {
    return this.page.locator(`[data-table-row="${table}"] [data-slot="${hour}"]`)
  }

  /** Somebody's reserve on the timeline. */
  bar(table: number, name: string): Locator {
    return this.page.locator(`[data-table-row="${table}"] [data-bar]`, { hasText: name })
  }
}
