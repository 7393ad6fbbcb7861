/** What open tills were complained about: a server that starts again while a screen is sending. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { testDatabase } from '../../support/database.ts'
import { productByCode } from '../../support/orders.ts'
import { startServer } from '../../support/start-server.ts'
import type { Json } from '../cloud-deliveries-driver.ts'
import { waiterOf } from '../hall-driver.ts'
import { soup, tillOf, uuid } from './a-till.ts'

test('the till started again after half of what a phone sent: the first half came twice, or the rest never', async () => {
  const engine = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-sync-'))
  const first = await startServer({ engine: { ...engine, close: async () => {} }, dataDir })
  const orderId = crypto.randomUUID()
  const tableIds = [demoId('table', 'main/1')]
  const dish = { productId: productByCode(first.chain, '10101'), amount: 1, modifiers: [] }
  const journal = [
    { id: crypto.randomUUID(), command: { kind: 'tableOrder.place', orderId, tableIds, guestCount: 2 } },
    ...Array.from({ length: 4 }, () => ({
      id: crypto.randomUUID(),
      command: {
        kind: 'tableOrder.addItems',
        orderId,
        items: [{ ...dish, positionId: crypto.randomUUID() }],
      },
    })),
  ]
  const before = await waiterOf(first)
  for (const { id, command } of journal.slice(0, 3)) expect((await before.send(command, id)).status).toBe(200)
  await first.close()

  const again = await startServer({ engine, dataDir })
  try {
    const after = await waiterOf(again)
    // The phone never heard of the third: it begins with it, or with all of them.
    for (const { id, command } of journal) expect((await after.send(command, id)).status).toBe(200)
    const orders = (await after.board()).tableOrders.filter(({ id }: Json) => id === orderId)
    expect(orders).toHaveLength(1)
    expect(orders[0].items).toHaveLength(4)
    expect(orders[0].sum).toBe(4 * 420)
  } finally {
    await again.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

test('after a start the numbers began anew, the tickets of the day came out again and the money was taken twice', async () => {
  const engine = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-again-'))
  const before = await tillOf(await startServer({ engine: { ...engine, close: async () => {} }, dataDir }))
  await before.hasShift()
  const open = await before.anOrder([before.dish(soup)])
  await before.phone.does({ kind: 'tableOrder.printToKitchen', orderId: open })
  expect(await before.papers('Кухня')).toHaveLength(1)
  const sold = await before.anOrder([before.dish(soup)])
  const [pay, id] = [await before.byCash(sold), uuid()]
  expect((await before.phone.send(pay, id)).status).toBe(200)
  const numbers = [(await before.orderOf(open)).number, (await before.orderOf(sold)).number]
  const shift = await before.report()
  await before.server.close()

  const after = await tillOf(await startServer({ engine, dataDir }))
  try {
    // Who never heard the answer says it again; nobody pays twice, and the shift goes on as it was.
    expect((await after.phone.send(pay, id)).status).toBe(200)
    expect(await after.report()).toMatchObject({
      revenue: shift.revenue,
      expectedCash: shift.expectedCash,
      ...{ number: shift.number, orders: shift.orders },
    })
    const next = await after.orderOf(await after.anOrder([after.dish(soup)]))
    expect(next.number).toBeGreaterThan(Math.max(...numbers))
    expect(await after.orderOf(open)).toMatchObject({ status: 'New', number: numbers[0] })
    // The printers stand there with empty trays: nothing comes out of them once more.
    await after.phone.does({ kind: 'tableOrder.printToKitchen', orderId: open })
    expect([await after.papers('Кухня'), await after.papers('Касса')]).toEqual([[], []])
  } finally {
    await after.server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
