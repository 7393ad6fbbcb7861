import type { Locator, Page } from 'playwright-core'

/** The call centre's page, as an operator uses it with a finger. */
export class CallCentreScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async logIn({ login, password }: { login: string; password: string }): Promise<void> {
    await this.page.locator('input[autocomplete="username"]').fill(login)
    await this.page.locator('input[type="password"]').fill(password)
    await this.page.locator('button[type="submit"]').tap()
    await this.page.locator('.cc-steps').waitFor()
  }

  /** Presses what may be pressed. */
  async press(action: string): Promise<void> {
    await this.page.locator(`[data-action="${action}"]:not([aria-disabled])`).first().tap()
  }

  async dial(digits: string): Promise<void> {
    for (const digit of digits) await this.page.locator('.pad-key', { hasText: digit }).first().tap()
  }

  fill(label: string | RegExp, value: string): Promise<void> {
    return this.page.getByLabel(label, { exact: true }).first().fill(value)
  }

  async street(label: string, typed: string, name: string): Promise<void> {
    await this.fill(label, typed)
    await this.page.getByRole('radio', { name }).first().tap()
  }

  async dish(code: string): Promise<void> {
    await this.page.locator(`[data-product="${code}"]`).tap()
  }

  /** A delivery in the list, at a status where one is named. */
  delivery(id: string, status?: string): Locator {
    const row = this.page.locator(`[data-delivery="${id}"]`)
    return status ? row.filter({ has: this.page.locator(`[data-status="${status}"]`) }) : row
  }
}
