import { expect, test } from 'vitest'
import { aDelivery, anItem } from '../../kit/testing/a-delivery.ts'
import type { Books, Delivery } from '../../kit/till-types.ts'
import { nextStep, printedItems } from './next-step.ts'

const settings = (more: Partial<Books['settings']> = {}): Books['settings'] => ({
  isConfirmationEnabled: false,
  isItemCommentEnabled: true,
  isPaidBeforeSending: false,
  isTabMode: false,
  phone: { code: '7', min: 10, max: 10 },
  cookingMinutes: 20,
  ...more,
})
const cooked = [anItem({ status: 'CookingCompleted' })]
const courier = { id: 'c', name: 'Волков Сергей' }

test.each<[string, Partial<Delivery>, string | null]>([
  ['an unconfirmed order waits for confirmation', { status: 'Unconfirmed' }, 'confirm'],
  ['a fresh one for the kitchen', {}, 'print-to-kitchen'],
  [
    'one that cooks for nobody here',
    { status: 'CookingStarted', items: [anItem({ status: 'CookingStarted' })] },
    null,
  ],
  [
    'dishes added later for the kitchen again',
    { status: 'CookingCompleted', items: [...cooked, anItem()] },
    'print-to-kitchen',
  ],
  ['a cooked one for a courier', { status: 'CookingCompleted', items: cooked }, 'assign-courier'],
  ['with a courier for being sent', { status: 'Waiting', items: cooked, courier }, 'send-out'],
  [
    'a cooked pickup for its guest’s money',
    { status: 'CookingCompleted', items: cooked, serviceType: 'DeliveryByClient' },
    'take-payment',
  ],
  ['one on its way for the courier’s word', { status: 'OnWay', items: cooked, courier }, 'mark-delivered'],
  ['a delivered one for its money', { status: 'Delivered', items: cooked, courier }, 'take-payment'],
  ['a closed one for nothing', { status: 'Closed', items: cooked }, null],
])('%s', (_, more, step) => {
  expect(nextStep(aDelivery(more), settings())).toBe(step)
})

test('where money is taken before sending, it comes before the courier, and only while something is due', () => {
  const ready = aDelivery({ status: 'CookingCompleted', items: cooked, courier })
  const strict = settings({ isPaidBeforeSending: true })
  expect(nextStep(ready, strict)).toBe('take-payment')
  expect(nextStep({ ...ready, due: 0 }, strict)).toBe('send-out')
})

test('only living dishes that the kitchen has need a removal type', () => {
  const items = [
    anItem({ positionId: 'new' }),
    anItem({ positionId: 'printed', status: 'PrintedNotCooking' }),
    anItem({ positionId: 'gone', status: 'CookingStarted', isDeleted: true }),
  ]
  expect(printedItems(aDelivery({ items })).map(({ positionId }) => positionId)).toEqual(['printed'])
})
