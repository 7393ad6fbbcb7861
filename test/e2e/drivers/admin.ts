import type { Page } from 'playwright-core'

/** What a manager does on the admin page, in its Russian words. */
export class AdminScreen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async logIn({ login, password }: { login: string; password: string }): Promise<void> {
    await this.page.locator('input[autocomplete="username"]').fill(login)
    await this.page.locator('input[type="password"]').fill(password)
    await this.page.locator('button[type="submit"]').click()
  }

  /** `#/keys`, `#/zones/<id>` … */
  async visit(address: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash
    }, address)
    await this.page.locator('.page-title').waitFor()
  }

  press(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name }).first().click()
  }

  fill(label: string | RegExp, value: string): Promise<void> {
    return this.page.getByLabel(label).first().fill(value)
  }

  /** What a toast or a failure says. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor()
  }

  /** The secret of the open window; closes it. */
  async takeSecret(): Promise<string> {
    const secret = this.page.locator('dialog .secret-value').first()
    const text = await secret.innerText()
    await this.page.locator('.dialog-foot .button').click()
    return text
  }
}
