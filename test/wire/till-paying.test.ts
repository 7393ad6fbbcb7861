import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { openBackOffice } from '../support/back-office.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import type { Json } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'

let server: TestServer
let till: Awaited<ReturnType<typeof waiterOf>>
let nextTable = 0

beforeAll(async () => {
  server = await startServer()
  till = await waiterOf(server)
  if ((await till.board()).shift === null) await till.does({ kind: 'shift.open' })
})
afterAll(() => server.close())
beforeEach(() => terminal([]))

const type = (key: string) => demoId('paymentType', key)
const discount = (key: string) => demoId('discountType', key)
const guestId = (number: string) => demoId('guest', number)
const phoneOf = (number: string) => `+790055501${number}`
const api = '/till/pokrovka/api'

const terminal = (steps: Json[]) => server.post('/__/till/pokrovka/terminal', { steps }, null)

/** An order on a table of its own: four bowls of borscht for 1680. */
async function anOrder(): Promise<string> {
  const orderId = crypto.randomUUID()
  nextTable += 1
  await till.does({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 2 },
    tableIds: [demoId('table', `main/${(nextTable % 12) + 1}`)],
    items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 4 }],
  })
  return orderId
}
async function orderOf(id: string): Promise<Json> {
  await server.settle()
  return (await till.board()).tableOrders.find((order: Json) => order.id === id)
}
const bankIsDone = (id: string) =>
  expect.poll(async () => (await orderOf(id)).bankPayment, { timeout: 5000 }).toBeNull()
const ask = async (path: string): Promise<Json> => {
  const token = (await server.post(`${api}/login`, { pin: '1111' }, null)).json.token
  return server.get(`${api}${path}`, token)
}
const pay = (orderId: string, payments: Json[], tips: Json[] = []) => ({
  ...{ kind: 'tableOrder.pay', orderId, payments, tips },
})
const line = (key: string, sum: number, more: Json = {}) => ({ typeId: type(key), sum, ...more })

describe('discounts', () => {
  test('stand once each, by type, by card, of any sum, for chosen dishes, and are taken off', async () => {
    const orderId = await anOrder()
    const change = (more: Json) => ({ kind: 'tableOrder.changeDiscounts', orderId, ...more })
    await till.does(change({ discounts: [{ discountTypeId: discount('ten') }] }))
    expect(await orderOf(orderId)).toMatchObject({
      ...{ cost: 1680, sum: 1512 },
      discounts: [{ typeId: discount('ten'), sum: 168, isFound: false }],
    })
    await till.does(change({ discounts: [{ discountTypeId: discount('ten') }] }))
    await till.does(change({ discounts: [{ discountTypeId: discount('flexible'), sum: 12.5 }] }))
    expect((await orderOf(orderId)).sum).toBe(1499.5)
    expect(await till.cannot(change({ discounts: [{ discountTypeId: discount('flexible') }] }))).toBe(
      'discount.sum-required',
    )
    expect(await till.cannot(change({ discounts: [{ discountTypeId: discount('large') }] }))).toBe(
      'discount.mode-forbidden',
    )
    await till.does(change({ removedTypeIds: [discount('ten'), discount('flexible')] }))
    await till.does(change({ discountCardTrack: '7780000000000001' }))
    expect((await orderOf(orderId)).sum).toBe(1554)
    await till.does(change({ removedTypeIds: [discount('guestCard')] }))
    await till.does(change({ discounts: [{ discountTypeId: discount('nightSurcharge') }] }))
    expect((await orderOf(orderId)).sum).toBe(1848)
    expect(await till.cannot(change({ discountCardTrack: '1' }))).toBe('discount.card-unknown')
  })

  test('rest once the guest has the bill, which only some may take back', async () => {
    const orderId = await anOrder()
    await till.does({ kind: 'tableOrder.printBill', orderId })
    const change = {
      kind: 'tableOrder.changeDiscounts',
      orderId,
      discounts: [{ discountTypeId: discount('ten') }],
    }
    expect(await till.cannot(change)).toBe('order.bill-printed')
    const waiter = await waiterOf(server, '3333')
    expect(await waiter.cannot({ kind: 'tableOrder.cancelBill', orderId })).toBe('access.permission-denied')
    expect(await waiter.cannot(change)).toBe('access.permission-denied')
    await till.does({ kind: 'tableOrder.cancelBill', orderId })
    await till.does(change)
  })
})

