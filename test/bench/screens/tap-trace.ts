/** Where the main thread of a page spends the time of a tap: `BENCH_TRACE=1 npm run bench -- screens` says it by kinds of taps. */
import type { Browser, Page } from 'playwright-core'

/** On the page, besides the meter: when a tap begins to be answered and when its picture is there. */
const marks = `(() => {
  const channel = new MessageChannel()
  channel.port1.onmessage = () => performance.mark('tap-painted')
  addEventListener('click', () => {
    performance.mark('tap-heard')
    requestAnimationFrame(() => channel.port2.postMessage(null))
  }, true)
})()`

type TraceEvent = {
  name: string
  ph: string
  ts: number
  dur?: number
  tdur?: number
  pid: number
  tid: number
  args?: { data?: { type?: string }; name?: string }
}

const parts = ['script', 'style', 'layout', 'pre-paint', 'paint', 'commit', 'rest'] as const
type Part = (typeof parts)[number]
/** Milliseconds of the processor by what they were spent on. */
type Spent = Record<Part, number>

const partOf: Readonly<Record<string, Part>> = {
  ...{ EventDispatch: 'script', FunctionCall: 'script', EvaluateScript: 'script', RunMicrotasks: 'script' },
  ...{
    FireAnimationFrame: 'script',
    TimerFire: 'script',
    HandlePostMessage: 'script',
    'v8.callFunction': 'script',
  },
  ...{ MinorGC: 'script', MajorGC: 'script', 'V8.GCScavenger': 'script', 'v8.compile': 'script' },
  ...{ UpdateLayoutTree: 'style', ScheduleStyleRecalculation: 'style', ParseAuthorStyleSheet: 'style' },
  ...{ Layout: 'layout', UpdateLayer: 'layout', HitTest: 'layout' },
  ...{ PrePaint: 'pre-paint', Paint: 'paint', PaintImage: 'paint', Layerize: 'commit', Commit: 'commit' },
  ...{ UpdateLayerTree: 'commit', IntersectionObserverController: 'script' },
}

/**
 * Traces `work`. `toPicture`: what the main thread spent between each touch and its picture; `inAll`: in the whole time, with
 * what the browser's driver did between touches.
 */
export async function traced(browser: Browser, page: Page, work: () => Promise<void>): Promise<Traced> {
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  })
  await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  return spentOf(traceEvents)
}
type Traced = { toPicture: Spent[]; inAll: Spent }

/** Call it once the page is there and before its taps are traced. */
export const markTaps = (page: Page): Promise<void> => page.evaluate(marks)

function spentOf(events: readonly TraceEvent[]): Traced {
  const main = events.find(({ name }) => name === 'tap-heard')
  const own = events.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid)
  const windows = windowsOf(own)
  const toPicture = windows.map(nothingSpent)
  const inAll = nothingSpent()
  const open: { end: number; part: Part; left: number; ts: number }[] = []
  const close = (until: number): void => {
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= until) {
      const one = open.pop()
      if (!one) return
      const spent = Math.max(0, one.left) / 1000
      inAll[one.part] += spent
      const window = toPicture[windows.findIndex(([from, to]) => one.ts >= from && one.ts < to)]
      if (window) window[one.part] += spent
    }
  }
  const spans = own
    .filter(({ ph, tdur }) => ph === 'X' && tdur !== undefined)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  for (const { name, ts, dur = 0, tdur = 0 } of spans) {
    close(ts)
    const parent = open.at(-1)
    // The time of the processor, not of the clock: it says the same on a machine that does something else besides.
    if (parent) parent.left -= tdur
    open.push({ end: ts + dur, part: partOf[name] ?? parent?.part ?? 'rest', left: tdur, ts })
  }
  close(Number.MAX_VALUE)
  return { toPicture, inAll }
}

/** From the finger, as the page hears it, to the picture. */
function windowsOf(events: readonly TraceEvent[]): [number, number][] {
  const windows: [number, number][] = []
  let down: number | null = null
  let from: number | null = null
  for (const { name, ts, args } of [...events].sort((a, b) => a.ts - b.ts)) {
    if (name === 'EventDispatch' && args?.data?.type === 'pointerdown') down = ts
    if (name === 'tap-heard') from ??= down ?? ts
    if (name === 'tap-painted' && from !== null) {
      windows.push([from, ts])
      from = null
      down = null
    }
  }
  return windows
}

const nothingSpent = (): Spent => ({
  ...{ script: 0, style: 0, layout: 0, 'pre-paint': 0, paint: 0, commit: 0, rest: 0 },
})

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
const totalOf = (spent: Spent): number => parts.reduce((sum, part) => sum + spent[part], 0)

/** `14.0: script 5.3  style 1.1 …`, milliseconds of the middle one of these taps. */
export const spentInWords = ({ toPicture, inAll }: Traced): string =>
  [
    `${median(toPicture.map(totalOf)).toFixed(1)}:`,
    ...parts.map((part) => `${part} ${median(toPicture.map((spent) => spent[part])).toFixed(1)}`),
    `(in all ${(totalOf(inAll) / toPicture.length).toFixed(1)})`,
  ].join('  ')
