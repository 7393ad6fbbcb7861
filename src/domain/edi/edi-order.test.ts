import { describe, expect, test } from 'vitest'
import {
  acknowledged,
  answered,
  canceled,
  type EdiAnswerLine,
  type EdiLine,
  type EdiOrder,
  ediDeeds,
  invoiced,
  isForSeller,
  rewritten,
} from './edi-order.ts'

const billion = 1_000_000_000n
const kilograms = (amount: bigint) => ({
  unit: 'KG' as const,
  amount: amount * billion,
  container: null,
  containerAmount: null,
})
const line = (number: number, amount: bigint, price: bigint, more: Partial<EdiLine> = {}): EdiLine => ({
  number,
  productId: `product ${number}`,
  gtin: null,
  buyerCode: null,
  supplierCode: null,
  name: null,
  comment: null,
  requested: kilograms(amount),
  price: price * billion,
  vatHundredths: 1000,
  sum: null,
  ...more,
})
const order: EdiOrder = {
  tenantId: 't',
  organizationId: 'o',
  id: 'i',
  number: '1',
  date: '2031-03-04',
  status: 'original',
  processing: 'readyToSend',
  content: {
    sellerId: 's',
    storeId: null,
    invoicee: null,
    requestedAt: null,
    comment: null,
    lines: [line(1, 10n, 42n, { sum: 41_999n }), line(2, 2n, 180n)],
  },
  isSeen: false,
  isCancellationSeen: false,
  response: null,
  invoices: [],
  createdAt: 0,
  modifiedAt: 0,
  revision: 1n,
}
const said = (
  number: number,
  orderLineNumber: number | null,
  more: Partial<EdiAnswerLine> = {},
): EdiAnswerLine => ({
  ...line(number, 1n, 0n),
  requested: null,
  confirmed: null,
  price: null,
  vatHundredths: null,
  orderLineNumber,
  ...more,
})
const answer = (lines: EdiAnswerLine[], isAccepted = true) =>
  answered(order, { number: 'R', date: '2031-03-04', isAccepted, estimatedAt: null, lines })
const brought = (one: EdiOrder, lines: EdiAnswerLine[] = []) =>
  invoiced(one, lines, 2).map(({ productId, amount, sum }) => [productId, amount / billion, sum])

describe('the way of an order', () => {
  test('is draft, registered, ready; each step once', () => {
    const draft = { ...order, processing: 'draft' as const }
    const registered = ediDeeds.register(draft)
    expect(ediDeeds.register(registered)).toBe(registered)
    expect(ediDeeds.unregister(registered).processing).toBe('draft')
    expect(ediDeeds.send(registered).processing).toBe('readyToSend')
    expect(() => ediDeeds.send(draft)).toThrow('send is not possible')
    expect(() => ediDeeds.register(canceled(draft))).toThrow('canceled')
    expect(() => rewritten(order, order.content)).toThrow('update is not possible')
  })
  test('is for the seller until it is seen; its end only where the beginning was', () => {
    expect(isForSeller(order)).toBe(true)
    const seen = acknowledged(order, 'original')
    expect([isForSeller(seen), seen.processing]).toEqual([false, 'sent'])
    expect(isForSeller(canceled(order))).toBe(false)
    const taken = canceled(seen)
    expect(isForSeller(taken)).toBe(true)
    expect(isForSeller(acknowledged(taken, 'canceled'))).toBe(false)
    expect(() => acknowledged(order, 'canceled')).toThrow('acknowledge is not possible')
  })
})

describe('what an invoice brings', () => {
  test('is the order as it stands, with the sums that it says', () => {
    expect(brought(order)).toEqual([
      ['product 1', 10n, 41_999n],
      ['product 2', 2n, 36_000n],
    ])
  })
  test('is what was agreed: less, more, none, new', () => {
    const agreed = answer([
      said(1, 1, { confirmed: kilograms(8n) }),
      said(2, 2, { confirmed: kilograms(0n) }),
      said(3, null, { confirmed: kilograms(3n), price: 40n * billion }),
    ])
    expect(brought(agreed)).toEqual([
      ['product 1', 8n, 33_600n],
      ['product 3', 3n, 12_000n],
    ])
    expect(brought(answer([said(1, 1)]))).toEqual([
      ['product 1', 10n, 41_999n],
      ['product 2', 2n, 36_000n],
    ])
  })
  test('is a part of it by lines, at the price that was agreed or said', () => {
    expect(brought(order, [said(1, 2, { confirmed: kilograms(1n) })])).toEqual([['product 2', 1n, 18_000n]])
    expect(brought(order, [said(1, 2, { sum: 5n })])).toEqual([['product 2', 2n, 5n]])
  })
  test('is nothing of what was not agreed', () => {
    expect(() => brought(order, [said(1, 7)])).toThrow('Line 7')
    expect(() => brought(order, [said(1, null)])).toThrow('Line 1')
    expect(() => brought(answer([], false))).toThrow('invoice is not possible')
    expect(() => brought(canceled(order))).toThrow('invoice is not possible')
  })
})
