/**
 * Dishes that were deleted at the till with write-off: closing the shift takes them out of the store by write-off
 * documents, which the back office reads as any other (server-api §16, §22.1, §26.9; ADR 25).
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followCashShifts } from '../../src/app/shifts/follow-cash-shifts.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { deliveriesOf, hourMs, type Json, noon } from './cloud-deliveries-driver.ts'
import { cash, type Tables, tablesOf } from './table-orders-driver.ts'

const shiftId = 'e1000000-0000-4000-8000-00000000001c'
const manager = demoId('employee', '1111')
const waiter = demoId('employee', '4444')
const store = demoId('store', 'pokrovka/main')
const price = 3

let server: TestServer
let office: BackOffice
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  hall = tablesOf(server, 'pokrovka')
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  await hall.atTill({ kind: 'shift.open', shiftId, employeeId: manager })
  await threeBowlsOfWhichOneIsSold()
  await cancelledAndCharged()
  server.clock.jumpTo(noon + 2 * hourMs)
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  office = await openBackOffice(server)
  await broughtIn()
}, 60_000)
afterAll(() => server.close())

/** One bowl goes to waste, one is taken back without write-off, the third is paid. */
async function threeBowlsOfWhichOneIsSold(): Promise<void> {
  const items = [hall.anItem('10101', 420, { amount: 3 })]
  const { id: orderId, order } = await hall.placed(hall.anOrder({ items, payments: [cash(420)] }))
  await hall.atTill({ kind: 'tableOrder.printToKitchen', orderId })
  const parts = [{ positionId: order.items[0].positionId, amount: 1000n }]
  const removal = { removalTypeId: demoId('removalType', 'cafe'), comment: 'Остыло', userIdForWriteoff: null }
  for (const withoutWriteoff of [false, true])
    await hall.atTill({
      kind: 'tableOrder.deletePrintedItems',
      orderId,
      parts,
      ...removal,
      withoutWriteoff,
    })
  await hall.done('close', orderId)
}

/** Somebody answers for the bowl of a delivery that is given up. */
async function cancelledAndCharged(): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { id } = await shop.placed(shop.aPickup({ items: [shop.anItem('10101', 420)] }))
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  await shop.done('cancel', id, {
    ...{ cancelCauseId: demoId('cancelCause', 'guest'), removalTypeId: demoId('removalType', 'user') },
    ...{ removalComment: 'Уронил', userIdForWriteoff: waiter },
  })
}

/** Goods come in at one price, on the day before and after the shift was closed: costs follow back in time. */
async function broughtIn(): Promise<void> {
  const goods = server.chain.items.filter(
    ({ book, body }) => book === 'product' && (body as Json).type === 'Good',
  )
  const items = goods.map(
    ({ id }, index) => `<item><num>${index + 1}</num><product>${id}</product><amount>80</amount>
      <actualAmount>80</actualAmount><price>${price}</price><sum>${80 * price}</sum></item>`,
  )
  const answer = await office.postXml(
    '/documents/import/incomingInvoice',
    `<document><items>${items.join('')}</items><documentNumber>L-1</documentNumber>
      <dateIncoming>11.03.2027</dateIncoming><defaultStore>${store}</defaultStore>
      <supplier>${demoId('counteragent', 'farm')}</supplier><status>PROCESSED</status></document>`,
  )
  expect(answer.xml).toMatchObject({ valid: 'true' })
}

