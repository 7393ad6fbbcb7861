import type { Locator, Page } from 'playwright-core'
import { enterPin } from './at-the-door.ts'

declare global {
  interface Window {
    /** Tones that the board has begun, counted by the story. */
    tones: number
  }
}

/** The queue board above the counter, in the eyes of those who wait. */
export class QueueBoard {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Counts what the board sounds; before its page is opened. */
  static async listen(page: Page): Promise<void> {
    await page.addInitScript(() => {
      window.tones = 0
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function (when) {
        window.tones += 1
        start.call(this, when)
      }
    })
  }

  async switchOn(pin: string): Promise<void> {
    await enterPin(this.page, pin)
    await this.page.locator('.column-ready').waitFor()
  }

  number(column: 'cooking' | 'ready', label: string): Locator {
    return this.page.locator(`.column-${column} [data-number="${label}"]`)
  }

  tones(): Promise<number> {
    return this.page.evaluate(() => window.tones)
  }
}
