import type { Page } from 'playwright-core'

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
