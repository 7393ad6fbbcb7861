import { expect, test } from 'vitest'
import type { BookItem } from './books.ts'
import { Catalog } from './catalog.ts'
import { supplierPricesOn } from './supplier-prices.ts'

const supplierId = '11111111-0000-4000-8000-000000000001'
let count = 0
const list = (validFrom: string, price: bigint, more: Partial<BookItem<'supplierPriceList'>> = {}) => {
  count += 1
  const productId = '22222222-0000-4000-8000-000000000001'
  const line = { productId, supplierProductId: null, containerId: null, price, deviationHundredths: 0 }
  return {
    book: 'supplierPriceList' as const,
    id: `33333333-0000-4000-8000-${String(count).padStart(12, '0')}`,
    organizationId: null,
    isDeleted: false,
    revision: BigInt(count),
    body: { supplierId, validFrom, lines: [line] },
    ...more,
  }
}

test('the list that began last counts, the latest of all where no day is said', () => {
  const catalog = new Catalog(supplierId, 9n, [
    list('2031-03-01', 3n),
    list('2031-01-01', 1n),
    list('2031-01-01', 2n),
    list('2031-02-01', 9n, { isDeleted: true }),
  ])
  const priceOn = (day: string | null) => supplierPricesOn(catalog, supplierId, day)[0]?.price
  expect(priceOn('2030-12-31')).toBeUndefined()
  expect(priceOn('2031-01-01')).toBe(2n)
  expect(priceOn('2031-02-28')).toBe(2n)
  expect(priceOn('2031-03-01')).toBe(3n)
  expect(priceOn(null)).toBe(3n)
  expect(supplierPricesOn(catalog, '22222222-0000-4000-8000-000000000009', null)).toEqual([])
})
