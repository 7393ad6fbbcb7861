import type { Page } from 'playwright-core'

export const throttle = 4

/** On the page: from the moment of a tap as the browser knows it to the picture that came of it. */
const meter = `(() => {
  const taps = (window.measuredTaps = [])
  const channel = new MessageChannel()
  let began = null
  channel.port1.onmessage = () => {
    if (began !== null) taps.push(performance.now() - began)
    began = null
  }
  addEventListener('click', (event) => {
    began ??= event.timeStamp
    // The frame in which the page answers; the message is handled once it is painted.
    requestAnimationFrame(() => channel.port2.postMessage(null))
  }, true)
})()`

/** Makes the page's processor four times slower and measures its taps from now on. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  await page.evaluate(meter)
}

/** Milliseconds of the taps since it was asked last. */
export const takeTaps = (page: Page): Promise<number[]> => page.evaluate<number[]>('measuredTaps.splice(0)')

/**
 * Milliseconds of the processor that the page's main thread has used since it was asked last: it says the same on a
 * machine that does something else besides.
 */
export async function workMeter(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  let before = 0
  const since = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    const now = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
    const used = (now - before) * 1000
    before = now
    return used
  }
  await since()
  return since
}

/** Bytes of the page's objects once what nobody holds is thrown away. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** `p50 12 ms  p95 31 ms  longest 40 ms`. */
export const inWords = (values: readonly number[]): string =>
  `p50 ${quantile(values, 0.5).toFixed(0)} ms  p95 ${quantile(values, 0.95).toFixed(0)} ms  longest ${quantile(values, 1).toFixed(0)} ms  (${values.length})`

/** What a tap cost the processor, pages of the browser's own driver with it. */
export const workInWords = (used: number, taps: number): string =>
  `work of a tap ${(used / taps).toFixed(0)} ms`
