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
