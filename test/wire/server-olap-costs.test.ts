/**
 * Columns of SALES that other parts fill: what goods cost (the sales document of the shift in the ledger), who stood at
 * the till, and which discounts touched a dish (server-api §22.1, §26.9).
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  deliveriesOf,
  discountTypeId,
  employeeId,
  hourMs,
  type Json,
  noon,
} from './cloud-deliveries-driver.ts'
import { cash, type Tables, tablesOf } from './table-orders-driver.ts'

const shiftId = 'e1000000-0000-4000-8000-00000000000c'
const manager = demoId('employee', '1111')
const cashierPin = '2222'

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
  const atTable = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
  await hall.done('close', atTable.id)
  await soldByCashier()
  office = await openBackOffice(server)
  await stocked()
  server.clock.jumpTo(noon + 2 * hourMs)
  await hall.atTill({ kind: 'shift.close', employeeId: manager })
  // An hour from the login the session is over.
  office = await openBackOffice(server)
}, 60_000)
afterAll(() => server.close())

/** All goods come in on the day before, each at a price of its own. */
async function stocked(): Promise<void> {
  const goods = server.chain.items.filter(
    ({ book, body }) => book === 'product' && (body as Json).type === 'Good',
  )
  const items = goods.map(({ id }, index) => {
    const price = 1 + index / 8
    return `<item><num>${index + 1}</num><product>${id}</product><amount>80</amount><actualAmount>80</actualAmount>
      <price>${price}</price><sum>${80 * price}</sum></item>`
  })
  const store = demoId('store', 'pokrovka/main')
  const answer = await office.postXml(
    '/documents/import/incomingInvoice',
    `<document><items>${items.join('')}</items><documentNumber>C-1</documentNumber>
      <dateIncoming>11.03.2027</dateIncoming><defaultStore>${store}</defaultStore>
      <supplier>${demoId('counteragent', 'farm')}</supplier><status>PROCESSED</status></document>`,
  )
  expect(answer.xml).toMatchObject({ valid: 'true' })
}

/** A pickup with a tenth off, which the cashier closes on the screen of the till. */
async function soldByCashier(): Promise<void> {
  const shop = deliveriesOf(server, 'pokrovka')
  const { id } = await shop.placed(
    shop.aPickup({
      items: [shop.anItem('10701', 190)],
      discountsInfo: { discounts: [{ type: 'RMS', discountTypeId: discountTypeId('ten') }] },
      payments: [cash(171)],
    }),
  )
  const till = '/till/pokrovka/api'
  const { json } = await server.post(`${till}/login`, { pin: cashierPin }, null)
  for (const command of [
    { kind: 'delivery.printToKitchen', orderId: id },
    { kind: 'delivery.printBill', orderId: id },
    { kind: 'delivery.close', orderId: id, payments: [], deliveryDate: null },
  ]) {
    const answer = await server.post(`${till}/commands`, { id: crypto.randomUUID(), command }, json.token)
    expect(answer.status, answer.text).toBe(200)
    await server.settle()
  }
}

async function report(body: Json): Promise<Json[]> {
  const day = { filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-13' }
  const answer = await office.postJson('/v2/reports/olap', {
    reportType: 'SALES',
    filters: { 'OpenDate.Typed': day, SessionID: { filterType: 'IncludeValues', values: [shiftId] } },
    ...body,
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.data
}

/** What the ledger says the lines of the shift's sales document cost, in 0.01 of the currency, by product. */
async function costsByLedger(): Promise<Map<string, number>> {
  const owner = { tenantId: server.chain.tenant.id, organizationId: hall.organizationId }
  const { documents, ledger } = server.node.storage.now
  const document = await documents.find(owner, shiftId)
  const costs = new Map<string, bigint>()
  for (const { type, itemNum, sum } of await ledger.ofDocument(owner, shiftId)) {
    const item = document?.content.items.find(({ num }) => num === itemNum)
    if (type !== 'SESSION_WRITEOFF' || !item) continue
    costs.set(item.productId, (costs.get(item.productId) ?? 0n) + sum)
  }
  return new Map([...costs].map(([id, sum]) => [id, Math.round(Number(sum) / 1e7) / 100]))
}

test('goods cost what the ledger took for them, and that is what profit is counted from', async () => {
  const rows = await report({
    groupByRowFields: ['DishId', 'Store.Name'],
    aggregateFields: [
      ...['DishDiscountSumInt', 'DishAmountInt', 'ProductCostBase.ProductCost', 'ProductCostBase.OneItem'],
      ...['ProductCostBase.Percent', 'ProductCostBase.Profit', 'ProductCostBase.MarkUp', 'DishReturnSum'],
    ],
  })
  const costs = await costsByLedger()
  expect(costs.size).toBeGreaterThan(1)
  const known = rows.filter((row) => costs.has(row.DishId))
  expect(known).toHaveLength(costs.size)
  for (const row of known) {
    const cost = costs.get(row.DishId) ?? 0
    expect(cost).toBeGreaterThan(0)
    const found = row['ProductCostBase.ProductCost']
    expect(found).toBeCloseTo(cost, 2)
    expect(row['ProductCostBase.OneItem']).toBeCloseTo(found / row.DishAmountInt, 2)
    expect(row['ProductCostBase.Profit']).toBeCloseTo(row.DishDiscountSumInt - found, 4)
    expect(row['ProductCostBase.Percent']).toBeCloseTo(found / row.DishDiscountSumInt, 4)
    expect(row['ProductCostBase.MarkUp']).toBeCloseTo((row.DishDiscountSumInt - found) / found, 3)
    expect(row).toMatchObject({ 'Store.Name': expect.any(String), DishReturnSum: 0 })
  }
})

test('a cashier has closed one order, a program the other', async () => {
  const rows = await report({
    groupByRowFields: ['Cashier.Id', 'Cashier', 'AuthUser.Id', 'CashRegisterName.Number', 'JurName'],
    aggregateFields: ['UniqOrderId'],
  })
  const place = { 'CashRegisterName.Number': 1, JurName: expect.any(String), UniqOrderId: 1 }
  const cashier = employeeId(cashierPin)
  expect(rows).toEqual([
    { ...place, 'Cashier.Id': null, Cashier: null, 'AuthUser.Id': null },
    { ...place, 'Cashier.Id': cashier, Cashier: expect.any(String), 'AuthUser.Id': cashier },
  ])
})

test('a dish has the names of the discounts that touched it', async () => {
  const rows = await report({
    groupByRowFields: ['ItemSaleEventDiscountType', 'NonCashPaymentType', 'Currencies.Currency'],
    aggregateFields: ['DiscountSum'],
  })
  const sold = { NonCashPaymentType: null, 'Currencies.Currency': 'RUB' }
  expect(rows).toEqual([
    { ...sold, ItemSaleEventDiscountType: null, DiscountSum: 0 },
    { ...sold, ItemSaleEventDiscountType: expect.any(String), DiscountSum: 19 },
  ])
})