const lossesInBooks = async (): Promise<Json[]> => {
  const answer = await office.get('/v2/documents/writeoff?dateFrom=2027-03-12&dateTo=2027-03-12')
  expect(answer.status, answer.text).toBe(200)
  return answer.json.response.filter(({ storeId }: Json) => storeId === store)
}
async function report(reportType: string, day: string, body: Json): Promise<Json[]> {
  const days = { filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-13' }
  const filters = { [day]: days, ...body.filters }
  const answer = await office.postJson('/v2/reports/olap', { reportType, ...body, filters })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.data
}
const only = (...values: string[]) => ({ filterType: 'IncludeValues', values })

async function balancesAt(moment: string): Promise<Map<string, number>> {
  const answer = await office.get(`/v2/reports/balance/stores?timestamp=${moment}&store=${store}`)
  expect(answer.status, answer.text).toBe(200)
  return new Map(answer.json.map(({ product, amount }: Json) => [product, amount]))
}

/** Grams and the like of one bowl by the tech card of the seed, in units of the ingredients. */
function ingredientsOfBowl(): Map<string, number> {
  const productId = productByCode(server.chain, '10101')
  const card = server.chain.items.findLast(
    ({ book, body }) => book === 'techCard' && (body as Json).productId === productId,
  )
  if (!card) throw new Error('a bowl has no tech card')
  return new Map((card.body as Json).items.map(({ productId: id, gross }: Json) => [id, Number(gross) / 1e9]))
}

test('each reason and each employee charged has a write-off document, posted and numbered', async () => {
  const documents = await lossesInBooks()
  const bowl = {
    ...{ num: 1, productId: productByCode(server.chain, '10101'), productSizeId: null, amount: 1 },
    cost: expect.any(Number),
  }
  expect(documents.map(({ comment }) => comment).sort()).toEqual([
    expect.stringMatching(/^№ \d+, Списание на заведение$/),
    expect.stringMatching(/^№ \d+, Списание на сотрудника, .+$/),
  ])
  for (const document of documents) {
    expect(document).toMatchObject({
      ...{ status: 'PROCESSED', storeId: store, accountId: demoId('account', '5.01') },
      ...{ dateIncoming: expect.stringContaining('2027-03-12T14:00'), items: [bowl] },
    })
    expect(document.items[0].cost).toBeGreaterThan(0)
  }
  expect(new Set(documents.map(({ documentNumber }) => documentNumber)).size).toBe(2)
})

test('the store lacks what was sold and what was lost, and nothing of what was taken back', async () => {
  const ingredients = ingredientsOfBowl()
  expect(ingredients.size).toBeGreaterThan(1)
  const [before, after] = [await balancesAt('2027-03-12T13:00:00'), await balancesAt('2027-03-13T00:00:00')]
  for (const [product, amount] of ingredients)
    expect((before.get(product) ?? 0) - (after.get(product) ?? 0)).toBeCloseTo(3 * amount, 6)
})

test('postings and the cost of deleted dishes in OLAP are those of the documents', async () => {
  const documents = await lossesInBooks()
  const cost = documents.reduce((sum, { items }) => sum + items[0].cost, 0)
  const [posted] = await report('TRANSACTIONS', 'DateTime.DateTyped', {
    groupByRowFields: ['TransactionType'],
    aggregateFields: ['Sum.Incoming'],
    filters: {
      Document: only(...documents.map(({ documentNumber }) => documentNumber)),
      TransactionType: only('WRITEOFF'),
      'Account.Id': only(demoId('account', '5.01')),
    },
  })
  expect(posted?.['Sum.Incoming']).toBeCloseTo(cost, 1)
  const rows = await report('SALES', 'OpenDate.Typed', {
    groupByRowFields: ['DeletedWithWriteoff'],
    aggregateFields: ['DishAmountInt', 'ProductCostBase.ProductCost'],
    filters: { SessionID: only(shiftId) },
  })
  const costs = new Map(
    rows.map((row) => [
      row['DeletedWithWriteoff'],
      [row['DishAmountInt'], row['ProductCostBase.ProductCost']],
    ]),
  )
  expect(costs.get('DELETED_WITH_WRITEOFF')).toEqual([2, expect.closeTo(cost, 1)])
  expect(costs.get('NOT_DELETED')).toEqual([1, expect.closeTo(cost / 2, 1)])
  expect(costs.get('DELETED_WITHOUT_WRITEOFF')?.[0]).toBe(1)
  expect(costs.get('DELETED_WITHOUT_WRITEOFF')?.[1] ?? 0).toBe(0)
})

test('hearing of the shift once more writes nothing off again', async () => {
  const before = await lossesInBooks()
  const { storage, app } = server.node
  const entries = (await storage.now.journal.ofEntity(server.chain.tenant.id, shiftId))
    .filter(({ kind }) => kind.startsWith('shift.'))
    .map((entry, index) => ({ ...entry, position: BigInt(index) }))
  await storage.transaction((tx) => followCashShifts(app, tx, [...entries, ...entries]))
  expect(await lossesInBooks()).toEqual(before)
})
