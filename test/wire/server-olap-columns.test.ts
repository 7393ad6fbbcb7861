/**
 * Columns of reports that the house can know although nobody writes them into an order: teams, banquets, wallets, courses of
 * cooking, series of coupons, what a bookkeeper sorts by (server-api §22.1, §22.3).
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  deliveriesOf,
  employeeId,
  hourMs,
  type Json,
  noon,
} from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'
import { byBonuses, loyaltyOf } from './loyalty-driver.ts'
import { cash, type Tables, tableId, tablesOf } from './table-orders-driver.ts'

/** Of the first team of the restaurant. */
const waiterOfTeam = employeeId('4444')
const minute = 60_000
const anna = employeeId('1111')
const soup = demoId('product', '10101')
const voucher = demoId('paymentType', 'voucher')

let server: TestServer
let office: BackOffice
let hall: Tables
let shop: Deliveries
const ids: Record<'courier' | 'table' | 'banquet', string> = { courier: '', table: '', banquet: '' }

beforeAll(async () => {
  server = await startServer()
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
  hall = tablesOf(server, 'pokrovka')
  shop = deliveriesOf(server, 'pokrovka')
  ids.courier = await byCourier()
  ids.table = await atTable()
  ids.banquet = await aBanquet()
  await hall.atTill({
    ...{ kind: 'shift.moveCash', movementId: crypto.randomUUID(), sum: 35050n, employeeId: anna },
    ...{ typeId: demoId('payInOutType', 'household'), counteragentId: null, comment: null },
  })
  await hall.atTill({ kind: 'shift.close', employeeId: anna })
  office = await openBackOffice(server)
}, 120_000)
afterAll(() => server.close())

/** A guest with bonuses and a coupon, whose courier says when to be there. */
async function byCourier(): Promise<string> {
  const { phone } = await loyaltyOf(server).aGuest()
  const { id } = await shop.placed(
    shop.anOrder({
      phone,
      loyaltyInfo: { coupon: server.chain.loyalty.coupons[0]?.number },
      payments: [byBonuses(100, phone), cash(740)],
    }),
  )
  const order = await shop.done('change_external_data', id, {
    externalData: [{ key: 'a', value: '1 < 2', isPublic: true }],
  })
  const [item] = order.items
  const cooking = (status: 'CookingStarted' | 'CookingCompleted') =>
    shop.atTill({ kind: 'delivery.setCooking', orderId: id, positionIds: [item.positionId], status })
  await shop.atTill({ kind: 'delivery.printToKitchen', orderId: id })
  await cooking('CookingStarted')
  server.clock.advance(40 * minute)
  await cooking('CookingCompleted')
  await shop.done('print_delivery_bill', id)
  await shop.done('change_driver_info', id, {
    driverId: employeeId('5555'),
    estimatedTime: '2027-03-12 12:50:00.000',
  })
  await shop.done('update_order_delivery_status', id, { deliveryStatus: 'OnWay' })
  const deliveryDate = '2027-03-12 12:57:00.000'
  await shop.done('update_order_delivery_status', id, { deliveryStatus: 'Delivered', deliveryDate })
  await shop.done('close', id)
  return id
}

/** A waiter's table: served three minutes after it was cooked, paid by two vouchers and in cash. */
async function atTable(): Promise<string> {
  const orderId = await hall.openedAtTill([tableId('main/5')], { waiterId: waiterOfTeam })
  const waiter = await waiterOf(server)
  await waiter.does({ kind: 'tableOrder.printToKitchen', orderId })
  // The cloud does not see what the till opened until somebody asks for the table.
  await hall.atTill({ kind: 'tableOrder.show', orderId, tableIds: [tableId('main/5')] })
  const [{ order }] = await hall.byTable([tableId('main/5')])
  const positionIds = order.items.map(({ positionId }: Json) => positionId)
  for (const status of ['CookingStarted', 'CookingCompleted', 'Served']) {
    await hall.atTill({ kind: 'tableOrder.setCooking', orderId, positionIds, status })
    server.clock.advance(3 * minute)
  }
  const paid = [voucher, voucher, demoId('paymentType', 'cash')]
  const sums = [100, 50, 270]
  const payments = paid.map((typeId, index) => ({ typeId, sum: sums[index] }))
  await waiter.does({ kind: 'tableOrder.printBill', orderId })
  await waiter.does({ kind: 'tableOrder.close', orderId, payments })
  return orderId
}

