/** A waiter's deeds at tables as screens send them, and what the cloud, the event log and reports make of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { tableId, tablesOf } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let chain: BackOffice
let manager: string
let waiter: string
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
  manager = await tokenOf('1111')
  waiter = await tokenOf('4444')
})
afterAll(() => server.close())

const till = '/till/pokrovka/api'
const tokenOf = async (pin: string): Promise<string> => {
  const answer = await server.post(`${till}/login`, { pin }, null)
  expect(answer.status, answer.text).toBe(200)
  return answer.json.token
}
const send = (command: Json, token = manager, id = crypto.randomUUID()): Promise<Answer> =>
  server.post(`${till}/commands`, { id, command }, token)
async function done(command: Json, token = manager): Promise<void> {
  const answer = await send(command, token)
  expect(answer.status, answer.text).toBe(200)
}
async function refused(command: Json, token = manager): Promise<[number, string]> {
  const answer = await send(command, token)
  return [answer.status, answer.json.code]
}
async function order(id: string): Promise<Json> {
  const { json } = await server.get(`${till}/board`, manager)
  return json.tableOrders.find((each: Json) => each.id === id)
}
const dish = (code: string, more: Json = {}): Json => ({
  productId: productByCode(server.chain, code),
  ...{ sizeId: null, amount: 1, comment: null, modifiers: [] },
  ...more,
})

/** Two guests at a table: two bowls of borscht and a cake. */
async function seated(table: number, dishes: Json[] = [dish('10101', { amount: 2 }), dish('50001')]) {
  const orderId: string = crypto.randomUUID()
  await done({ kind: 'tableOrder.place', orderId, tableIds: [tableId(`main/${table}`)], guestCount: 2 })
  if (dishes.length > 0) await done({ kind: 'tableOrder.addItems', orderId, items: dishes })
  return order(orderId)
}
const removal = {
  ...{ removalTypeId: demoId('removalType', 'cafe'), comment: 'Остыло', userIdForWriteoff: null },
  withoutWriteoff: false,
}

test('guests, courses and comments are seen by every screen of the till', async () => {
  const { id: orderId, guestList, items } = await seated(1)
  const [anna, boris] = guestList
  const [soup, cake] = items
  await done({ kind: 'tableOrder.renameGuest', orderId, guestId: anna.id, name: 'Анна' })
  await done({ kind: 'tableOrder.assignItems', orderId, positionIds: [soup.positionId], guestId: anna.id })
  await done({ kind: 'tableOrder.changeCourse', orderId, positionIds: [cake.positionId], course: 2 })
  const about = { orderId, positionId: cake.positionId }
  await done({ kind: 'tableOrder.changeItemComment', ...about, comment: 'без сахара' })
  await done({ kind: 'tableOrder.changeItemAmount', ...about, by: 1 })
  await done({ kind: 'tableOrder.changeTabName', orderId, tabName: 'День рождения' })
  const seen = await order(orderId)
  expect(seen.guestList).toMatchObject([
    { name: 'Анна', rank: 1 },
    { id: boris.id, name: null, rank: 2 },
  ])
  expect(seen).toMatchObject({ tabName: 'День рождения', guests: 2, waiterId: demoId('employee', '1111') })
  expect(seen.items).toMatchObject([
    { amount: 2, guestId: anna.id, course: null },
    { amount: 2, guestId: null, course: 2, comment: 'без сахара' },
  ])
  await done({ kind: 'tableOrder.printToKitchen', orderId, course: 2 })
  expect((await order(orderId)).items.map(({ status }: Json) => status)).toEqual([
    'Added',
    'PrintedNotCooking',
  ])
})

