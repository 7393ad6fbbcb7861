import { describe, expect, test } from 'vitest'
import { ids } from '../reference/testing/catalog-ids.ts'
import { permitOf } from './allowed-operations.ts'
import type { ChangeDelivery } from './commands.ts'
import type { DeliveryStatus } from './order.ts'
import { aDelivery, cancel, close, dispatch, type Step, setStatus } from './testing/a-delivery.ts'
import { aPayment } from './testing/a-till.ts'
import { codeOf, refusalOf } from './testing/refusal-of.ts'

const columns: DeliveryStatus[] = [
  'Unconfirmed',
  'WaitCooking',
  'ReadyForCooking',
  'CookingStarted',
  'CookingCompleted',
  'Waiting',
  'OnWay',
  'Delivered',
  'Closed',
  'Cancelled',
]
const open = columns.slice(0, 8)
const statusesOf = (kind: ChangeDelivery['kind']) =>
  columns.filter((status) => permitOf(kind, status) !== 'no')

describe('the table of cloud-api §4.10', () => {
  test.each<[ChangeDelivery['kind'], DeliveryStatus[]]>([
    ['delivery.confirm', ['Unconfirmed']],
    ['delivery.cancelConfirmation', ['WaitCooking']],
    ['delivery.updateStatus', columns.slice(1, 8)],
    ['delivery.changeServiceType', ['Unconfirmed', 'WaitCooking']],
    ['delivery.changeDeliveryPoint', columns.slice(0, 7)],
    ['delivery.changeCompleteBefore', columns.slice(0, 6)],
    ['delivery.addItems', columns.slice(0, 6)],
    ['delivery.addPayments', open],
    ['delivery.changePayments', open],
    ['delivery.changeComment', open],
    ['delivery.changeOperator', open],
    ['delivery.changeExternalData', open],
    ['delivery.changeProblem', open],
    ['delivery.changeCourier', open],
    ['delivery.printBill', columns.slice(1, 8)],
    ['delivery.close', columns.slice(1, 8)],
    ['delivery.cancel', open],
  ])('%s', (kind, statuses) => {
    expect(statusesOf(kind)).toEqual(statuses)
  })

  test('nothing changes an order that is closed or cancelled', () => {
    const closed = aDelivery({ serviceType: 'DeliveryByClient' }).after(close(aPayment(ids.cash, 45_000n)))
    const cancelled = aDelivery().after(cancel())
    expect([closed.order.status, cancelled.order.status]).toEqual(['Closed', 'Cancelled'])
    for (const delivery of [closed, cancelled]) {
      expect(codeOf(() => delivery.decide({ kind: 'delivery.changeComment', comment: 'late' }))).toBe(
        'order.wrong-status',
      )
      expect(codeOf(() => delivery.decide(cancel()))).toBe('order.wrong-status')
      expect(codeOf(() => delivery.decide(setStatus('Waiting')))).toBe('order.illegal-status')
    }
  })

  test('a refusal names the operation and the status, or both statuses', () => {
    const sent = aDelivery().after(...dispatch)
    const step: Step = { kind: 'delivery.addItems', items: [], combos: [] }
    expect(refusalOf(() => sent.decide(step))).toEqual({
      code: 'order.wrong-status',
      params: { operation: 'addItems', status: 'OnWay' },
    })
    const waiting = aDelivery({}, { organization: { isConfirmationEnabled: true } })
    expect(refusalOf(() => waiting.decide(setStatus('Waiting')))).toEqual({
      code: 'order.illegal-status',
      params: { from: 'Unconfirmed', to: 'Waiting' },
    })
  })
})
