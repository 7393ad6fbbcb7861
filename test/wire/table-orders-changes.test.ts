import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Json, noon } from './cloud-deliveries-driver.ts'
import { cardOnline, cash, type Tables, tablesOf } from './table-orders-driver.ts'

let server: TestServer
let hall: Tables
beforeAll(async () => {
  server = await startServer()
  hall = tablesOf(server, 'pokrovka')
})
beforeEach(() => server.clock.jumpTo(noon))
afterAll(() => server.close())

const aGuest = { name: 'Vera', phone: '+79005550395' }

describe('[cloud-api §8.4] what is done to an order', () => {
  test('add_items: by the rules of a new order, to the kitchen at once where that is asked for', async () => {
    const { id } = await hall.placed(hall.anOrder())
    const tea = hall.anItem('10102', 390)
    const order = await hall.done('add_items', id, {
      items: [tea],
      addOrderItemsSettings: { servicePrint: true },
    })
    expect(order.sum).toBe(1230)
    // The dishes that were there wait on: only the new ones are printed.
    expect(order.items.map((item: Json) => item.status)).toEqual(['Added', 'PrintedNotCooking'])
    const unknown = await hall.refused('add_items', id, { items: [{ ...tea, productId: id }] })
    expect(unknown.code).toBe('ProductNotFound')
    expect((await hall.byId(id)).order.items).toHaveLength(2)
  })

  test('add_items: a repeat with a position of its own is refused; without one it adds again', async () => {
    const { id } = await hall.placed(hall.anOrder())
    const one = { items: [hall.anItem('10101', 420, { positionId: crypto.randomUUID() })] }
    await hall.done('add_items', id, one)
    expect((await hall.refused('add_items', id, one)).code).toBe('NonUnqiueOrderItemPosition')
    const keyless = { items: [hall.anItem('10101', 420)] }
    await hall.done('add_items', id, keyless)
    expect((await hall.done('add_items', id, keyless)).items).toHaveLength(4)
  })

  test('combos: a whole lunch is added for its price', async () => {
    const sourceId = demoId('comboAction', 'lunch')
    const comboId = crypto.randomUUID()
    const members = { Салат: '10204', Суп: '10108', Горячее: '10403', Напиток: '60102' }
    const items = Object.entries(members).map(([group, code]) =>
      hall.anItem(code, 0, {
        comboInformation: {
          comboId,
          comboSourceId: sourceId,
          comboGroupId: demoId('comboGroup', `lunch/${group}`),
        },
      }),
    )
    const { id } = await hall.placed(hall.anOrder())
    const combos = [{ id: comboId, name: 'Бизнес-ланч', amount: 1, price: 810, sourceId }]
    const order = await hall.done('add_items', id, { items, combos })
    expect(order).toMatchObject({ sum: 840 + 810, combos: [{ id: comboId, price: 810 }] })
    expect((await hall.refused('add_items', id, { items, combos })).code).toBe('ComboDuplicated')
  })

  test('print_bill freezes the dishes until the till takes it back; payments go on', async () => {
    const { id } = await hall.placed(hall.anOrder())
    const billed = await hall.done('print_bill', id)
    expect(billed).toMatchObject({ status: 'Bill', items: [{ status: 'PrintedNotCooking' }] })
    expect(billed.whenBillPrinted).not.toBeNull()
    const items = [hall.anItem('10101', 420)]
    expect((await hall.refused('add_items', id, { items })).message).toContain('bill')
    expect((await hall.done('add_payments', id, { payments: [cash(840)] })).payments).toHaveLength(1)
    await hall.atTill({ kind: 'tableOrder.cancelBill', orderId: id })
    expect(await hall.byId(id)).toMatchObject({ order: { status: 'New', whenBillPrinted: null } })
    expect((await hall.done('add_items', id, { items })).sum).toBe(1260)
  })

  test('add_payments adds, tips too; more than the order costs is refused', async () => {
    const { id } = await hall.placed(hall.anOrder())
    const tips = [{ ...cash(40), tipsTypeId: demoId('tipsType', 'waiter') }]
    await hall.done('add_payments', id, { payments: [cash(100)], tips })
    const order = await hall.done('add_payments', id, { payments: [cardOnline(740)] })
    expect(order).toMatchObject({ payments: [{ sum: 100 }, { sum: 740 }], tips: [{ sum: 40 }] })
    expect(order.processedPaymentsSum).toBe(740)
    await hall.refused('add_payments', id, { payments: [cardOnline(101)] })
    expect((await hall.byId(id)).order.payments).toHaveLength(2)
  })

  test('change_payments replaces what is planned; what is processed forbids it', async () => {
    const { id } = await hall.placed(hall.anOrder({ payments: [cash(840)] }))
    const order = await hall.done('change_payments', id, { payments: [cash(500), cash(340)] })
    expect(order.payments).toMatchObject([{ sum: 500 }, { sum: 340 }])
    await hall.done('add_payments', id, { payments: [cardOnline(100)] })
    const refused = await hall.refused('change_payments', id, { payments: [cash(840)] })
    expect(refused.message).toContain('processed payments')
  })

  test('close: only a paid order, into the open shift, with change out of the cash', async () => {
    const { id } = await hall.placed(hall.anOrder({ payments: [cash(800)] }))
    expect((await hall.refused('close', id)).message).toContain('PaymentSumNotEnough')
    await hall.done('add_payments', id, { payments: [cash(100)] })
    const before = (await shift())?.revenue ?? 0n
    const order = await hall.done('close', id, {
      chequeAdditionalInfo: { needReceipt: true, email: 'vera@guest.example' },
    })
    expect(order).toMatchObject({ status: 'Closed', processedPaymentsSum: 840 })
    expect(order.whenClosed).not.toBeNull()
    expect(order.splitOrderBetweenCashRegisters).toBeNull()
    expect(((await shift())?.revenue ?? 0n) - before).toBe(84_000n)
    expect((await hall.refused('close', id)).message).toContain('Closed')
    expect((await hall.refused('add_items', id, { items: [hall.anItem('10101', 420)] })).message).toContain(
      'Closed',
    )
  })

  test('close needs an open cash shift', async () => {
    const { id } = await hall.placed(hall.anOrder({ payments: [cardOnline(840)] }))
    const open = await shift()
    await hall.atTill({ kind: 'shift.close', employeeId: null })
    expect((await hall.refused('close', id)).message).toContain('CafeSessionNotFound')
    await hall.atTill({ kind: 'shift.open', shiftId: crypto.randomUUID(), employeeId: null })
    expect((await hall.done('close', id)).status).toBe('Closed')
    expect(open).not.toBeNull()
  })

  test('cancel: printed dishes are written off by a removal type; money taken here goes back first', async () => {
    const plain = await hall.placed(hall.anOrder())
    expect((await hall.done('cancel', plain.id)).status).toBe('Deleted')
    expect((await hall.refused('cancel', plain.id)).message).toContain('Deleted')

    const { id } = await hall.placed(hall.anOrder({}, { createOrderSettings: { servicePrint: true } }))
    expect((await hall.refused('cancel', id)).message).toContain('removal type')
    const removalTypeId = demoId('removalType', 'cafe')
    const order = await hall.done('cancel', id, { removalTypeId, removalComment: 'guest left' })
    expect(order).toMatchObject({
      status: 'Deleted',
      sum: 0,
      items: [{ deleted: { deletionMethod: { comment: 'guest left', removalType: { id: removalTypeId } } } }],
    })
  })

  test('add_customer: by phone and name, the same guest the next time, by id as well', async () => {
    const [a, b, c] = [
      await hall.placed(hall.anOrder()),
      await hall.placed(hall.anOrder()),
      await hall.placed(hall.anOrder()),
    ]
    const first = await hall.done('add_customer', a.id, {
      customer: {
        ...aGuest,
        surname: 'Lis',
        comment: 'window',
        birthdate: '1990-05-01 00:00:00.000',
        gender: 'Female',
      },
    })
    expect(first).toMatchObject({
      phone: aGuest.phone,
      customer: { name: 'Vera', surname: 'Lis', comment: 'window', gender: 'Female' },
    })
    const again = await hall.done('add_customer', b.id, { customer: aGuest })
    expect(again.customer.id).toBe(first.customer.id)
    const byId = await hall.done('add_customer', c.id, { customer: { id: first.customer.id } })
    expect(byId).toMatchObject({ phone: aGuest.phone, customer: { id: first.customer.id, name: 'Vera' } })
    const unknown = await hall.refused('add_customer', c.id, { customer: { id: crypto.randomUUID() } })
    expect(unknown.message).toContain('is not found')
  })

  test('change_external_data: by key, the others stay', async () => {
    const { id } = await hall.placed(
      hall.anOrder({
        externalData: [
          { key: 'a', value: '1' },
          { key: 'b', value: '2' },
        ],
      }),
    )
    const order = await hall.done('change_external_data', id, { externalData: [{ key: 'b', value: '3' }] })
    expect(order.externalData).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '3' },
    ])
  })

  test('the kitchen moves dishes, and the cloud sees it', async () => {
    const { id, order } = await hall.placed(hall.anOrder({}, { createOrderSettings: { servicePrint: true } }))
    const positionIds = [order.items[0].positionId]
    await hall.atTill({ kind: 'tableOrder.setCooking', orderId: id, positionIds, status: 'CookingCompleted' })
    expect((await hall.byId(id)).order.items[0].status).toBe('CookingCompleted')
  })
})

