import type { Locator } from 'playwright-core'
import { HallScreen } from './hall.ts'

/** The shift's screens in the words of a cashier: the drawer, its reports, receipts and what comes back. */
export class ShiftDesk extends HallScreen {
  async enterShift(): Promise<void> {
    await this.visit('#/shift', '.shift')
  }

  /** What the screen says is in the drawer, once it says so. */
  async waitForDrawer(sum: string): Promise<void> {
    await this.page.locator('.drawer-sum', { hasText: sum }).waitFor()
  }

  /** Opens the shift by its button. */
  async openShift(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).tap()
    await this.page.locator('.drawer-sum').waitFor()
  }

  /** Cash without a sale; `kind` is chosen where there are several. */
  async moveCash(direction: 'in' | 'out', sum: string, kind?: string): Promise<void> {
    await this.do(`cash-${direction}`)
    if (kind) await this.choose(kind)
    await this.typeNumber(sum)
    await this.do('move-cash')
  }

  async openReport(): Promise<void> {
    await this.do('report')
    await this.page.locator('.report').waitFor()
  }

  /** A line of the report that is open. */
  line(id: string): Locator {
    return this.dialog().locator(`[data-report="${id}"] dd`)
  }

  async openReceipts(): Promise<void> {
    await this.visit('#/receipts', '.receipts')
  }

  /** Finds a receipt as somebody would who holds its paper, and opens it. */
  async findReceipt(text: string): Promise<void> {
    await this.page.locator('.receipts-search').fill(text)
    await this.page.locator('.receipt-link').first().tap()
    await this.page.locator('.receipt-card').waitFor()
  }

  async countAndClose(sum: string): Promise<void> {
    await this.do('count')
    await this.typeNumber(sum)
    await this.do('close-shift')
  }
}
