import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

// What was ordered and is not sold after all goes back to the remainders of the till (cloud-api §6.4).

let server: TestServer
let shop: Deliveries
let borscht: string
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  borscht = productByCode(server.chain, '10101')
})
afterAll(() => server.close())

const put = (balance: bigint) =>
  shop.atTill({ kind: 'stopList.put', items: [{ productId: borscht, sizeId: null, balance }] })
beforeEach(() => put(5000n))

async function left(): Promise<number> {
  const { json } = await shop.post('stop_lists', { organizationIds: [shop.organizationId] })
  const groups: Json[] = json.terminalGroupStopLists[0].items
  const own = groups.find(({ terminalGroupId }) => terminalGroupId === shop.terminalGroupId)
  return own.items.find(({ productId }: Json) => productId === borscht)?.balance
}

/** Three bowls of borscht and a salad. */
const order = (): Json =>
  shop.aPickup({ items: [shop.anItem('10101', 420, { amount: 3 }), shop.anItem('10204', 390)] })

describe('cancelling', () => {
  test('an order that the kitchen has not seen gives all back', async () => {
    const { id } = await shop.placed(order())
    expect(await left()).toBe(2)
    await shop.done('cancel', id)
    expect(await left()).toBe(5)
  })

  test.each([
    ['return', 5],
    ['cafe', 2],
  ])('printed dishes with removal type %s leave %d', async (removalType, expected) => {
    const { id } = await shop.placed(order())
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
    await shop.done('cancel', id, { removalTypeId: demoId('removalType', removalType) })
    expect(await left()).toBe(expected)
  })

  test('a dish that was stopped by hand in the meantime stays stopped', async () => {
    const { id } = await shop.placed(order())
    await put(0n)
    await shop.done('cancel', id)
    expect(await left()).toBe(0)
  })

  test('what was sold out can be ordered again', async () => {
    const { id } = await shop.placed(shop.aPickup({ items: [shop.anItem('10101', 420, { amount: 5 })] }))
    expect((await shop.outcome(order())).errorInfo.message).toContain('stop list')
    await shop.done('cancel', id)
    await shop.placed(order())
    expect(await left()).toBe(2)
  })
})

test('a deleted dish and a smaller amount are given back, a greater one is taken', async () => {
  const { id, order: placed } = await shop.placed(order())
  const [{ positionId }] = placed.items
  const change = (by: bigint) =>
    shop.atTill({ kind: 'delivery.changeItemAmount', orderId: id, positionId, by })
  await change(-2000n)
  expect(await left()).toBe(4)
  await change(3000n)
  expect(await left()).toBe(1)
  const deletion = { removalTypeId: null, comment: null, userIdForWriteoff: null }
  await shop.atTill({ kind: 'delivery.deleteItems', orderId: id, positionIds: [positionId], ...deletion })
  expect(await left()).toBe(5)
  await shop.done('cancel', id)
  expect(await left(), 'what was deleted is not given back twice').toBe(5)
})