describe('the price category', () => {
  const category = (key: string) => demoId('priceCategory', key)

  test('makes all dishes of an order cost what it says, and is offered to people who may', async () => {
    const orderId = await anOrder()
    const change = (priceCategoryId: string | null) => ({
      ...{ kind: 'tableOrder.changePriceCategory', orderId, priceCategoryId },
    })
    const { priceCategories } = (await ask('/books')).json.paying
    expect(priceCategories.map(({ id }: Json) => id)).toContain(category('partners'))
    await till.does(change(category('partners')))
    expect(await orderOf(orderId)).toMatchObject({
      ...{ sum: 1920, priceCategory: { id: category('partners'), name: 'Зал/партнёры' } },
      items: [{ cost: 1920 }],
    })
    const { json: menu } = await ask(`/menu?orderId=${orderId}`)
    expect(menu.products.find(({ code }: Json) => code === '10101').price).toBe(480)
    const waiter = await waiterOf(server, '3333')
    expect(await waiter.cannot(change(null))).toBe('access.permission-denied')
    expect(await till.cannot(change(orderId))).toBe('request.field-invalid')
    await till.does(change(null))
    expect(await orderOf(orderId)).toMatchObject({ sum: 1680, priceCategory: null })
  })

  test('stands in the reports of what was sold', async () => {
    const orderId = await anOrder()
    await till.does({
      ...{ kind: 'tableOrder.changePriceCategory', orderId, priceCategoryId: category('partners') },
    })
    await till.does(pay(orderId, [line('cash', 1920)]))
    await server.settle()
    const office = await openBackOffice(server)
    const day = (offset: number) =>
      new Date(server.clock.now() + offset * 86_400_000).toISOString().slice(0, 10)
    const sales = await office.postJson('/v2/reports/olap', {
      ...{
        reportType: 'SALES',
        groupByRowFields: ['PriceCategory'],
        aggregateFields: ['DishDiscountSumInt'],
      },
      filters: {
        'OpenDate.Typed': { filterType: 'DateRange', periodType: 'CUSTOM', from: day(-2), to: day(3) },
        'UniqOrderId.Id': { filterType: 'IncludeValues', values: [orderId] },
      },
    })
    expect(sales.json.data).toEqual([{ PriceCategory: 'Зал/партнёры', DishDiscountSumInt: 1920 }])
  })
})

