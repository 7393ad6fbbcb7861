/** First deliveries of goods: enough that a store has something to write off, few enough to read. */
import { blankContent, blankItem } from '../../domain/documents/blank.ts'
import type { DocumentContent, DocumentItem } from '../../domain/documents/document.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { demoId, type SeedDocument } from './demo-chain.ts'
import { type OutletKey, outletId, outletKeys } from './outlets.ts'
import { type StoreKey, storeId } from './stores.ts'
import { type CounteragentKey, counteragentId } from './suppliers.ts'

/** `product kilograms roubles-for-one`. */
const deliveries: readonly { key: string; supplier: CounteragentKey; store: StoreKey; lines: string }[] = [
  {
    key: 'groceries',
    supplier: 'farm',
    store: 'main',
    lines:
      '95001 50 42, 95003 12 180, 95005 20 560, 95006 15 38, 95007 15 34, 95008 40 31, 95010 8 1450, 95011 20 96',
  },
  {
    key: 'dairy',
    supplier: 'dairy',
    store: 'main',
    lines: '95002 10 520, 95009 8 210, 95012 6 640, 95014 30 78',
  },
  { key: 'coffee', supplier: 'roaster', store: 'bar', lines: '95013 5 1380, 95014 12 78' },
]
const vatHundredths = 1000

export const openingDocuments = (): SeedDocument[] =>
  outletKeys.flatMap((outlet) => deliveries.map((delivery, day) => invoice(outlet, day, delivery)))

function invoice(
  outlet: OutletKey,
  day: number,
  { key, supplier, store, lines }: (typeof deliveries)[number],
): SeedDocument {
  const items = [...lines.matchAll(/(\d{5}) (\d+) (\d+)/g)].map(
    ([, product = '', amount = '0', price = '0'], index) =>
      line({
        num: index + 1,
        product,
        amount: BigInt(amount),
        price: BigInt(price),
        storeId: storeId(outlet, store),
      }),
  )
  const content: DocumentContent = {
    ...blankContent,
    kind: 'incomingInvoice',
    isDeliveredOnTime: true,
    date: Date.UTC(2026, 0, 12 + day, 6),
    counteragentId: counteragentId(supplier),
    defaultStoreId: storeId(outlet, store),
    items,
  }
  return {
    organizationId: outletId(outlet),
    id: demoId('document', `${outlet}/${key}`),
    content,
    isPosted: true,
  }
}

type Line = { num: number; product: string; amount: bigint; price: bigint; storeId: Uuid }
const billion = 1_000_000_000n

const line = ({ num, product, amount, price, storeId: store }: Line): DocumentItem => ({
  ...blankItem,
  num,
  productId: demoId('product', product),
  amount: amount * billion,
  storeId: store,
  price: price * billion,
  vatHundredths,
})
