import { describe, expect, test } from 'vitest'
import { changedItem } from '../../reference/testing/a-catalog.ts'
import { ids } from '../../reference/testing/catalog-ids.ts'
import type { PaymentInput } from '../commands.ts'
import { aPayment, aPlacedOrder, aTill } from '../testing/a-till.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

const pay = (typeId: string, changes: Partial<PaymentInput> = {}, till = aTill()) =>
  aPlacedOrder({ payments: [aPayment(typeId, 35_000n, changes)] }, till).payments[0]
const outside = { isProcessedExternally: true }
const refused = (typeId: string, changes: Partial<PaymentInput> = {}) => codeOf(() => pay(typeId, changes))

test('planned money is preliminary, money taken outside is not', () => {
  expect(pay(ids.cash, { kind: 'Cash' })).toEqual({
    id: expect.any(String),
    type: { id: ids.cash, name: 'Cash', kind: 'Cash' },
    sum: 35_000n,
    isPreliminary: true,
    isExternal: true,
    isProcessedExternally: false,
    isFiscalizedExternally: false,
    isPrepay: false,
    sealedIn: null,
  })
  const paid = { ...outside, isFiscalizedExternally: true }
  expect(pay(ids.card, paid)).toMatchObject({ ...paid, isPreliminary: false })
  expect(pay(ids.card, { isFiscalizedExternally: true })).toMatchObject({ isFiscalizedExternally: false })
})

describe('the type [cloud-api §4.6]', () => {
  test('is known, alive, of the terminal group and of the kind that is named', () => {
    expect(refused(ids.order)).toBe('payment.type-unknown')
    expect(refusalOf(() => pay(ids.deletedPayment))).toEqual({
      code: 'payment.type-deleted',
      params: { name: 'Cheque' },
    })
    const elsewhere = changedItem('paymentType', ids.card, { terminalGroupIds: [ids.secondGroup] })
    expect(codeOf(() => pay(ids.card, {}, aTill({}, { items: [elsewhere] })))).toBe('payment.type-unknown')
    expect(refused(ids.card, { kind: 'Cash' })).toBe('payment.kind-mismatch')
  })
  test('decides what may be taken outside', () => {
    expect(refused(ids.cash, outside)).toBe('payment.not-external')
    expect(refused(ids.bonus, outside)).toBe('payment.not-external')
    expect(refused(ids.tillCard, outside)).toBe('payment.not-external')
    expect(pay(ids.aggregator, outside)?.isPreliminary).toBe(false)
    expect(refused(ids.aggregator)).toBe('request.field-invalid')
  })
  test('asks for its data where the client names the kind', () => {
    expect(refusalOf(() => pay(ids.partner, { kind: 'External' }))).toEqual({
      code: 'payment.additional-data-required',
      params: { name: 'Partner', field: 'customData' },
    })
    expect(refused(ids.bonus, { kind: 'IikoCard', additionalData: { credential: '1' } })).toBe(
      'payment.additional-data-required',
    )
    const additionalData = { credential: '+79005550101', searchScope: 'Phone' }
    const sealedIn = { recordId: ids.order, prefix: 'payments.0.' }
    const kept = pay(ids.bonus, { kind: 'IikoCard', additionalData, sealedIn })
    expect(kept?.sealedIn).toEqual(sealedIn)
    expect(JSON.stringify(kept, (_key, value) => (typeof value === 'bigint' ? null : value))).not.toContain(
      '0101',
    )
    expect(pay(ids.partner)).toBeDefined()
    expect(refused(ids.partner, { additionalData: { customData: 'x'.repeat(4_001) } })).toBe(
      'payment.additional-data-too-long',
    )
  })
  test('of bonuses is never a prepayment', () => {
    expect(refused(ids.bonus, { isPrepay: true })).toBe('request.field-invalid')
  })
})

describe('the sum', () => {
  test('is above zero', () => {
    expect(refused(ids.cash, { sum: 0n })).toBe('payment.sum-not-positive')
    expect(refused(ids.cash, { sum: -1n })).toBe('payment.sum-not-positive')
  })
  test('fits the smallest coin', () => {
    const currency = { isoName: 'KZT', scale: 2, minimumDenomination: 1 }
    const till = aTill({}, { organization: { currency } })
    expect(refusalOf(() => pay(ids.cash, { sum: 35_050n }, till))).toEqual({
      code: 'payment.precision',
      params: { sum: '350.5' },
    })
  })
  test('taken outside is not above the order; planned cash may be, for change', () => {
    expect(refusalOf(() => pay(ids.card, { ...outside, sum: 35_001n }))).toEqual({
      code: 'order.payment-too-large',
      params: { paid: '350.01', total: '350' },
    })
    expect(pay(ids.cash, { sum: 50_000n })?.sum).toBe(50_000n)
  })
})

describe('tips', () => {
  const tip = (typeId: string, tipsTypeId: string | null, changes = {}) =>
    aPlacedOrder({ tips: [{ ...aPayment(typeId, 5_000n), tipsTypeId }], ...changes }).tips[0]

  test('of a type that works with the organization, service and payment', () => {
    expect(tip(ids.card, ids.tips)).toMatchObject({ sum: 5_000n, tipsType: { id: ids.tips, name: 'Tips' } })
    expect(tip(ids.cash, null)?.tipsType).toBeNull()
  })
  test('are refused otherwise', () => {
    expect(codeOf(() => tip(ids.cash, ids.tips))).toBe('tips.type-not-applicable')
    expect(codeOf(() => tip(ids.card, ids.order))).toBe('tips.type-not-applicable')
    expect(codeOf(() => tip(ids.card, ids.tips, { serviceType: 'DeliveryByClient' }))).toBe(
      'tips.type-not-applicable',
    )
    expect(codeOf(() => tip(ids.bonus, null))).toBe('tips.type-not-applicable')
  })
})