describe('the guest', () => {
  test('is found by phone, card and QR, with what they have and where they were', async () => {
    const byPhone = (await ask('/guests?phone=8%20900%20555-01-01')).json
    expect(byPhone).toMatchObject({
      ...{ id: guestId('01'), phone: phoneOf('01'), categories: [{ name: 'Золото' }] },
      wallets: [{ name: 'Бонусный счёт', balance: 150 }],
    })
    for (const query of ['card=%25790000000001%3F', 'card=301', `qr=${guestId('01')}`, 'qr=790000000001'])
      expect((await ask(`/guests?${query}`)).json.id, query).toBe(guestId('01'))
    expect((await ask('/guests?phone=9005559999')).json.code).toBe('guest.phone-unknown')
    expect((await ask('/guests')).json.code).toBe('guest.key-required')
  })

  test('pays by bonuses within the rules of the programme and what the wallet has', async () => {
    const orderId = await anOrder()
    await till.does({ kind: 'tableOrder.setGuest', orderId, guestId: guestId('05') })
    expect(await orderOf(orderId)).toMatchObject({ guestId: guestId('05'), customerName: expect.any(String) })
    const offers = (await ask(`/orders/tableOrder/${orderId}/offers`)).json
    expect(offers).toMatchObject({
      guest: { id: guestId('05') },
      bonuses: [{ id: type('bonuses'), balance: 750, max: 750 }],
      accrual: 84,
    })
    expect(await till.cannot(pay(orderId, [line('bonuses', 751), line('cash', 929)]))).toBe(
      'wallet.balance-too-small',
    )
    await till.does(pay(orderId, [line('bonuses', 700), line('cash', 1000)]))
    expect(await orderOf(orderId)).toMatchObject({
      status: 'Closed',
      payments: [
        { typeId: type('bonuses'), sum: 700 },
        { typeId: type('cash'), sum: 980 },
      ],
    })
    await server.settle()
    const after = (await ask(`/guests?phone=${encodeURIComponent(phoneOf('05'))}`)).json
    // What was paid by bonuses earns none: 5 % of 980.
    expect(after).toMatchObject({ wallets: [{ balance: 99 }], visits: 1, orders: [{ sum: 1680 }] })
  })

  test('of a small order pays half of it at most', async () => {
    const orderId = await anOrder()
    await till.does({ kind: 'tableOrder.setGuest', orderId, guestId: guestId('08') })
    expect(await till.cannot(pay(orderId, [line('bonuses', 841), line('cash', 839)]))).toBe(
      'payment.bonuses-too-large',
    )
    await till.does({ kind: 'tableOrder.setGuest', orderId, guestId: null })
    expect(await till.cannot(pay(orderId, [line('bonuses', 1), line('cash', 1679)]))).toBe(
      'wallet.balance-too-small',
    )
    expect(await till.cannot({ kind: 'tableOrder.setGuest', orderId, guestId: crypto.randomUUID() })).toBe(
      'guest.not-found',
    )
  })

  test('is new by phone, once, with what the programme gives for that', async () => {
    const token = (await server.post(`${api}/login`, { pin: '1111' }, null)).json.token
    const register = (body: Json) => server.post(`${api}/guests`, body, token)
    const body = { id: crypto.randomUUID(), phone: '900 555 07 07', name: 'Пётр' }
    const first = (await register(body)).json
    expect(first).toMatchObject({ name: 'Пётр', phone: '+79005550707', wallets: [{ balance: 300 }] })
    expect((await register({ ...body, id: crypto.randomUUID() })).json.id).toBe(first.id)
    expect((await register({ ...body, phone: '12' })).json.code).toBe('guest.phone-invalid')
    expect((await register({ ...body, name: null })).status).toBe(400)
  })

  test('is met by a till that is cut off, and is in the book when it is back', async () => {
    const orderId = await anOrder()
    const token = (await server.post(`${api}/login`, { pin: '1111' }, null)).json.token
    await server.till('pokrovka').unplug()
    try {
      const guest = { phone: '900 555 07 08', name: 'Глеб' }
      const registered = await server.post(`${api}/guests`, { id: crypto.randomUUID(), ...guest }, token)
      expect(registered.json.code).toBe('guest.no-line')
      const meet = { kind: 'tableOrder.addCustomer', orderId, guest }
      expect(await till.cannot({ ...meet, guest: { ...guest, phone: '12' } })).toBe('guest.phone-invalid')
      expect(await till.cannot({ ...meet, guest: { ...guest, name: null } })).toBe(
        'order.guest-name-required',
      )
      await till.does(meet)
      expect(await orderOf(orderId)).toMatchObject({ customerName: 'Глеб', guestId: expect.any(String) })
    } finally {
      server.till('pokrovka').plug()
    }
    const { guestId } = await orderOf(orderId)
    const found = async (): Promise<Json> =>
      (await server.get(`${api}/guests?phone=${encodeURIComponent('+79005550708')}`, token)).json
    await expect.poll(async () => (await found()).id).toBe(guestId)
    expect(await found()).toMatchObject({ name: 'Глеб', phone: '+79005550708' })
    await till.does(pay(orderId, [line('cash', 1680)]))
    await expect.poll(async () => (await found()).visits).toBe(1)
  })

  test('brings a coupon and what the cashier says; programmes follow the dishes', async () => {
    const orderId = await anOrder()
    const loyalty = (coupon: string | null, manualConditionIds: string[] = []) => ({
      ...{ kind: 'tableOrder.changeLoyalty', orderId, coupon, manualConditionIds },
    })
    expect(await till.cannot(loyalty('NONE'))).toBe('coupon.unknown')
    expect(await till.cannot(loyalty(null, [crypto.randomUUID()]))).toBe('manual-condition.unknown')
    await till.does(loyalty('VESNA-001'))
    expect(await orderOf(orderId)).toMatchObject({
      ...{ sum: 1380, coupon: 'VESNA-001' },
      discounts: [{ name: 'Весенний купон', sum: 300, isFound: true }],
    })
    await till.does(loyalty('VESNA-001', [demoId('manualCondition', 'student')]))
    expect((await orderOf(orderId)).sum).toBe(1212)
    await till.does({
      ...{ kind: 'tableOrder.addItems', orderId },
      items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 1 }],
    })
    // 10 % of 2100 and 300 off.
    expect((await orderOf(orderId)).sum).toBe(1590)
    await till.does({
      ...{ kind: 'tableOrder.changeDiscounts', orderId },
      discounts: [{ discountTypeId: discount('ten') }],
    })
    expect((await orderOf(orderId)).sum).toBe(1401)
    await server.till('pokrovka').unplug()
    expect(await till.cannot(loyalty('VESNA-002'))).toBe('coupon.no-line')
    server.till('pokrovka').plug()
    await till.does(loyalty(null))
    expect((await orderOf(orderId)).sum).toBe(1890)
  })
})

