import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'

const words = {
  ru: {
    search: 'Телефон, имя или карта',
    topUp: 'Пополнить',
    writeOff: 'Списать',
    sum: 'Сумма',
    why: 'Почему',
    percent: 'Процент',
    save: 'Сохранить',
    add: 'Добавить',
    from: 'С',
    name: 'Название',
    addRule: 'Добавить правило',
    newCampaign: 'Новая акция',
    balances: 'Балансы',
    counters: 'Заказы гостей',
    saveCsv: 'Сохранить CSV',
  },
  en: {
    search: 'Phone, name or card',
    topUp: 'Top up',
    writeOff: 'Write off',
    sum: 'Sum',
    why: 'Why',
    percent: 'Percent',
    save: 'Save',
    add: 'Add',
    from: 'From',
    name: 'Name',
    addRule: 'Add a rule',
    newCampaign: 'New campaign',
    balances: 'Balances',
    counters: 'Orders of guests',
    saveCsv: 'Save as CSV',
  },
} as const
type Word = keyof (typeof words)['ru']

/** What somebody of the back office does, in the words of a language. */
export class OfficeScreen {
  readonly page: Page
  readonly #language: 'ru' | 'en'

  constructor(page: Page, language: 'ru' | 'en') {
    this.page = page
    this.#language = language
  }

  #word(word: Word): string {
    return words[this.#language][word]
  }

  async visit(address: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash
    }, address)
    await this.page.locator('.page-title').waitFor()
  }

  press(word: Word): Promise<void> {
    return this.page
      .getByRole('button', { name: this.#word(word), exact: true })
      .first()
      .click()
  }

  fill(word: Word, value: string): Promise<void> {
    return this.page.getByLabel(this.#word(word), { exact: true }).first().fill(value)
  }

  /** Types what somebody says of themselves and waits until they alone are left. */
  async find(text: string, id: string): Promise<Locator> {
    await this.fill('search', text)
    const row = this.page.locator(`[data-guest="${id}"]`)
    await row.waitFor()
    await this.page.waitForFunction(() => document.querySelectorAll('[data-guest]').length === 1)
    return row
  }

  /** Corrects a wallet by hand, in the window that is open then. */
  async move(deed: 'topUp' | 'writeOff', sum: string, why: string): Promise<void> {
    await this.press(deed)
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel(this.#word('sum')).fill(sum)
    await dialog.getByLabel(this.#word('why')).fill(why)
    await dialog.getByRole('button', { name: this.#word(deed) }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** The report that is shown, as the file that the browser saves. */
  async savedReport(): Promise<{ name: string; text: string }> {
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.press('saveCsv')])
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }

  /** One of the reports. */
  report(word: 'balances' | 'counters'): Promise<void> {
    return this.page.getByRole('radio', { name: this.#word(word) }).click()
  }
}
