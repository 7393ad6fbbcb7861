import type { Locator } from 'playwright-core'
import { HallScreen } from './hall.ts'

/** What a waiter does at a table, in a waiter's words. */
export class HallEvening extends HallScreen {
  override async openOrder(number: number, guests = 2): Promise<void> {
    await this.table(number).tap()
    const stepper = this.dialog().locator('.stepper')
    const shown = Number(await stepper.locator('output').textContent())
    for (let count = shown; count < guests; count += 1) await stepper.getByRole('button').last().tap()
    await this.do('open-order')
    await this.page.locator('.card').waitFor()
  }

  /** So many guests of the check. */
  async waitForGuests(count: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => document.querySelectorAll('[data-guest]:not([data-guest="0"])').length === wanted,
      count,
    )
  }

  async startAdding(): Promise<void> {
    await this.do('add-items')
    await this.dialog().locator('.dishes .dish').first().waitFor()
  }

  /** Whose the next dishes are. */
  async forGuest(label: string): Promise<void> {
    await this.seat(0, label)
  }

  async inCourse(label: string): Promise<void> {
    await this.seat(1, label)
  }

  private async seat(row: number, label: string): Promise<void> {
    const choices = this.dialog().locator('.seat-chooser .choices').nth(row)
    await choices.getByRole('radio', { name: label, exact: true }).tap()
  }

  /** A dish of the quick menu, or of wherever a search finds it. */
  async take(code: string): Promise<void> {
    const dish = this.dialog().locator(`[data-product="${code}"]`)
    const before = await this.page.locator('.basket-line').count()
    if ((await dish.count()) === 0) await this.findGroupOf(code)
    await dish.tap()
    const take = this.page.locator('[data-action="take-dish"]')
    const taken = this.page.locator('.basket-line').nth(before)
    await take.or(taken).first().waitFor()
    if ((await take.count()) > 0) await take.tap()
    await taken.waitFor()
  }

  private async findGroupOf(code: string): Promise<void> {
    for (const group of await this.dialog().locator('.picker-group').all()) {
      await group.tap()
      if ((await this.dialog().locator(`[data-product="${code}"]`).count()) > 0) return
    }
    throw new Error(`no group shows ${code}`)
  }

  async openCombos(): Promise<void> {
    await this.dialog().locator('[data-group="combos"]').tap()
    await this.dialog().locator('[data-combo]').first().waitFor()
  }

  /** The first combo with the first dish of each of its groups. */
  async composeFirstCombo(): Promise<void> {
    await this.dialog().locator('[data-combo]').first().tap()
    const groups = this.dialog().locator('.options')
    await groups.first().waitFor()
    const count = await groups.count()
    for (let index = 0; index < count; index += 1) {
      await groups.nth(index).locator('.option:enabled').first().tap()
      const take = this.page.locator('[data-action="take-dish"]')
      if ((await take.count()) > 0) await take.tap()
    }
  }

  async finishAdding(): Promise<void> {
    await this.do('add')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  /** Living dishes of a guest by the number at the table. */
  async dishesOf(rank: number): Promise<string[]> {
    const own = this.page.locator('.items-list > section').filter({ has: this.guest(rank) })
    await own.locator('.item-name').first().waitFor()
    return (await own.locator('.item .item-name').allTextContents()).map((name) => name.trim())
  }

  private guest(rank: number): Locator {
    return this.page.locator(`[data-guest="${rank}"]`)
  }

  /** Chooses the first living dish with these words. */
  override async choose(words: string): Promise<void> {
    await this.item(words).first().tap()
    await this.page.locator('.table-panel').waitFor()
  }

  async chooseGuest(rank: number): Promise<void> {
    await this.guest(rank).tap()
    await this.page.locator('.table-panel').waitFor()
  }

  async onceMore(): Promise<void> {
    const amount = this.page.locator('.table-amount output')
    const before = Number(await amount.textContent())
    await this.page.locator('[data-amount="more"]').tap()
    await amount.filter({ hasText: String(before + 1) }).waitFor()
  }

  async comment(text: string): Promise<void> {
    await this.do('item-comment')
    await this.dialog().getByRole('textbox').fill(text)
    await this.do('save-text')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  async callForCourse(course: number): Promise<void> {
    await this.page.locator(`[data-serve="${course}"]`).tap()
  }

  async deletePrinted(how: { reason: string; amount: 'one' | 'all'; isWrittenOff: boolean }): Promise<void> {
    await this.do('delete-items')
    const stepper = this.dialog().locator('.stepper')
    if (how.amount === 'one') await stepper.getByRole('button').first().tap()
    await this.dialog().locator('.option', { hasText: how.reason }).first().tap()
    if (!how.isWrittenOff) await this.dialog().locator('.choice', { hasText: 'Без списания' }).tap()
    const comment = this.dialog().getByRole('textbox')
    if ((await comment.count()) > 0) await comment.fill('Остыл')
    await this.do('delete-do')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  /** A new order at this table. */
  async moveToTable(number: number): Promise<void> {
    await this.do('move')
    await this.dialog().locator(`[data-pick="table-${number}"]`).tap()
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  /** Everything of the first other open order comes here. */
  async mergeFirst(): Promise<void> {
    await this.do('merge')
    await this.dialog().locator('.pick-option').first().tap()
    await this.do('merge-do')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  async shareAmongAll(): Promise<void> {
    await this.do('share')
    await this.do('share-do')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }

  /** So many dishes with a broken amount. */
  async waitForShares(count: number): Promise<void> {
    await this.page
      .locator('.item-amount', { hasText: /0[.,]25/ })
      .nth(count - 1)
      .waitFor()
  }

  async splitOff(rank: number): Promise<void> {
    await this.do('split')
    await this.dialog()
      .locator('.pick-option')
      .nth(rank - 1)
      .tap()
    await this.do('split-do')
    await this.page.locator('.dialog').waitFor({ state: 'detached' })
  }
}
