/** What an hour's orders leave in memory: in the till, and in a page that stood open meanwhile. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../../src/seed/demo/index.ts'
import { productByCode } from '../../support/orders.ts'
import { openPos } from './pages.ts'
import { logIn, read, type Session, send } from './screen-clients.ts'
import type { ScreensWorld } from './screens-world.ts'
import { heapOf } from './tap-meter.ts'

/** Of a busy till: one every half a minute. */
const orders = Number(process.env['BENCH_ORDERS'] ?? 120)
const dishesOfOne = 4
const tables = 10
const megabyte = 1024 * 1024

/** On the page: the biggest thing that it holds is there. */
const menuHasCome = `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/menu'))`

/** Resident memory of a process, in bytes. */
export const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

const inMegabytes = (before: number, after: number): string =>
  `${(before / megabyte).toFixed(1)} MB before, ${(after / megabyte).toFixed(1)} MB after`

/** Serves `orders` tables from the first dish to the money, as fast as the till does it, and prints what it holds then. */
export async function measureHour({ till, browser, pids }: ScreensWorld): Promise<void> {
  const waiter = await logIn(till, '1111')
  const { shift } = await read<{ shift: object | null }>(till, waiter, '/board')
  if (!shift) await send(till, waiter, { kind: 'shift.open', startCash: 0 })
  const productId = productByCode(demoChain(), '10101')
  const { products } = await read<{ products: { id: string; price: number | null }[] }>(till, waiter, '/menu')
  const price = products.find(({ id }) => id === productId)?.price
  if (!price) throw new Error('the till sells no soup')
  const page = await openPos(browser, till)
  await page.evaluate(`location.hash = '#/hall'`)
  await page.locator('[data-table]').first().waitFor()
  while (!(await page.evaluate<boolean>(menuHasCome))) await sleep(100)
  const before = { page: await heapOf(page), till: memoryOf(pids.till) }
  const began = performance.now()
  for (let order = 0; order < orders; order++) {
    const tableIds = [demoId('table', `main/${(order % tables) + 1}`)]
    await serve(till, waiter, { tableIds, productId, price })
  }
  const seconds = (performance.now() - began) / 1000
  const after = { page: await heapOf(page), till: memoryOf(pids.till) }
  await page.context().close()
  const what = `an hour of ${orders} orders in ${seconds.toFixed(0)} s`
  process.stdout.write(`memory, ${what}:\n`)
  process.stdout.write(`  the till                 ${inMegabytes(before.till, after.till)}\n`)
  process.stdout.write(`  objects of its page      ${inMegabytes(before.page, after.page)}\n`)
}

type Guests = { tableIds: string[]; productId: string; price: number }

async function serve(till: string, waiter: Session, { tableIds, productId, price }: Guests): Promise<void> {
  const orderId = crypto.randomUUID()
  const items = Array.from({ length: dishesOfOne }, () => ({
    ...{ positionId: crypto.randomUUID(), productId, sizeId: null, amount: 1 },
  }))
  await send(till, waiter, { kind: 'tableOrder.place', orderId, tableIds, guestCount: 2, items })
  await send(till, waiter, { kind: 'tableOrder.printToKitchen', orderId })
  const payments = [{ typeId: demoId('paymentType', 'cash'), sum: price * dishesOfOne }]
  await send(till, waiter, { kind: 'tableOrder.pay', orderId, payments })
}
