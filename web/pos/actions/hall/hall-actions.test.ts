import { expect, test } from 'vitest'
import { anItem } from '../../../kit/testing/a-delivery.ts'
import { aReserve, aTableOrder } from '../../../kit/testing/a-hall.ts'
import type { TableOrder } from '../../../kit/till-types.ts'
import { ofBanquet, ofTable } from '../../model/hall.ts'
import { offeredHallActions } from './hall-actions.ts'

const offered = (change: Partial<TableOrder> = {}) => {
  const { next, others } = offeredHallActions(ofTable(aTableOrder(change)))
  return [next?.id, ...others.map(({ id }) => id)]
}
const printed = anItem({ status: 'PrintedNotCooking', whenPrinted: 1 })

test('an order waits for dishes, then for the kitchen, the bill and the money', () => {
  const allowed = ['tableOrder.addItems', 'tableOrder.close', 'tableOrder.printBill', 'tableOrder.cancel']
  expect(offered({ items: [], allowed })).toEqual(['add-items', 'delete-order'])
  expect(offered({ items: [printed], allowed })).not.toContain('delete-order')
  expect(offered()).toEqual(['print-to-kitchen', 'add-items', 'print-bill', 'take-payment'])
  expect(offered({ items: [printed] })[0]).toBe('print-bill')
  const billed = ['tableOrder.cancelBill', 'tableOrder.close', 'tableOrder.addItems']
  expect(offered({ items: [printed], status: 'Bill', allowed: billed })).toEqual([
    'take-payment',
    'cancel-bill',
  ])
  expect(offered({ status: 'Closed', allowed: [] })).toEqual([undefined])
})

test('a banquet is served by commands of its reserve', () => {
  const banquet = aTableOrder()
  const order = ofBanquet(aReserve({ status: 'Started', banquet, allowed: ['reserve.printToKitchen'] }))
  const { next } = order ? offeredHallActions(order) : { next: null }
  expect(next && 'command' in next.does && order && next.does.command(order)).toEqual({
    kind: 'reserve.printToKitchen',
    orderId: 'reserve',
  })
})
