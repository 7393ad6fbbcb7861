import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, print, type Step, soup, tea } from '../testing/a-delivery.ts'
import { anItem, noon } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'
import { orderTotals } from '../totals.ts'

type Deleting = Extract<Step, { kind: 'delivery.deleteItems' }>
const remove = (positionIds: string[], changes: Partial<Deleting> = {}): Deleting => ({
  kind: 'delivery.deleteItems',
  positionIds,
  removalTypeId: null,
  comment: null,
  userIdForWriteoff: null,
  ...changes,
})

test('what is not printed just goes, and stays in the list', () => {
  const { order } = aDelivery().after(remove([soup]))
  const deleted = { removalType: null, comment: null, writeoffUserId: null, at: noon }
  expect(order.items[0]?.deleted).toEqual(deleted)
  expect(orderTotals(order).sum).toBe(10_000n)
})

test('something stays; the delivery charge is nothing', () => {
  expect(codeOf(() => aDelivery().decide(remove([soup, tea])))).toBe('order.no-items')
  const charged = aDelivery({ deliveryServiceProductId: ids.charge })
  expect(codeOf(() => charged.decide(remove([soup, tea])))).toBe('order.no-items')
  expect(aDelivery().decide(remove([]))).toEqual([])
})

test('a position goes once', () => {
  expect(codeOf(() => aDelivery().after(remove([soup]), remove([soup])))).toBe('item.position-unknown')
  expect(aDelivery().decide(remove([soup, soup]))).toMatchObject([{ positionIds: [soup] }])
})

test('a combo goes as a whole', () => {
  const of = (groupId: string, groupName: string) => ({
    comboId: ids.order,
    comboSourceId: ids.lunch,
    groupId,
    groupName,
  })
  const items = [
    anItem(ids.soup, { positionId: soup, combo: of(ids.lunchMain, 'Main') }),
    anItem(ids.tea, { positionId: tea, combo: of(ids.lunchDrink, 'Drink') }),
    anItem(ids.juice),
  ]
  const lunch = {
    id: ids.order,
    name: 'Lunch',
    amount: 1,
    price: 40_000n,
    sourceId: ids.lunch,
    programId: null,
    sizeId: null,
  }
  const delivery = aDelivery({ items, combos: [lunch] })
  expect(refusalOf(() => delivery.decide(remove([tea])))).toEqual({
    code: 'combo.filled-wrongly',
    params: { name: 'Lunch', groups: 'Drink' },
  })
  expect(orderTotals(delivery.after(remove([tea, soup])).order).sum).toBe(15_000n)
})

describe('printed dishes [cloud-api §4.11]', () => {
  const printed = aDelivery({ operatorId: ids.operator }).after(print)
  const removed = (changes: Partial<Deleting>) =>
    printed.after(remove([soup], changes)).order.items[0]?.deleted
  const refused = (changes: Partial<Deleting>) => codeOf(() => removed(changes))

  test('need a removal type', () => {
    expect(refused({})).toBe('cancel.removal-type-required')
    expect(refused({ removalTypeId: ids.order })).toBe('cancel.removal-type-unknown')
    expect(removed({ removalTypeId: ids.toCafe, comment: 'burnt' })).toEqual({
      removalType: { id: ids.toCafe, name: 'Spoiled' },
      comment: 'burnt',
      writeoffUserId: null,
      at: noon,
    })
  })
  test('and its comment', () => {
    expect(refused({ removalTypeId: ids.withReason })).toBe('cancel.removal-comment-required')
    expect(refused({ removalTypeId: ids.withReason, comment: 'x'.repeat(256) })).toBe('item.comment-too-long')
    expect(removed({ removalTypeId: ids.withReason, comment: 'why' })?.comment).toBe('why')
  })
  test('are the loss of the restaurant, then of whoever took the order', () => {
    const writtenOffTo = (canWriteoffToCafe: boolean, userIdForWriteoff: string | null) => {
      const rules = { canWriteoffToCafe, canWriteoffToWaiter: true }
      const books = { items: [changedItem('removalType', ids.toUser, rules)] }
      const delivery = aDelivery({ operatorId: ids.operator }, books).after(print)
      const step = remove([soup], { removalTypeId: ids.toUser, userIdForWriteoff })
      return delivery.after(step).order.items[0]?.deleted?.writeoffUserId
    }
    expect(writtenOffTo(true, null)).toBeNull()
    expect(writtenOffTo(false, null)).toBe(ids.operator)
    expect(writtenOffTo(true, ids.courier)).toBe(ids.courier)
  })
  test('are written off to the user where only that is possible', () => {
    expect(refused({ removalTypeId: ids.toUser })).toBe('cancel.writeoff-user-required')
    expect(refused({ removalTypeId: ids.toUser, userIdForWriteoff: ids.order })).toBe(
      'order.operator-unknown',
    )
    const toCourier = { removalTypeId: ids.toUser, userIdForWriteoff: ids.courier }
    expect(removed(toCourier)?.writeoffUserId).toBe(ids.courier)
  })
})
