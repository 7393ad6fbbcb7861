import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, assign, dispatch, type Step, setStatus } from '../testing/a-delivery.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

const eta = (estimatedTime: number | null): Step => ({
  kind: 'delivery.changeCourier',
  estimatedTime,
  isSelectedManually: false,
})

test('a courier is assigned, replaced and taken away; the time is a matter of its own', () => {
  const assigned = aDelivery().after(assign(ids.courier))
  expect(assigned.order.courier).toEqual({
    id: ids.courier,
    name: 'Gleb',
    phone: null,
    isSelectedManually: true,
  })
  const timed = assigned.after(eta(55))
  expect(timed.order).toMatchObject({ courier: { name: 'Gleb' }, estimatedTime: 55 })
  expect(timed.after(assign(ids.secondCourier)).order).toMatchObject({
    courier: { name: 'Ilya' },
    estimatedTime: 55,
  })
  expect(timed.after(assign(null)).order).toMatchObject({ courier: null, estimatedTime: 55 })
  expect(timed.after(eta(null)).order.estimatedTime).toBeNull()
})

test('the same again changes nothing', () => {
  expect(aDelivery().after(assign(ids.courier)).decide(assign(ids.courier))).toEqual([])
  expect(aDelivery().decide(assign(null))).toEqual([])
})

describe('who can be assigned [cloud-api §2.7]', () => {
  const refused = (courierId: string, delivery = aDelivery(), till = {}) =>
    codeOf(() => delivery.decide(assign(courierId), till))

  test('a courier of this organization', () => {
    expect(refused(ids.order)).toBe('courier.unknown')
    expect(refused(ids.operator)).toBe('courier.unknown')
    const elsewhere = changedItem('employee', ids.courier, { organizationIds: [] })
    expect(refused(ids.courier, aDelivery({}, { items: [elsewhere] }))).toBe('courier.unknown')
  })
  test('on shift', () => {
    expect(
      refusalOf(() => aDelivery().decide(assign(ids.courier), { hasOpenPersonalShift: () => false })),
    ).toEqual({
      code: 'courier.not-assignable',
      params: { reason: 'Gleb has no open personal shift' },
    })
  })
  test('not to a guest who comes himself', () => {
    expect(refused(ids.courier, aDelivery({ serviceType: 'DeliveryByClient' }))).toBe(
      'courier.not-assignable',
    )
  })
})

test('on the way another may take over, but somebody must', () => {
  const sent = aDelivery().after(...dispatch)
  expect(sent.after(assign(ids.secondCourier)).order.courier?.name).toBe('Ilya')
  expect(codeOf(() => sent.decide(assign(null)))).toBe('courier.required')
  const delivered = sent.after(setStatus('Delivered'))
  expect(codeOf(() => delivered.decide(assign(ids.secondCourier)))).toBe('courier.not-assignable')
})
