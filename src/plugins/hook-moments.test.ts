import { expect, test } from 'vitest'
import type { TillCommand } from '../app/till/till-command.ts'
import type { Sale } from '../domain/orders/order.ts'
import type { Uuid } from '../kernel/ids.ts'
import { momentsAfter, momentsBefore, raisedByCommands } from './hook-moments.ts'
import type { Shown } from './pictures.ts'

const item = (positionId: string, status: 'Added' | 'PrintedNotCooking') =>
  ({ positionId, status, deleted: null, productId: 'p', name: 'Soup' }) as unknown as Sale['items'][number]
const order = {
  items: [item('new', 'Added'), item('printed', 'PrintedNotCooking')],
  payments: [{ id: 'pay', type: { id: 't' }, sum: 1250n }],
} as unknown as Sale
const money = (sum: bigint): number => Number(sum) / 100
const shown: Shown = { sale: order, order: null, picture: { id: 'r' }, previousOrderId: 'seated' as Uuid }
/** The hooks of a command with what they add, as far as there is something to ask. */
const asked = (command: object, moments = momentsBefore): [string, object][] =>
  moments(command as TillCommand).flatMap(({ hook, details }) => {
    const said = details(order, money, shown)
    return said ? [[hook, said] as [string, object]] : []
  })
const names = (command: object, moments = momentsBefore): string[] =>
  asked(command, moments).map(([hook]) => hook)
const removal = { removalTypeId: 'r', comment: null, userIdForWriteoff: null }

test('adding, printing, billing and deleting have their hooks', () => {
  const dish = { kind: 'Product', productId: 'p', amount: 1500n, sizeId: null }
  expect(
    asked({ kind: 'tableOrder.addItems', orderId: 'o', items: [dish], combos: [], servicePrint: true }),
  ).toEqual([
    ['beforeAddOrderItems', { addingItems: [{ productId: 'p', amount: 1.5, sizeId: null }] }],
    ['beforeServiceCheque', {}],
  ])
  expect(names({ kind: 'reserve.printBill', orderId: 'o' })).toEqual(['beforeOrderBill'])
  expect(names({ kind: 'tableOrder.cancel', orderId: 'o' })).toEqual(['beforeDeleteOrder'])
  expect(names({ kind: 'delivery.deleteItems', positionIds: ['new'], ...removal })).toEqual([
    'beforeDeleteNonPrintedItems',
  ])
  expect(
    names({
      kind: 'tableOrder.deletePrintedItems',
      parts: [{ positionId: 'printed', amount: null }],
      ...removal,
    }),
  ).toEqual(['partialOrderItemsRemovalTypeSelected', 'beforeDeletePrintedItems'])
})

test('a dish that is made of something else loses modifiers and gets modifiers', () => {
  const modifier = (productId: string, amount: bigint) => ({ productId, groupId: 'g', amount })
  const [coffee] = order.items
  const milky = { ...coffee, modifiers: [modifier('milk', 1000n), modifier('syrup', 1000n)] }
  const about = { kind: 'tableOrder.recomposeItem', orderId: 'o', positionId: 'new' }
  const become = (...changes: object[]): [string, object][] => {
    const moments = momentsBefore({ ...about, modifiers: changes } as TillCommand)
    const now = { ...order, items: [milky] } as unknown as Sale
    return moments.flatMap(({ hook, details }) => {
      const said = details(now, money, shown)
      return said ? [[hook, said] as [string, object]] : []
    })
  }
  const change = (productId: string, amount: bigint) => ({ half: null, ...modifier(productId, amount) })
  const told = (productId: string, amount: number) => ({ orderItemId: 'new', productId, amount })
  expect(become(change('milk', 0n), change('cream', 1000n), change('syrup', 2000n))).toEqual([
    ['beforeDeleteNonPrintedItems', { deletingItems: [], deletingModifiers: [told('milk', 0)] }],
    ['beforeAddOrderItems', { addingItems: [], addingModifiers: [told('cream', 1), told('syrup', 2)] }],
  ])
  expect(become(change('milk', 1000n), change('cream', 0n))).toEqual([])
})

test('a payment has its hooks in the order of the front, with sums of its currency', () => {
  expect(asked({ kind: 'tableOrder.pay', payments: [{ typeId: 't', sum: 1250n }], tips: [] })).toEqual([
    ['beforePaymentAdded', { paymentItem: { typeId: 't', sum: 12.5 } }],
    ['beforeProceedOrderPayment', {}],
    ['beforeDoCheque', { paymentItems: [{ id: 'pay', type: { id: 't' }, sum: 12.5 }] }],
  ])
  expect(names({ kind: 'delivery.return', lines: null, ...removal })).toEqual([
    'removalTypeSelected',
    'beforeDoCheque',
  ])
  expect(names({ kind: 'delivery.return', lines: null, ...removal }, momentsAfter)).toEqual(['orderStorned'])
})

test('shifts, splits and service cheques are told', () => {
  expect(names({ kind: 'shift.open' })).toEqual(['cafeSessionOpening'])
  expect(names({ kind: 'shift.close' })).toEqual(['cafeSessionClosing'])
  expect(names({ kind: 'tableOrder.printToKitchen' }, momentsAfter)).toEqual(['serviceChequePrinted'])
  expect(asked({ kind: 'tableOrder.splitByGuests', guests: [{ newOrderId: 'n' }] }, momentsAfter)).toEqual([
    ['childOrderCreated', { childOrderId: 'n' }],
  ])
  expect(asked({ kind: 'reserve.restore', orderId: 'r' }, momentsAfter)).toEqual([
    ['reserveRestored', { reserve: { id: 'r' }, previousOrderId: 'seated' }],
  ])
  expect(names({ kind: 'stopList.put' })).toEqual([])
  expect(raisedByCommands).toContain('beforeCustomDataClear')
})