describe('the bank’s terminal', () => {
  test('declines, and the order stays open and payable; approves, and it is closed with tips and change', async () => {
    const orderId = await anOrder()
    await terminal([{ do: 'decline', text: 'Недостаточно средств' }])
    const tips = [line('card', 100, { tipsTypeId: demoId('tipsType', 'waiter') })]
    const lines = [line('card', 1000), line('cash', 700)]
    await till.does(pay(orderId, lines, tips))
    await bankIsDone(orderId)
    expect(await orderOf(orderId)).toMatchObject({
      ...{ status: 'New', payments: [], tips: [], due: 1680 },
      bankFailure: { reason: 'declined', text: 'Недостаточно средств' },
    })
    await till.does(pay(orderId, lines, tips))
    await bankIsDone(orderId)
    expect(await orderOf(orderId)).toMatchObject({
      ...{ status: 'Closed', sum: 1680, paid: 1680, bankFailure: null },
      payments: [
        { typeId: type('card'), sum: 1000, isByBank: true, cardNumber: '**** **** **** 4242' },
        { typeId: type('cash'), sum: 680, isByBank: false },
      ],
      tips: [{ tipsType: 'Чаевые официанту', sum: 100, isPreliminary: false }],
    })
    expect((await server.get('/__/till/pokrovka/terminal', null)).json.charged.at(-1)).toMatchObject({
      sum: 110_000,
    })
  })

  test('is asked only for what will fit, and nothing else happens to the money meanwhile', async () => {
    const orderId = await anOrder()
    expect(await till.cannot(pay(orderId, [line('card', 1679)]))).toBe('order.payment-not-enough')
    expect(await till.cannot(pay(orderId, [line('card', 1681)]))).toBe('order.payment-too-large')
    await terminal([{ do: 'approve', after: 'PT1H' }])
    await till.does(pay(orderId, [line('card', 1680)]))
    expect((await orderOf(orderId)).bankPayment).toMatchObject({ phase: 'authorizing', sum: 1680 })
    for (const command of [
      { kind: 'tableOrder.cancel', orderId },
      { kind: 'tableOrder.close', orderId, payments: [line('cash', 1680)] },
      pay(orderId, [line('cash', 1680)]),
      { kind: 'tableOrder.changeDiscounts', orderId, discounts: [{ discountTypeId: discount('ten') }] },
    ])
      expect(await till.cannot(command), command.kind).toBe('order.bank-is-asked')
    const token = (await server.post(`${api}/login`, { pin: '1111' }, null)).json.token
    const cancelled = await server.post(`${api}/orders/tableOrder/${orderId}/bank-payment/cancel`, {}, token)
    expect(cancelled.json).toEqual({ ok: true })
    await bankIsDone(orderId)
    expect(await orderOf(orderId)).toMatchObject({ status: 'New', bankFailure: { reason: 'cancelled' } })
  })

  test('moves the money of two cards one after the other; the first stays when the second is declined', async () => {
    const orderId = await anOrder()
    await terminal([{ do: 'approve' }, { do: 'decline' }])
    await till.does(pay(orderId, [line('card', 1000), line('cardOnline', 680)]))
    await expect.poll(async () => (await orderOf(orderId)).bankFailure).toMatchObject({ reason: 'declined' })
    const [kept] = (await orderOf(orderId)).payments
    expect(await orderOf(orderId)).toMatchObject({ status: 'New', paid: 1000, due: 680 })
    expect(await till.cannot({ kind: 'tableOrder.cancel', orderId })).toBe('cancel.has-processed-payments')
    await till.does({ kind: 'tableOrder.returnPayment', orderId, paymentId: kept.id })
    await bankIsDone(orderId)
    expect(await orderOf(orderId)).toMatchObject({ status: 'New', payments: [], due: 1680 })
    const before = (await server.get('/__/till/pokrovka/terminal', null)).json.charged
    expect(before.some(({ sum }: Json) => sum === 100_000)).toBe(false)
    await till.does(pay(orderId, [line('card', 1000), line('cardOnline', 680)]))
    await expect.poll(async () => (await orderOf(orderId)).status).toBe('Closed')
  })

  test('may not know whether the money moved: a person says it', async () => {
    const orderId = await anOrder()
    await terminal([{ do: 'unknown' }])
    await till.does(pay(orderId, [line('card', 1680)]))
    await expect.poll(async () => (await orderOf(orderId)).bankPayment?.phase).toBe('unknown')
    const { transactionId } = (await orderOf(orderId)).bankPayment
    const resolve = { kind: 'tableOrder.resolveBankPayment', orderId, transactionId }
    expect(await till.cannot({ ...resolve, isMoved: 'yes' })).toBe('request.field-invalid')
    await till.does({ ...resolve, isMoved: true })
    expect(await orderOf(orderId)).toMatchObject({ status: 'New', paid: 1680, bankPayment: null })
    await till.does(pay(orderId, []))
    expect((await orderOf(orderId)).status).toBe('Closed')
  })
})

