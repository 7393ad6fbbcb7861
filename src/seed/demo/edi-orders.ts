/** Orders to suppliers: one on its way to them, one that nobody has registered yet. */
import type { SeedEdiOrder } from '../../app/edi/load-edi-seed.ts'
import type { EdiLine } from '../../domain/edi/edi-order.ts'
import { type EdiKey, ediSystemId } from './back-office.ts'
import { demoId } from './demo-chain.ts'
import { outletId } from './outlets.ts'
import { storeId } from './stores.ts'
import { type CounteragentKey, counteragentId } from './suppliers.ts'

/** Article, name, kilograms or pieces, roubles for one. */
type Row = readonly [code: string, name: string, unit: 'KG' | 'PCE', amount: bigint, price: bigint]

const billion = 1_000_000_000n
const vatHundredths = 1000

const line = ([code, name, unit, amount, price]: Row, index: number): EdiLine => ({
  number: index + 1,
  productId: demoId('product', code),
  gtin: null,
  buyerCode: code,
  supplierCode: null,
  name,
  comment: null,
  requested: { unit, amount: amount * billion, container: null, containerAmount: null },
  price: price * billion,
  vatHundredths,
  sum: amount * price * 100n,
})

function order(
  number: string,
  supplier: CounteragentKey,
  system: EdiKey,
  rows: readonly Row[],
  deeds: SeedEdiOrder['deeds'],
): SeedEdiOrder {
  const content = {
    sellerId: counteragentId(supplier),
    storeId: storeId('pokrovka', 'main'),
    invoicee: null,
    requestedAt: Date.UTC(2026, 0, 21, 6),
    comment: null,
    lines: rows.map(line),
  }
  const organizationId = outletId('pokrovka')
  return { organizationId, systemId: ediSystemId(system), number, date: '2026-01-20', content, deeds }
}

export const ediOrders = (): SeedEdiOrder[] => [
  order(
    'З-0001',
    'farm',
    'external',
    [
      ['95001', 'Мука пшеничная', 'KG', 40n, 42n],
      ['95003', 'Соус томатный для пиццы', 'KG', 10n, 180n],
    ],
    ['register', 'send'],
  ),
  order('З-0002', 'dairy', 'external', [['95002', 'Моцарелла тёртая', 'KG', 6n, 520n]], []),
]