const shift = () => {
  const { tenantId, terminalGroupId } = server.till('pokrovka')
  return server.node.app.storage.now.shifts.openCashShift(tenantId, terminalGroupId)
}

const operations: [string, Json, string, Json][] = [
  ['add_items', { items: [] }, 'items', {}],
  ['add_payments', { payments: [{ ...cash(1), sum: -1 }] }, 'payments[0].sum', {}],
  ['change_payments', { payments: [{ ...cash(1), sum: 'much' }] }, 'payments[0].sum', {}],
  ['change_external_data', { externalData: [{ key: '', value: '1' }] }, 'externalData[0].key', {}],
  ['print_bill', { orderId: 'mine' }, 'orderId', {}],
  ['close', { orderId: 'mine' }, 'orderId', {}],
  ['cancel', { removalTypeId: 'any' }, 'removalTypeId', {}],
  ['add_customer', { customer: { phone: aGuest.phone } }, 'customer.name', {}],
  ['add_customer', { customer: { name: 'Vera' } }, 'customer.phone', {}],
  ['add_customer', { customer: { name: 'Vera', phone: '12' } }, 'customer.phone', {}],
]
const wellFormed: Record<string, () => Json> = {
  add_items: () => ({ items: [hall.anItem('10101', 420)] }),
  add_payments: () => ({ payments: [cash(1)] }),
  change_payments: () => ({ payments: [cash(1)] }),
  change_external_data: () => ({ externalData: [{ key: 'a', value: '1' }] }),
  print_bill: () => ({}),
  close: () => ({}),
  cancel: () => ({}),
  add_customer: () => ({ customer: aGuest }),
}

