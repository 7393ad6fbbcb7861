import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accessibilityProblems, type Look, screenshot } from './browser.ts'

/** How screens are looked at: both languages and both themes. */
export const looks: (Look & { name: string; language: 'ru' | 'en'; theme: 'light' | 'dark' })[] = [
  { name: 'ru-light', language: 'ru', theme: 'light' },
  { name: 'en-dark', language: 'en', theme: 'dark' },
]

/** Looks at what is on the screen now: a picture for people, rules for everybody. */
export async function inspect(page: Page, name: string): Promise<void> {
  await screenshot(page, name)
  expect.soft(await accessibilityProblems(page), name).toEqual([])
  expect.soft(await smallTargets(page), name).toEqual([])
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect.soft(isWider, `${name} is wider than the screen`).toBe(false)
}

/** What is too small for a finger: everything that can be pressed is at least 44 px high and wide. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const pressable = [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [role=radio]'),
    ]
    return pressable.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      if (width === 0 || height === 0 || (width >= 44 && height >= 44)) return []
      return [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`]
    })
  })
