import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { provideChromium } from '../../../scripts/chromium.mjs'
import { layBadLink } from './bad-link.ts'

const results = process.env['TEST_RESULTS'] ?? 'test-results'

export type Look = {
  language?: 'ru' | 'en'
  theme?: 'light' | 'dark'
  viewport?: { width: number; height: number }
  /** The page keeps itself in the browser, as people's do; stories that look into requests do without. */
  keepsShell?: true
}
export const phone = { width: 360, height: 740 }

export async function openBrowser(): Promise<Browser> {
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
  // A process and a thread less for each of two browsers on two cores.
  const frugal = ['--in-process-gpu', '--num-raster-threads=1']
  return chromium.launch({ executablePath: provideChromium(() => {}), args: [...flags, ...frugal] })
}

/** A touch screen, of 1024 × 768 unless it is another one, that fails the test on any error of the page. */
export async function openScreen(browser: Browser, url: string, look: Look = {}): Promise<Page> {
  const { language = 'ru', theme = 'light', viewport = { width: 1024, height: 768 } } = look
  const context = await browser.newContext({
    viewport,
    serviceWorkers: look.keepsShell ? 'allow' : 'block',
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: theme,
    hasTouch: true,
    reducedMotion: 'reduce',
  })
  await layBadLink(context)
  return openTab(context, url)
}

/** Another tab of the same browser, or its first one. */
export async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  // Patient: a busy machine is slow, a broken screen fails all the same.
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => problems.push(`${url}: ${error.message}`))
  page.on('console', (message) => {
    const text = message.text()
    // A refusal is an answer too; the browser logs every status from 400 on, and every lost connection.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) problems.push(text)
  })
  await page.goto(url)
  return page
}

const problems: string[] = []
/** What pages complained about since the last time it was asked. */
export const takeProblems = (): string[] => problems.splice(0)

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(results, { recursive: true })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(results, `${name}.png`) })
}

type AxeResults = {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/** Rules of accessibility that the page breaks, in words. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // The page forbids foreign scripts, as it should; the debugger's door is not bound by that.
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe: rules } = window as unknown as { axe: { run(): Promise<AxeResults> } }
    return (await rules.run()).violations
  })
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary ?? ''}`),
  )
}
