import { describe, expect, test } from 'vitest'
import { anId, ids } from '../../reference/testing/catalog-ids.ts'
import { aHallTill, aTableOrder, type TableStep } from '../testing/a-table.ts'
import { aContact, anItem, aPayment } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'
import { changeTableOrder } from './change-table-order.ts'

const bill: TableStep = { kind: 'tableOrder.printBill' }
const unbill: TableStep = { kind: 'tableOrder.cancelBill' }
const print: TableStep = { kind: 'tableOrder.printToKitchen' }
const close: TableStep = { kind: 'tableOrder.close', payments: [], cheque: null }
const add = (servicePrint = false): TableStep => ({
  kind: 'tableOrder.addItems',
  items: [anItem(ids.tea)],
  combos: [],
  servicePrint,
})
const cancel = (removalTypeId: string | null = null): TableStep => ({
  kind: 'tableOrder.cancel',
  removalTypeId,
  removalComment: null,
  userIdForWriteoff: null,
})
const pay = (sum: bigint, isProcessedExternally = false): TableStep => ({
  kind: 'tableOrder.addPayments',
  payments: [aPayment(isProcessedExternally ? ids.card : ids.cash, sum, { isProcessedExternally })],
  tips: [],
})
/** A borscht for 350 and a tea for 100. */
const whole = 45_000n

describe('the bill (cloud-api §8.4)', () => {
  test('prints what the kitchen has not got, freezes the dishes and is taken back', () => {
    const billed = aTableOrder().after(bill)
    expect(billed.order.status).toBe('Bill')
    expect(billed.order.whenBillPrinted).not.toBeNull()
    expect(billed.order.items.every(({ status }) => status === 'PrintedNotCooking')).toBe(true)
    expect(codeOf(() => billed.decide(add()))).toBe('order.bill-printed')
    const back = billed.after(unbill, add())
    expect(back.order).toMatchObject({ status: 'New', whenBillPrinted: null })
    expect(back.order.items).toHaveLength(3)
  })
  test('cannot be taken back before it is printed', () => {
    expect(codeOf(() => aTableOrder().decide(unbill))).toBe('order.wrong-status')
  })
})

test('service print of added dishes leaves the others alone', () => {
  const statuses = aTableOrder()
    .after(add(true))
    .order.items.map(({ status }) => status)
  expect(statuses).toEqual(['Added', 'Added', 'PrintedNotCooking'])
})

describe('money', () => {
  test('closes only what is paid, gives change from cash and takes what was planned', () => {
    expect(
      codeOf(() =>
        aTableOrder()
          .after(pay(whole - 1n))
          .decide(close),
      ),
    ).toBe('order.payment-not-enough')
    const { order } = aTableOrder().after(pay(whole + 500n), close)
    expect(order).toMatchObject({ status: 'Closed', payments: [{ sum: whole, isPreliminary: false }] })
    expect(order.whenClosed).not.toBeNull()
  })
  test('is closed into an open shift only', () => {
    const order = aTableOrder({ payments: [aPayment(ids.cash, whole)] }, aHallTill({ cashShiftId: null }))
    expect(codeOf(() => order.decide(close))).toBe('shift.not-open')
  })
  test('cannot be more than the order costs, and what is taken is not replaced', () => {
    expect(codeOf(() => aTableOrder().decide(pay(whole + 1n, true)))).toBe('order.payment-too-large')
    const replace: TableStep = { kind: 'tableOrder.changePayments', payments: [], tips: [] }
    expect(codeOf(() => aTableOrder().after(pay(100n, true)).decide(replace))).toBe(
      'payment.processed-exists',
    )
    expect(aTableOrder().after(pay(100n), replace).order.payments).toEqual([])
  })
  test('the receipt’s data of closing replace those of the order', () => {
    const cheque = { needReceipt: true }
    const { order } = aTableOrder({ cheque: { needReceipt: false } }).after(pay(whole), { ...close, cheque })
    expect(order.cheque).toEqual(cheque)
  })
})

describe('deleting', () => {
  test('nothing printed: at once; printed: with a removal type, and the sum goes', () => {
    expect(aTableOrder().after(cancel()).order.status).toBe('Deleted')
    const printed = aTableOrder().after(print)
    expect(codeOf(() => printed.decide(cancel()))).toBe('cancel.removal-type-required')
    const { order } = printed.after(cancel(ids.toCafe))
    expect(order.status).toBe('Deleted')
    expect(orderTotals(order).sum).toBe(0n)
  })
  test.each([add(), print, pay(1n), bill, close, cancel()].map((step) => [step.kind, step] as const))(
    'ends it: no %s afterwards',
    (_kind, step) => {
      for (const last of [aTableOrder().after(cancel()), aTableOrder().after(pay(whole), close)]) {
        expect(refusalOf(() => last.decide(step))).toMatchObject({
          code: 'order.wrong-status',
          params: { status: last.order.status },
        })
      }
    },
  )
})

describe('guests', () => {
  const step = {
    kind: 'tableOrder.addCustomer',
    orderId: ids.order,
    contactId: ids.contact,
    guestId: ids.guest,
  } as const
  const { order } = aTableOrder()
  test('are named by their record', () => {
    expect(changeTableOrder(aHallTill({ contact: aContact() }), order, step)).toEqual([
      { kind: 'tableOrder.customerChanged', contactId: ids.contact, guestId: ids.guest },
    ])
  })
  test('need a name when they are new, and a phone that is one', () => {
    const nameless = aContact({ customer: null })
    expect(codeOf(() => changeTableOrder(aHallTill({ contact: nameless }), order, step))).toBe(
      'order.guest-name-required',
    )
    expect(changeTableOrder(aHallTill({ contact: nameless, isKnownGuest: true }), order, step)).toHaveLength(
      1,
    )
    const wrong = aContact({ phone: '+712' })
    expect(codeOf(() => changeTableOrder(aHallTill({ contact: wrong }), order, step))).toBe(
      'order.phone-invalid',
    )
  })
})

test('external data and the kitchen: what changes nothing makes no entry', () => {
  const data = (value: string): TableStep => ({
    kind: 'tableOrder.changeExternalData',
    externalData: [{ key: 'a', value, isPublic: false }],
  })
  const noted = aTableOrder().after(data('1'))
  expect(noted.decide(data('1'))).toEqual([])
  expect(noted.after(data('2')).order.externalData).toEqual([{ key: 'a', value: '2', isPublic: false }])
  const printed = noted.after(print)
  expect(printed.decide(print)).toEqual([])
  const [first] = printed.order.items
  const cook: TableStep = {
    kind: 'tableOrder.setCooking',
    positionIds: [first?.positionId ?? ''],
    status: 'CookingCompleted',
  }
  const cooked = printed.after(cook)
  expect(cooked.order.items[0]?.status).toBe('CookingCompleted')
  expect(cooked.decide(cook)).toEqual([])
  expect(codeOf(() => printed.decide({ ...cook, positionIds: [anId(0x781)] } as TableStep))).toBe(
    'item.position-unknown',
  )
})

test('the kitchen works on after quick service is paid, and not after the order is deleted (front-api §2.17)', () => {
  const paid = aTableOrder().after(pay(whole), close)
  const positionIds = paid.order.items.map(({ positionId }) => positionId)
  const cook: TableStep = { kind: 'tableOrder.setCooking', positionIds, status: 'Served' }
  const served = paid.after(cook).order
  expect(served.status).toBe('Closed')
  expect(served.items.map(({ status }) => status)).toEqual(['Served', 'Served'])
  expect(codeOf(() => aTableOrder().after(cancel()).decide(cook))).toBe('order.wrong-status')
})