async function aBanquet(): Promise<string> {
  const answer = await hall.post('reserve/create', {
    ...hall.place,
    ...{ customer: { type: 'regular', name: 'Анна' }, phone: '+79005550380', guests: { count: 4 } },
    ...{ durationInMinutes: 120, shouldRemind: true, estimatedStartTime: '2027-03-12 18:00:00.000' },
    tableIds: [tableId('main/1')],
    order: { items: [hall.anItem('10101', 420, { amount: 2 })] },
  })
  await server.settle()
  const { id } = answer.json.reserveInfo
  const waiter = await waiterOf(server)
  server.clock.advance(hourMs)
  await waiter.does({ kind: 'reserve.guestsCame', orderId: id })
  await waiter.does({ kind: 'reserve.printToKitchen', orderId: id })
  await waiter.does({ kind: 'reserve.printBill', orderId: id })
  const paid = [{ typeId: demoId('paymentType', 'cash'), sum: 840 }]
  await waiter.does({ kind: 'reserve.close', orderId: id, payments: paid })
  return id
}

const day = { filterType: 'DateRange', periodType: 'CUSTOM', from: '2027-03-12', to: '2027-03-13' }
async function rows(order: string, columns: string[], measures: string[] = []): Promise<Json[]> {
  const answer = await office.postJson('/v2/reports/olap', {
    reportType: 'SALES',
    groupByRowFields: columns,
    aggregateFields: measures,
    filters: {
      'OpenDate.Typed': day,
      'UniqOrderId.Id': { filterType: 'IncludeValues', values: [order] },
    },
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.data
}

test('a delivery tells its coupon, its guest, its district and what its courier promised', async () => {
  const seriesId = server.chain.loyalty.coupons[0]?.seriesId
  const series: Json = server.chain.items.find(({ book, id }) => book === 'couponSeries' && id === seriesId)
  const known = {
    'CouponInfo.Series': series.body.name,
    'Delivery.City': 'Москва',
    'Delivery.CustomerCreatedDateTyped': '2027-03-12',
    'Delivery.PredictedDeliveryTime': '2027-03-12T12:50:00',
    'Delivery.DiffBetweenActualDeliveryTimeAndPredictedDeliveryTime': 7,
    'PublicExternalData.Xml': '<data><item key="a">1 &lt; 2</item></data>',
    Banquet: 'FALSE',
    'VAT.SplitVat': 'FALSE',
  }
  expect(await rows(ids.courier, Object.keys(known))).toEqual([known])
})

test('bonuses are told by the wallet that paid them, and add up', async () => {
  expect(await rows(ids.courier, ['Bonus.Type'], ['Bonus.Sum'])).toEqual([
    { 'Bonus.Sum': 0, 'Bonus.Type': null },
    { 'Bonus.Sum': 100, 'Bonus.Type': expect.stringMatching(/./) },
  ])
})

test('who cooks longer than the card says is late by that', async () => {
  const minutes = (
    server.chain.items.find(({ book, body }) => book === 'product' && (body as Json).code === '10101')
      ?.body as Json
  )?.cookingMinutes
  expect(minutes).toBeGreaterThan(0)
  const measures = ['Cooking.Cooking1Duration.Avg', 'Cooking.CookingLateTime.Avg', 'Cooking.ServeTime.Avg']
  expect(await rows(ids.courier, [], measures)).toEqual([
    {
      'Cooking.Cooking1Duration.Avg': 2400,
      'Cooking.CookingLateTime.Avg': 2400 - 60 * minutes,
      'Cooking.ServeTime.Avg': null,
    },
  ])
})

test('a table tells the team of its waiter, its vouchers and how long its guests waited', async () => {
  const assigned = server.chain.items.find(({ book }) => book === 'waiterTeamAssignments')?.body as Json
  const teamId = assigned.assignments.find((one: Json) => one.employeeId === waiterOfTeam).teamId
  const measures = ['PayTypes.VoucherNum', 'Cooking.ServeTime.Avg', 'Cooking.GuestWaitTime.Avg']
  const of = (columns: string[]) => rows(ids.table, columns, measures)
  expect(await of(['WaiterTeam.Id', 'WaiterTeam.Name'])).toEqual([
    {
      'WaiterTeam.Id': teamId,
      'WaiterTeam.Name': 'Первая бригада',
      'PayTypes.VoucherNum': 2,
      'Cooking.ServeTime.Avg': 180,
      'Cooking.GuestWaitTime.Avg': 360,
    },
  ])
  const byType = await of(['PayTypes.GUID'])
  expect(byType.find((row: Json) => row['PayTypes.GUID'] === voucher)['PayTypes.VoucherNum']).toBe(2)
  expect(byType.find((row: Json) => row['PayTypes.GUID'] !== voucher)['PayTypes.VoucherNum']).toBe(0)
})

test('a banquet is a sale of the day on which its guests came', async () => {
  expect(await rows(ids.banquet, ['Banquet', 'OpenDate.Typed', 'GuestNum'], ['DishDiscountSumInt'])).toEqual([
    { Banquet: 'TRUE', 'OpenDate.Typed': '2027-03-12', GuestNum: 4, DishDiscountSumInt: 840 },
  ])
})

test('what the bookkeeper sorts dishes by, and taxes that nobody pays', async () => {
  const columns = ['DishCategory.Accounting.Id', 'DishCategory.Accounting', 'DishTags.NamesCombo']
  const [row] = await rows(ids.table, columns, ['LocalTax1.Sum'])
  const card = server.chain.items.find(({ id }) => id === soup)?.body as Json
  expect(row).toEqual({
    'DishCategory.Accounting.Id': card.backOffice?.accountingCategoryId ?? null,
    'DishCategory.Accounting': card.backOffice ? expect.any(String) : null,
    'DishTags.NamesCombo': card.tags.join(', ') || null,
    'LocalTax1.Sum': 0,
  })
})

async function transactions(columns: string[], measures: string[], filters: Json = {}): Promise<Json[]> {
  const answer = await office.postJson('/v2/reports/olap', {
    reportType: 'TRANSACTIONS',
    groupByRowFields: columns,
    aggregateFields: measures,
    filters: { 'DateTime.DateTyped': day, ...filters },
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.data
}
const only = (...values: (string | null)[]) => ({ filterType: 'IncludeValues', values })

test('a pay-out tells its category of cash flows, from the top down', async () => {
  const columns = ['', '.Type', '.Hierarchy', '.HierarchyLevel1', '.HierarchyLevel2', '.HierarchyLevel3']
  const names = columns.map((name) => `CashFlowCategory${name}`)
  const paid = await transactions([...names, 'Account.IsCashFlowAccount'], ['Sum.Outgoing'], {
    TransactionType: only('PAYOUT'),
  })
  const body = (key: string): Json =>
    server.chain.items.find(({ id }) => id === demoId('cashFlowCategory', key))?.body
  const [parent, own] = [body('1').name, body('1.1').name]
  const [category, type, path, first, second, third] = names as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const told = {
    ...{ [category]: own, [type]: 'OPERATIONAL', [path]: `${parent} / ${own}` },
    ...{ [first]: parent, [second]: own, [third]: null },
  }
  expect(paid).toEqual([
    { ...told, 'Account.IsCashFlowAccount': 'CASH_FLOW', 'Sum.Outgoing': 350.5 },
    { ...told, 'Account.IsCashFlowAccount': 'NOT_CASH_FLOW', 'Sum.Outgoing': 0 },
  ])
})

test('postings of a cash shift tell the till that it was of', async () => {
  const columns = ['Session.GroupId', 'Session.Group', 'Session.CashRegister', 'TransactionType']
  const told = await transactions(columns, ['Sum.Incoming'], {
    TransactionType: only('PAYOUT', 'SALES_REVENUE'),
  })
  const group: Json = server.chain.items.find(({ id }) => id === hall.terminalGroupId)
  const { name } = group.body
  const session = {
    ...{ 'Session.GroupId': hall.terminalGroupId, 'Session.Group': name, 'Session.CashRegister': name },
  }
  expect(told).toEqual([
    { ...session, TransactionType: 'PAYOUT', 'Sum.Incoming': 350.5 },
    { ...session, TransactionType: 'SALES_REVENUE', 'Sum.Incoming': expect.any(Number) },
  ])
})

test('what was eaten at a banquet is sold by its shift like everything else', async () => {
  const answer = await office.get(
    `/reports/productExpense?department=${hall.organizationId}&dateFrom=12.03.2027&dateTo=12.03.2027`,
  )
  // Two bowls on the way, one at the table and two at the banquet, 90 grams of beef in each.
  const beef = listIn(answer.xml.dayDishValue).find(
    (row: Json) => row.productId === demoId('product', '95005'),
  )
  expect(beef.value).toBe('0.450000000')
})

test('rows are shares of the revenue of their columns and of all', async () => {
  const measures = ['Sum.ResignedSum', 'Sum.PartOfIncome', 'Sum.PartOfTotalIncome']
  const income = await transactions(['Account.Type'], measures, { 'Account.Type': only('INCOME') })
  expect(income).toEqual([
    {
      'Account.Type': 'INCOME',
      'Sum.ResignedSum': expect.any(Number),
      'Sum.PartOfIncome': 1,
      'Sum.PartOfTotalIncome': 1,
    },
  ])
  const [household] = await transactions(['TransactionType'], measures, {
    TransactionType: only('PAYOUT'),
    'Account.IsCashFlowAccount': only('NOT_CASH_FLOW'),
  })
  const revenue = income[0]['Sum.ResignedSum']
  expect(household['Sum.ResignedSum']).toBe(-350.5)
  expect(household['Sum.PartOfTotalIncome']).toBeCloseTo(-350.5 / revenue, 4)
})
