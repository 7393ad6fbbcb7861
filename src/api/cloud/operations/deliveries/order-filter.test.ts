import { describe, expect, test } from 'vitest'
import type { CloudOrder } from '../../../../app/ports.ts'
import type { DeliveryOrder } from '../../../../domain/orders/order.ts'
import {
  aContact,
  aDeliveryPoint,
  anItem,
  aPlacedOrder,
  minutes,
  noon,
} from '../../../../domain/orders/testing/a-till.ts'
import { anId, ids } from '../../../../domain/reference/testing/catalog-ids.ts'
import { hasProblem, matchesText, sortOrders } from './order-filter.ts'

const placed = aPlacedOrder()

const anOrder = (
  id: string,
  state: Partial<DeliveryOrder> | null = {},
  changes: Partial<CloudOrder> = {},
): CloudOrder => ({
  tenantId: ids.tenant,
  organizationId: ids.organization,
  id,
  terminalGroupId: ids.terminalGroup,
  loginId: null,
  sourceKey: null,
  externalNumber: null,
  creationStatus: state ? 'Success' : 'InProgress',
  error: null,
  revision: 1n,
  receivedAt: noon,
  receivedFromFrontAt: noon,
  contactId: ids.contact,
  trackingLink: null,
  state: state && { ...placed, ...state, id },
  ...changes,
})

describe('an order has a problem [cloud-api §4.15]', () => {
  const timeouts = { timeToCookingErrorTimeout: 600, cookingTimeout: 1200 }
  test.each<[string, Partial<DeliveryOrder> | null, boolean]>([
    ['when somebody says so', { problem: { hasProblem: true, description: null } }, true],
    ['not when the flag was taken back', { problem: { hasProblem: false, description: 'x' } }, false],
    [
      'unconfirmed when its cooking should have begun',
      { status: 'Unconfirmed', cookingStartTime: noon - 1 },
      true,
    ],
    ['not unconfirmed before', { status: 'Unconfirmed', cookingStartTime: noon }, false],
    [
      'printed and not cooked in time',
      { status: 'ReadyForCooking', cookingStartTime: noon - minutes(10) - 1 },
      true,
    ],
    [
      'not printed within the time',
      { status: 'ReadyForCooking', cookingStartTime: noon - minutes(10) },
      false,
    ],
    ['cooked and still here', { status: 'CookingCompleted', cookingStartTime: noon - minutes(20) - 1 }, true],
    ['waiting too long', { status: 'Waiting', cookingStartTime: noon - minutes(20) - 1 }, true],
    ['not waiting within the time', { status: 'Waiting', cookingStartTime: noon - minutes(20) }, false],
    ['never on its way', { status: 'OnWay', cookingStartTime: noon - minutes(900) }, false],
    ['not before its till has told about it', null, false],
  ])('%s', (_, state, expected) => {
    expect(hasProblem(anOrder(ids.order, state), noon, timeouts)).toBe(expected)
  })

  test('a timeout that is not given is none', () => {
    expect(hasProblem(anOrder(ids.order, { status: 'Waiting', cookingStartTime: noon - 1 }), noon, {})).toBe(
      true,
    )
  })
})

describe('search text is a prefix', () => {
  const contact = aContact({ phone: '+79005550101', deliveryPoint: aDeliveryPoint() })
  const order = anOrder(ids.order, { number: 1417 }, { externalNumber: 'WEB-88' })
  test.each([
    ['14', true],
    ['417', false],
    ['web', true],
    ['88', true],
    ['+7 (900) 555', true],
    ['900555', true],
    ['8900', true],
    ['555', false],
    ['ann', true],
    ['nna', false],
    ['green', true],
    ['STREET 5', true],
    ['reen', false],
    ['  ', true],
    ['nobody', false],
  ])('%j: %j', (text, expected) => {
    expect(matchesText(order, new Map([[ids.contact, contact]]), text)).toBe(expected)
  })

  test('finds nothing of a person whose record is destroyed', () => {
    expect(matchesText(order, new Map(), 'ann')).toBe(false)
    expect(matchesText(order, new Map(), '14')).toBe(true)
  })
})

describe('sorting', () => {
  const [a, b, c] = [0x9201, 0x9202, 0x9203].map(anId) as [string, string, string]
  const idsOf = (orders: CloudOrder[]) => orders.map(({ id }) => id)
  const byName = new Map([
    [anId(0x9211), aContact({ customer: { type: 'one-time', name: 'Ёлка' } })],
    [anId(0x9212), aContact({ customer: { type: 'one-time', name: 'Яна' } })],
    [anId(0x9213), aContact({ customer: { type: 'one-time', name: 'Анна' } })],
  ])
  const orders = [
    anOrder(
      a,
      {
        number: 2,
        completeBefore: 3,
        status: 'OnWay',
        courier: { id: ids.courier, name: 'Gleb', phone: null, isSelectedManually: true },
        orderType: { id: ids.pickupType, name: 'Pickup' },
        items: aPlacedOrder({ items: [anItem(ids.soup, { amount: 2000n })] }).items,
      },
      { contactId: anId(0x9211) },
    ),
    anOrder(b, { number: 1, completeBefore: 1, status: 'Closed' }, { contactId: anId(0x9212) }),
    anOrder(c, { number: 10, completeBefore: 2, status: 'Unconfirmed' }, { contactId: anId(0x9213) }),
  ]

  test.each([
    ['Number', [b, a, c]],
    ['CompleteBefore', [b, c, a]],
    ['Sum', [b, c, a]],
    ['Customer', [c, a, b]],
    ['Courier', [b, c, a]],
    ['Status', [c, a, b]],
    ['OrderTypeName', [b, c, a]],
  ] as const)('by %s, ties by id', (property, expected) => {
    expect(idsOf(sortOrders(orders, property, 'Ascending', byName))).toEqual(expected)
  })

  test('the other way round, with what no till has told last', () => {
    const waiting = anOrder(anId(0x9200), null)
    expect(idsOf(sortOrders([waiting, ...orders], 'Number', 'Descending'))).toEqual([c, a, b, waiting.id])
    expect(idsOf(sortOrders([waiting, ...orders], 'Number', 'Ascending'))).toEqual([b, a, c, waiting.id])
  })
})