describe('what is not done', () => {
  test.each(operations)(
    '%s %j is refused naming %s, and the order stays as it was',
    async (operation, body, field) => {
      const { id, order } = await hall.placed(hall.anOrder())
      const answer = await hall.post(`order/${operation}`, {
        organizationId: hall.organizationId,
        orderId: id,
        ...body,
      })
      expect(answer.status).toBe(400)
      expect(answer.json.errorDescription).toContain(field)
      await server.settle()
      expect((await hall.byId(id)).order).toEqual(order)
    },
  )

  test.each(Object.keys(wellFormed))(
    '%s of an order that nobody knows is refused at once',
    async (operation) => {
      const body = {
        organizationId: hall.organizationId,
        orderId: crypto.randomUUID(),
        ...wellFormed[operation]?.(),
      }
      const answer = await hall.post(`order/${operation}`, body)
      expect(answer.status).toBe(400)
      expect(answer.json.error).toBe('OrderNotFound')
    },
  )

  test.each(Object.keys(wellFormed))(
    '%s of another organization’s order finds nothing',
    async (operation) => {
      const { id } = await hall.placed(hall.anOrder())
      const { organizationId } = server.till('baumana')
      const answer = await hall.post(`order/${operation}`, {
        organizationId,
        orderId: id,
        ...wellFormed[operation]?.(),
      })
      expect(answer.json.error).toBe('OrderNotFound')
    },
  )
})
