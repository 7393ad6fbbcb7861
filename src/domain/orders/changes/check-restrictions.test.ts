import { describe, expect, test } from 'vitest'
import type { DeliveryRestrictions, RestrictionRow } from '../../reference/books.ts'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import {
  aDelivery,
  type Delivery,
  dispatch,
  print,
  type Step,
  setStatus,
  tea,
} from '../testing/a-delivery.ts'
import { aContact, aDeliveryPoint, anItem, noon } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'

const bill: Step = { kind: 'delivery.printBill' }
const violated = 'order.restrictions-violated'

const row: RestrictionRow = {
  terminalGroupId: ids.terminalGroup,
  zone: 'Home',
  weekMap: 127,
  from: null,
  to: null,
  minSum: 0n,
  priority: 0,
  deliveryDurationInMinutes: 60,
  deliveryServiceProductId: null,
}
const houses = {
  type: 'all',
  startingNumber: 1,
  maxNumber: 1,
  isUnlimitedRange: true,
  specificNumbers: [],
} as const
const home = {
  name: 'Home',
  coordinates: [],
  addresses: [{ streetId: ids.street, postcode: null, houses: { ...houses, specificNumbers: [] } }],
}

/** A borscht and a tea, 450 roubles, to Green street 5 in zone Home. */
const withRules = (own: Partial<RestrictionRow>, more: Partial<DeliveryRestrictions> = {}): Delivery =>
  aDelivery(
    {},
    { restrictions: { restrictions: [{ ...row, ...own }], deliveryZones: [home], zonesMode: 1, ...more } },
  )

describe('before a delivery is sent [cloud-api §5.4]', () => {
  test.each([
    ['the minimum sum', { minSum: 45_001n }],
    ['the weekday', { weekMap: 1 }],
    ['the hours', { from: 1200, to: 1320 }],
    ['a zone that is not drawn', { zone: 'Far' }],
  ])('%s is looked at again', (_, own) => {
    const delivery = withRules(own)
    expect(codeOf(() => delivery.decide(bill))).toBe(violated)
    expect(codeOf(() => delivery.after(print).decide(setStatus('Waiting')))).toBe(violated)
    expect(codeOf(() => delivery.after(...dispatch))).toBe(violated)
    // Whoever may bypass the restrictions (D_BDR) sends it.
    expect(delivery.decide(bill, { mayBypassRestrictions: true })).toHaveLength(2)
  })

  test('what keeps the rules passes, to the kopeck; a pickup has no zone and no minimum', () => {
    expect(withRules({ minSum: 45_000n, from: 780, to: 780 }).after(bill).order.status).toBe('Waiting')
    const pickup = aDelivery(
      { serviceType: 'DeliveryByClient', hasDeliveryPoint: false },
      { restrictions: { restrictions: [{ ...row, minSum: 99_999_999n, zone: 'Far' }], zonesMode: 1 } },
    )
    expect(pickup.after(bill).order.status).toBe('Waiting')
  })

  test('the till skips what it cannot place, and what no rule speaks of', () => {
    const nowhere = aContact({ deliveryPoint: aDeliveryPoint({ street: null, line1: 'Somewhere 3' }) })
    expect(withRules({ zone: 'Far' }).at({ contact: nowhere }).after(bill).order.status).toBe('Waiting')
    const foreign = withRules({ terminalGroupId: ids.guest, minSum: 99_999n })
    expect(foreign.after(bill).order.status).toBe('Waiting')
    const items = [changedItem('organization', ids.organization, { useBusinessHoursAndMapping: false })]
    const off = aDelivery({}, { restrictions: { restrictions: [{ ...row, weekMap: 0 }] }, items })
    expect(off.after(bill).order.status).toBe('Waiting')
  })
})

describe('a till that trusts who created the order (`frontTrustsCallCenterCheck`)', () => {
  const trusting = (): Delivery => withRules({ minSum: 45_000n }, { frontTrustsCallCenterCheck: true })
  const without: Step = {
    kind: 'delivery.deleteItems',
    positionIds: [tea],
    removalTypeId: null,
    comment: null,
    userIdForWriteoff: null,
  }

  test('checks what was changed, and not what was not', () => {
    expect(withRules({ weekMap: 1 }, { frontTrustsCallCenterCheck: true }).after(bill).order.status).toBe(
      'Waiting',
    )
    expect(codeOf(() => trusting().after(without, bill))).toBe(violated)
    expect(
      trusting().after(without, { kind: 'delivery.addItems', items: [anItem(ids.tea)], combos: [] }, bill)
        .order,
    ).toMatchObject({ status: 'Waiting', isChangedSinceCheck: false })
  })

  test('another time is a change too', () => {
    const late: Step = { kind: 'delivery.changeCompleteBefore', completeBefore: noon + 10 * 3_600_000 }
    const delivery = withRules({ from: 600, to: 1200 }, { frontTrustsCallCenterCheck: true })
    expect(codeOf(() => delivery.after(late, bill))).toBe(violated)
  })

  test('what the till took itself nobody has checked', () => {
    const own = aDelivery(
      { isExternal: false },
      {
        restrictions: {
          restrictions: [{ ...row, minSum: 99_999n }],
          deliveryZones: [home],
          zonesMode: 1,
          frontTrustsCallCenterCheck: true,
        },
      },
    )
    expect(codeOf(() => own.decide(bill))).toBe(violated)
  })
})