describe('who pays later, and who does not pay', () => {
  test('credit names a counteragent; on the house goes alone and only by who may', async () => {
    const credit = await anOrder()
    expect(await till.cannot(pay(credit, [line('company', 1680)]))).toBe('payment.counteragent-required')
    const [client] = (await till.books()).paying.counteragents
    await till.does(pay(credit, [line('company', 1680, { counteragentId: client.id })]))
    expect((await orderOf(credit)).status).toBe('Closed')
    const house = await anOrder()
    const onTheHouse = pay(house, [line('writeoff', 1680)])
    expect(await (await waiterOf(server, '2222')).cannot(onTheHouse)).toBe('access.permission-denied')
    expect(await till.cannot(pay(house, [line('writeoff', 1000), line('cash', 680)]))).toBe(
      'payment.not-combinable',
    )
    await till.does(onTheHouse)
    expect((await orderOf(house)).status).toBe('Closed')
  })
})

test('a payment that is said twice is taken once', async () => {
  const orderId = await anOrder()
  const id = crypto.randomUUID()
  const command = pay(orderId, [line('card', 1680)])
  const answers = await Promise.all([till.send(command, id), till.send(command, id), till.send(command, id)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  await expect.poll(async () => (await orderOf(orderId)).status).toBe('Closed')
  expect((await orderOf(orderId)).payments).toHaveLength(1)
})
