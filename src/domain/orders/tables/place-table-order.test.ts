import { describe, expect, test } from 'vitest'
import { anId, ids } from '../../reference/testing/catalog-ids.ts'
import { aHall, aHallTill, aTableOrder, aTablePlacement, tables } from '../testing/a-table.ts'
import { aContact, anItem, aPayment, aTill, noon } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { placeTableOrder } from './place-table-order.ts'
import type { TableOrder } from './table-order.ts'

const place =
  (changes: Parameters<typeof aTablePlacement>[0] = {}, till = aHallTill()) =>
  () =>
    placeTableOrder(till, aTablePlacement(changes))

describe('placing (cloud-api §8.1)', () => {
  test('a new order of the hall’s default type, shown when it came from outside', () => {
    expect(aTableOrder().order).toMatchObject({
      id: ids.order,
      status: 'New',
      orderType: { id: ids.hallType, name: 'Hall' },
      tableIds: [tables.second],
      guestCount: 1,
      waiter: null,
      isShown: true,
      number: 7,
      whenCreated: noon,
      version: 1,
    })
    expect(aTableOrder({ isExternal: false }).order.isShown).toBe(false)
  })
  test('the till’s id is its own, whoever opened the order', () => {
    for (const isExternal of [true, false]) {
      const { id, posId } = aTableOrder({ isExternal }).order
      expect(posId).not.toBe(id)
    }
  })
  test('without a table the one with the lowest number; each table once; no halls, no tables', () => {
    expect(aTableOrder({ tableIds: [] }).order.tableIds).toEqual([tables.first])
    expect(aTableOrder({ tableIds: [tables.second, tables.first, tables.second] }).order.tableIds).toEqual([
      tables.second,
      tables.first,
    ])
    expect(aTableOrder({ tableIds: [] }, aTill({ contact: null })).order.tableIds).toEqual([])
  })
  test('a table of nobody or of another group is refused by its id', () => {
    const unknown = anId(0x777)
    expect(refusalOf(place({ tableIds: [tables.first, unknown] }))).toEqual({
      code: 'table.unknown',
      params: { id: unknown },
    })
    expect(codeOf(place({}, aHallTill({ terminalGroupId: ids.secondGroup })))).toBe('table.unknown')
  })
  test.each([
    ['order.type-incorrect', { orderTypeId: ids.pickupType }],
    ['order.type-unknown', { orderTypeId: anId(0x778) }],
    ['order.no-items', { items: [] }],
    ['request.field-invalid', { guestCount: 0 }],
    ['order.operator-unknown', { waiterId: anId(0x779) }],
    ['item.product-unknown', { items: [anItem(anId(0x780))] }],
  ] as const)('%s', (code, changes) => {
    expect(codeOf(place(changes as never))).toBe(code)
  })
  test('who sits there need not be known; a phone that is given must be one', () => {
    expect(place({}, aHallTill({ contact: aContact({ customer: null }) }))).not.toThrow()
    expect(codeOf(place({}, aHallTill({ contact: aContact({ phone: '+712' }) })))).toBe('order.phone-invalid')
  })
  test('service print sends it to the kitchen; what is out is refused', () => {
    expect(aTableOrder({ servicePrint: true }).order.items.map(({ status }) => status)).toEqual([
      'PrintedNotCooking',
      'PrintedNotCooking',
    ])
    expect(aTableOrder().order.items.map(({ status }) => status)).toEqual(['Added', 'Added'])
    const stopped = { productId: ids.soup, sizeId: null, balance: 0n, since: noon }
    expect(codeOf(place({}, aHallTill({ stopList: new Map([[`${ids.soup}`, stopped as never]]) })))).toBe(
      'item.stopped',
    )
  })
  test('more than it costs cannot be paid', () => {
    const paid = aPayment(ids.card, 45_001n, { isProcessedExternally: true })
    expect(codeOf(place({ payments: [paid] }))).toBe('order.payment-too-large')
  })
})

test('a waiter opens an order before anything is chosen; it is not closed before something is', () => {
  expect(codeOf(place({ items: [] }))).toBe('order.no-items')
  const opened = aTableOrder({ items: [], isExternal: false })
  expect(opened.order.items).toEqual([])
  const close = { kind: 'tableOrder.close' as const, payments: [], cheque: null }
  expect(codeOf(() => opened.decide(close))).toBe('order.no-items')
})

describe('a table that takes one order at a time (cloud-api §8.1)', () => {
  const single = (isTabMode = false) =>
    aHallTill({}, { items: [aHall({ forbidsSecondOrder: true })], terminalGroup: { isTabMode } })
  const other = (changes: Partial<TableOrder> = {}): TableOrder => ({
    ...aTableOrder().order,
    id: anId(0x901),
    ...changes,
  })
  const beside =
    (others: TableOrder[], changes: Parameters<typeof aTablePlacement>[0] = {}, till = single()) =>
    () =>
      placeTableOrder(till, aTablePlacement(changes), others)

  test('refuses a second order while the first is open, naming the table', () => {
    expect(refusalOf(beside([other()]))).toEqual({
      code: 'table.occupied',
      params: { table: 'Table 2', id: tables.second },
    })
    expect(codeOf(beside([other({ status: 'Bill' })], { tableIds: [tables.first, tables.second] }))).toBe(
      'table.occupied',
    )
    for (const status of ['Closed', 'Deleted'] as const) expect(beside([other({ status })])()).toHaveLength(1)
    expect(beside([other()], { tableIds: [tables.first] })()).toHaveLength(1)
  })
  test('of orders without a table too: they go to the first one', () => {
    expect(codeOf(beside([other({ tableIds: [tables.first] })], { tableIds: [] }))).toBe('table.occupied')
  })
  test('elsewhere a table holds several', () => {
    expect(beside([other()], {}, aHallTill())()).toHaveLength(1)
  })
  test('tabs stand side by side where the group works by tabs, and nowhere else', () => {
    expect(codeOf(beside([other()], { tabName: 'Anna' }))).toBe('table.occupied')
    expect(beside([other({ tabName: 'Boris' })], { tabName: 'Anna' }, single(true))()).toHaveLength(1)
    expect(beside([other({ tabName: 'Boris' })], {}, single(true))()).toHaveLength(1)
    expect(codeOf(beside([other()], {}, single(true)))).toBe('table.occupied')
  })
})

test('a waiter’s name for an order is trimmed, and refused where it is too long', () => {
  const named = (tabName: string): string | null => aTableOrder({ isExternal: false, tabName }).order.tabName
  expect(named('  by the window ')).toBe('by the window')
  expect(named('   ')).toBeNull()
  expect(codeOf(() => named('n'.repeat(61)))).toBe('request.field-invalid')
})