test('what a screen sends twice happens once, and two screens that add one add two', async () => {
  const { id: orderId, items } = await seated(2)
  const more = { kind: 'tableOrder.changeItemAmount', orderId, positionId: items[0].positionId, by: 1 }
  const id = crypto.randomUUID()
  for (const answer of await Promise.all([send(more, manager, id), send(more, manager, id), send(more)]))
    expect(answer.status).toBe(200)
  expect((await order(orderId)).items[0].amount).toBe(4)
  const to = { orderId: crypto.randomUUID(), tableIds: [tableId('main/4')] }
  const part = [{ positionId: items[0].positionId, amount: 1 }]
  const move = { kind: 'tableOrder.move', orderId, parts: part, guestIds: [], to }
  const moveId = crypto.randomUUID()
  for (const answer of [await send(move, manager, moveId), await send(move, manager, moveId)])
    expect(answer.status, answer.text).toBe(200)
  expect((await order(orderId)).items[0].amount).toBe(3)
  expect((await order(to.orderId)).items).toHaveLength(1)
})

test('a dish is made of something else before the kitchen has it, and two screens that change two modifiers change both', async () => {
  const { json: menu } = await server.get(`${till}/menu`, manager)
  const coffee = menu.products.find(({ code }: Json) => code === '60112')
  const [milk, syrup] = coffee.groups
  const of = (group: Json, at: number, amount = 1) => ({
    ...{ productId: group.children[at].productId, groupId: group.id, amount },
  })
  const [size, other] = coffee.sizes
  const items = [dish('60112', { sizeId: size.id, modifiers: [of(milk, 0)] }), dish('10101')]
  const { id: orderId, items: placed } = await seated(13, items)
  const [{ positionId, sum, choice }, soup] = placed
  expect(choice).toEqual({
    ...{ isFixed: false, sizeId: size.id, price: size.price, secondaryId: null },
    modifiers: [{ ...of(milk, 0), half: null }],
  })
  const about = { kind: 'tableOrder.recomposeItem', orderId, positionId }
  const deeds = [
    { ...about, modifiers: [of(milk, 0, 0), of(milk, 1)] },
    { ...about, modifiers: [of(syrup, 0)], sizeId: other.id },
  ]
  const id = crypto.randomUUID()
  const answers = await Promise.all([
    send(deeds[0], manager, id),
    send(deeds[1]),
    send(deeds[0], manager, id),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const seen = await order(orderId)
  expect(seen.items[0].choice.sizeId).toBe(other.id)
  const chosen = seen.items[0].choice.modifiers.map(({ productId, amount }: Json) => [productId, amount])
  expect(new Map(chosen)).toEqual(new Map([of(milk, 1), of(syrup, 0)].map((one) => [one.productId, 1])))
  expect(seen.items[0].sum).not.toBe(sum)
  expect(seen.items[1]).toEqual(soup)

  expect(await refused({ ...about, modifiers: [of(milk, 1, 0)] })).toEqual([409, 'modifier.group-amount'])
  expect(await refused({ ...about, modifiers: [{ ...of(milk, 1), half: 'upper' }] })).toEqual([
    400,
    'request.field-invalid',
  ])
  await done({ kind: 'tableOrder.printToKitchen', orderId })
  expect((await order(orderId)).items[0].choice).toEqual({ ...seen.items[0].choice, isFixed: true })
  expect(await refused({ ...about, modifiers: [of(syrup, 0, 0)] })).toEqual([409, 'item.wrong-status'])
})

test('a waiter composes a combo of the menu at the price of the till', async () => {
  const { json: menu } = await server.get(`${till}/menu`, manager)
  const combo = menu.combos.find(({ price }: Json) => price !== null)
  const { id: orderId } = await seated(13, [])
  const simple = ({ groups }: Json): boolean => groups.every(({ min }: Json) => min === 0)
  const items = combo.groups.map((group: Json) => {
    const [part] = group.products.filter(({ productId }: Json) =>
      simple(menu.products.find(({ id }: Json) => id === productId)),
    )
    const { sizes } = menu.products.find(({ id }: Json) => id === part.productId)
    const sizeId = part.sizeId ?? sizes[0]?.id ?? null
    return { groupId: group.id, productId: part.productId, sizeId, amount: 2, modifiers: [] }
  })
  const asked = { id: crypto.randomUUID(), sourceId: combo.id, name: combo.name, amount: 2 }
  const add = { kind: 'tableOrder.addItems', orderId, items: [] }
  await done({ ...add, combos: [{ ...asked, items }] })
  expect(await order(orderId)).toMatchObject({ sum: combo.price * 2 })
  const [first] = items
  const lacking = { ...asked, id: crypto.randomUUID(), items: [first] }
  expect(await refused({ ...add, combos: [lacking] })).toEqual([409, 'combo.filled-wrongly'])
})

describe('rights', () => {
  test('a waiter removes what is new and asks a manager for what the kitchen has', async () => {
    const { id: orderId, items } = await seated(3)
    const parts = [{ positionId: items[0].positionId, amount: 1 }]
    await done({ kind: 'tableOrder.deleteItems', orderId, parts }, waiter)
    await done({ kind: 'tableOrder.printToKitchen', orderId }, waiter)
    expect(await refused({ kind: 'tableOrder.deleteItems', orderId, parts }, waiter)).toEqual([
      409,
      'item.wrong-status',
    ])
    const printed = { kind: 'tableOrder.deletePrintedItems', orderId, parts, ...removal }
    expect(await refused(printed, waiter)).toEqual([409, 'access.permission-denied'])
    const words = { kind: 'tableOrder.changePrintedComment', orderId, positionId: items[0].positionId }
    expect(await refused({ ...words, comment: 'x' }, waiter)).toEqual([409, 'access.permission-denied'])
    const change = { kind: 'tableOrder.changeWaiter', orderId, waiterId: demoId('employee', '4444') }
    expect(await refused(change, waiter)).toEqual([409, 'access.permission-denied'])
    await done(change)
    expect((await order(orderId)).waiterId).toBe(demoId('employee', '4444'))
    await done(printed)
  })

  test('a field that is missing or malformed is named', async () => {
    const { id: orderId } = await seated(5, [])
    const bad: [Json, string][] = [
      [{ kind: 'tableOrder.addGuest', orderId }, 'guestId'],
      [{ kind: 'tableOrder.changeGuestCount', orderId }, 'guestCount'],
      [{ kind: 'tableOrder.move', orderId, parts: [] }, 'to'],
      [{ kind: 'tableOrder.move', orderId, parts: [{ positionId: 1 }], to: { orderId } }, 'positionId'],
      [{ kind: 'tableOrder.splitByGuests', orderId, guests: [], shareCommon: 'yes' }, 'shareCommon'],
      [{ kind: 'tableOrder.changeCourse', orderId, positionIds: [], course: -1 }, 'course'],
    ]
    for (const [command, field] of bad) {
      const answer = await send(command)
      expect(answer.status, field).toBe(400)
      expect(answer.json.text.en, field).toContain(field)
    }
  })
})

describe('several orders at once', () => {
  test('guests move to another table, come back by a merge, and part by guests', async () => {
    const here = await seated(6)
    const there = await seated(7, [dish('10101')])
    const [first, second] = here.guestList
    const orderId = here.id
    await done({
      kind: 'tableOrder.assignItems',
      ...{ orderId, positionIds: [here.items[1].positionId], guestId: second.id },
    })
    const to = { orderId: there.id }
    await done({ kind: 'tableOrder.move', orderId, parts: [], guestIds: [second.id], to }, waiter)
    expect(await order(orderId)).toMatchObject({ guests: 1, items: [{ amount: 2 }] })
    expect(await order(there.id)).toMatchObject({ guests: 3 })
    await done({ kind: 'tableOrder.merge', orderId, fromOrderIds: [there.id] })
    expect((await order(there.id)).status).toBe('Deleted')
    const whole = await order(orderId)
    expect(whole).toMatchObject({ guests: 4, sum: here.sum + there.sum })
    const newOrderId = crypto.randomUUID()
    const guests = [{ guestId: first.id, newOrderId }]
    await done({ kind: 'tableOrder.splitByGuests', orderId, guests, shareCommon: true })
    const apart = await order(newOrderId)
    expect(apart).toMatchObject({ parentOrderId: orderId, tableIds: whole.tableIds, guests: 1 })
    expect(apart.number).toBeGreaterThan(whole.number)
    expect((await order(orderId)).sum + apart.sum).toBeCloseTo(whole.sum, 2)
  })

  test('all or nothing: what one of them refuses changes none', async () => {
    const here = await seated(8)
    const there = await seated(9, [dish('10101')])
    await done({ kind: 'tableOrder.printBill', orderId: there.id })
    const parts = [{ positionId: here.items[0].positionId, amount: 1 }]
    const move = { kind: 'tableOrder.move', orderId: here.id, parts, guestIds: [], to: { orderId: there.id } }
    expect(await refused(move)).toEqual([409, 'order.bill-printed'])
    expect((await order(here.id)).version).toBe(here.version)
    const elsewhere = { ...move, to: { orderId: crypto.randomUUID() } }
    expect(await refused(elsewhere)).toEqual([409, 'order.not-found'])
  })
})

test('the stop list counts what is ordered more and gets back what is not sold', async () => {
  const productId = productByCode(server.chain, '50001')
  const left = async (): Promise<number> =>
    (await server.get(`${till}/board`, manager)).json.stopList.find(
      (stop: Json) => stop.productId === productId,
    )?.balance
  const { id: orderId, items } = await seated(10)
  await done({ kind: 'stopList.put', productId, sizeId: null, balance: 3 })
  const about = { orderId, positionId: items[1].positionId }
  await done({ kind: 'tableOrder.changeItemAmount', ...about, by: 2 })
  expect(await left()).toBe(1)
  expect(await refused({ kind: 'tableOrder.changeItemAmount', ...about, by: 2 })).toEqual([
    409,
    'item.stopped',
  ])
  const parts = [{ positionId: about.positionId, amount: 1 }]
  await done({ kind: 'tableOrder.deleteItems', orderId, parts })
  expect(await left()).toBe(2)
  await done({ kind: 'tableOrder.printToKitchen', orderId })
  await done({ kind: 'tableOrder.deletePrintedItems', orderId, parts, ...removal })
  expect(await left()).toBe(2)
  await done({ kind: 'tableOrder.deletePrintedItems', orderId, parts, ...removal, withoutWriteoff: true })
  expect(await left()).toBe(3)
  await done({ kind: 'stopList.remove', productId, sizeId: null })
})

/** What reports say of a closed order. */
async function soldOf(orderId: string): Promise<Json[]> {
  const today = new Date(server.clock.now())
  const day = (offset: number) => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10)
  const answer = await chain.postJson('/v2/reports/olap', {
    reportType: 'SALES',
    groupByRowFields: ['SourceOrderId', 'SourceOrderNum', 'Cooking.ServeNumber'],
    aggregateFields: ['DishAmountInt', 'DishDiscountSumInt'],
    filters: {
      'OpenDate.Typed': { filterType: 'DateRange', periodType: 'CUSTOM', from: day(-2), to: day(3) },
      'UniqOrderId.Id': { filterType: 'IncludeValues', values: [orderId] },
    },
  })
  expect(answer.status, answer.text).toBe(200)
  return answer.json.data
}

test('a dish whose price is open costs what somebody types; others cost what the price list says', async () => {
  const { id: orderId, items } = await seated(13, [dish('90004', { openPrice: 2500.5 }), dish('90004')])
  expect(items.map(({ sum, choice }: Json) => [sum, choice.price])).toEqual([
    [2500.5, 2500.5],
    [1500, 1500],
  ])
  const about = { kind: 'tableOrder.recomposeItem', orderId, positionId: items[1].positionId }
  await done({ ...about, openPrice: 0 })
  expect((await order(orderId)).items[1].sum).toBe(0)
  expect(await refused({ ...about, openPrice: 'free' })).toEqual([400, 'request.field-invalid'])
  const soup = [dish('10101', { openPrice: 1 })]
  expect(await refused({ kind: 'tableOrder.addItems', orderId, items: soup })).toEqual([
    409,
    'item.price-closed',
  ])
})

test('the stop list counts the modifiers that a dish gets and loses, and nothing that stays', async () => {
  const { json: menu } = await server.get(`${till}/menu`, manager)
  const coffee = menu.products.find(({ code }: Json) => code === '60112')
  const [milk, syrup] = coffee.groups
  const [size, other] = coffee.sizes
  const of = ({ id: groupId, children }: Json, amount: number) => ({
    ...{ productId: children[0].productId, groupId, amount },
  })
  const items = [dish('60112', { amount: 2, sizeId: size.id, modifiers: [of(milk, 1), of(syrup, 1)] })]
  const { id: orderId, items: placed } = await seated(13, items)
  const { productId } = of(syrup, 0)
  const left = async (): Promise<number> =>
    (await server.get(`${till}/board`, manager)).json.stopList.find(
      (stop: Json) => stop.productId === productId,
    ).balance
  await done({ kind: 'stopList.put', productId, sizeId: null, balance: 3 })
  const about = { kind: 'tableOrder.recomposeItem', orderId, positionId: placed[0].positionId }
  expect(await refused({ ...about, modifiers: [of(syrup, 3)] })).toEqual([409, 'item.stopped'])
  await done({ ...about, modifiers: [of(syrup, 2)] })
  expect(await left()).toBe(1)
  await done({ kind: 'stopList.put', productId, sizeId: null, balance: 0 })
  await done({ ...about, sizeId: other.id })
  expect(await left()).toBe(0)
  await done({ kind: 'stopList.put', productId, sizeId: null, balance: 1 })
  await done({ ...about, modifiers: [of(syrup, 0)] })
  expect(await left()).toBe(5)
  await done({ kind: 'stopList.remove', productId, sizeId: null })
})

test('the cloud shows the order as it is, and the event log tells who removed and moved what', async () => {
  const hall = tablesOf(server, 'pokrovka')
  const placed = await hall.placed(hall.anOrder({ tableIds: [tableId('main/11')] }))
  const orderId = placed.id
  const [soup] = (await order(orderId)).items
  await done({ kind: 'tableOrder.changeCourse', orderId, positionIds: [soup.positionId], course: 1 })
  await done({ kind: 'tableOrder.printToKitchen', orderId })
  const parts = [{ positionId: soup.positionId, amount: 1 }]
  await done({ kind: 'tableOrder.deletePrintedItems', orderId, parts, ...removal })
  await done({ kind: 'tableOrder.changeTables', orderId, tableIds: [tableId('main/12')] })
  const to = { orderId: crypto.randomUUID(), tableIds: [tableId('main/11')] }
  await done({
    ...{ kind: 'tableOrder.move', orderId, guestIds: [], to },
    parts: [{ positionId: soup.positionId, amount: 0.5 }],
  })
  await server.settle()
  const seen = await hall.byId(orderId)
  expect(seen.order).toMatchObject({ sum: 210, tableIds: [tableId('main/12')] })
  const items = seen.order.items.map(({ amount, deleted }: Json) => [amount, deleted !== null])
  expect(items).toEqual([
    [0.5, false],
    [1, true],
  ])
  expect((await hall.byId(to.orderId)).order).toMatchObject({ sum: 210 })
  await done({
    ...{ kind: 'tableOrder.close', orderId: to.orderId },
    payments: [{ typeId: demoId('paymentType', 'cash'), sum: 210 }],
  })
  await server.settle()
  expect(await soldOf(to.orderId)).toEqual([
    {
      ...{ SourceOrderId: orderId, SourceOrderNum: seen.order.number, 'Cooking.ServeNumber': '1' },
      ...{ DishAmountInt: 0.5, DishDiscountSumInt: 210 },
    },
  ])
  const answer = await chain.postXml(
    '/events',
    `<eventsRequestData><orderNums><orderNum>${seen.order.number}</orderNum></orderNums></eventsRequestData>`,
  )
  const types = listIn(answer.xml.event).map(({ type }: Json) => type)
  expect(types).toEqual([
    'orderOpened',
    'orderDishAdded',
    'orderServicePrinted',
    'deletedPrintedItems',
    'orderChanged',
    'orderDishesMovedOut',
  ])
})
