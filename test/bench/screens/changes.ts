/** From a deed at one screen to the other fifty, of which a few are real pages. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../../src/seed/demo/index.ts'
import { productByCode } from '../../support/orders.ts'
import { openPos } from './pages.ts'
import { listen, logIn, send, streamOf } from './screen-clients.ts'
import type { ScreensWorld } from './screens-world.ts'
import { inWords, quantile } from './tap-meter.ts'

const screens = 50
const pages = 3
const changes = 100
const everyMs = 100

/** On the page: when each note was painted, by the wall clock. */
const noteMeter = `(() => {
  const seen = (window.notesSeen = [])
  const known = new Set()
  new MutationObserver(() => {
    for (const comment of document.querySelectorAll('.item-comment')) {
      const note = comment.textContent.match(/note-(\\d+)/)?.[1]
      if (!note || known.has(note)) continue
      known.add(note)
      const channel = new MessageChannel()
      channel.port1.onmessage = () => seen.push([Number(note), performance.timeOrigin + performance.now()])
      requestAnimationFrame(() => channel.port2.postMessage(null))
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true })
})()`

const wallClock = (): number => performance.timeOrigin + performance.now()

export async function measureChanges({ till, bare, browser }: ScreensWorld): Promise<void> {
  const waiter = await logIn(till, '1111')
  const [orderId, positionId] = [crypto.randomUUID(), crypto.randomUUID()]
  const tableIds = [demoId('table', 'main/5')]
  const items = [{ positionId, productId: productByCode(demoChain(), '10101'), sizeId: null, amount: 1 }]
  await send(till, waiter, { kind: 'tableOrder.place', orderId, tableIds, guestCount: 1, items })
  const open: Page[] = []
  for (let count = 0; count < pages; count++) {
    const page = await openPos(browser, till)
    await page.evaluate(`location.hash = '#/table/${orderId}'`)
    await page.locator('.card .item').first().waitFor()
    await page.evaluate(noteMeter)
    open.push(page)
  }
  const ours = await spread(
    Array.from({ length: screens - pages }, () => ({ url: streamOf(till), headers: waiter.headers })),
    (comment) => send(till, waiter, { kind: 'tableOrder.changeItemComment', orderId, positionId, comment }),
  )
  const painted: number[] = []
  for (const page of open)
    for (const [note, at] of await page.evaluate<[number, number][]>('notesSeen'))
      painted.push(at - (ours.sentAt[note] ?? Number.NaN))
  for (const page of open) await page.context().close()
  const bareStream = { url: `${bare}/events`, headers: {} }
  const theirs = await spread(
    Array.from({ length: screens - pages }, () => bareStream),
    async (comment) => {
      await fetch(bare, { method: 'POST', body: JSON.stringify({ comment }) })
    },
  )
  process.stdout.write(`change to screen, ${screens} screens open, a change every ${everyMs} ms:\n`)
  process.stdout.write(`  streams of ours          ${inWords(ours.delays)}\n`)
  process.stdout.write(`  real pages, painted      ${inWords(painted)}  goal: p95 100 ms\n`)
  process.stdout.write(`  bare stream              ${inWords(theirs.delays)}\n`)
  const ratio = quantile(ours.delays, 0.95) / quantile(theirs.delays, 0.95)
  process.stdout.write(`  p95 of our streams is ${ratio.toFixed(1)} of the bare one\n`)
  if (ours.lost + theirs.lost > 0) throw new Error(`${ours.lost} and ${theirs.lost} changes did not arrive`)
}

/** Does `changes` deeds and tells after how many milliseconds each screen had heard of each. */
async function spread(
  streams: readonly { url: string; headers: Record<string, string> }[],
  change: (note: string) => Promise<void>,
): Promise<{ delays: number[]; sentAt: number[]; lost: number }> {
  const over = new AbortController()
  const sentAt: number[] = []
  const delays: number[] = []
  for (const { url, headers } of streams) {
    const known = new Set<number>()
    await listen(url, headers, over.signal, (text) => {
      const at = wallClock()
      for (const [, number] of text.matchAll(/note-(\d+)/g)) {
        const note = Number(number)
        if (known.has(note)) continue
        known.add(note)
        delays.push(at - (sentAt[note] ?? Number.NaN))
      }
    })
  }
  for (let note = 0; note < changes; note++) {
    sentAt[note] = wallClock()
    await change(`note-${note}`)
    await sleep(everyMs)
  }
  await sleep(2_000)
  over.abort()
  return { delays, sentAt, lost: streams.length * changes - delays.length }
}
