/** Tech cards: what a batch takes from stock. An amount of 250 is 0.25 kg. */
import { everywhere, nowhere } from '../../../domain/stock/store-specification.ts'
import type { LocalDate } from '../../../kernel/local-time.ts'
import { demoId, type SeedItem, seedItem } from '../demo-chain.ts'
import { type OutletKey, outletId } from '../outlets.ts'
import { type SizeKey, sizeId } from './dictionaries.ts'
import { productId } from './modifiers.ts'

type Row = {
  product: string
  /** Absent: since the chain was opened. */
  from?: LocalDate
  /** Main units that one batch makes; absent: one. */
  batch?: bigint
  /** `ingredient amount`, of a size `25=160`, all of them parted by spaces; `@outlet` behind it: only there. */
  items: string
  /** Kept in store as it is and written off as such. */
  isWhole?: true
  technology?: string
}

const opening: LocalDate = '2020-01-01'
const grilled = 'Обжарить котлету по 3 минуты с каждой стороны, собрать на подсушенной булочке.'

const rows: readonly Row[] = [
  // Until the autumn of 2026 there was less meat in it.
  { product: '10101', items: '95005 70 95006 110 95007 80 95008 60 95009 30' },
  {
    product: '10101',
    from: '2026-09-01',
    items: '95005 90 95006 110 95007 60 95008 50 95009 30',
    technology: 'Сварить бульон, добавить пассерованную свёклу и капусту, подавать со сметаной.',
  },
  { product: '10403', items: '95005 180 95009 40 95008 160' },
  { product: '10701', items: '95008 210' },
  // Only Kazan puts sour cream on it.
  { product: '10702', items: '95008 200 95014 30 95009 20@baumana' },
  {
    product: '20001',
    items: '95001 25=160 30=220 35=300 95002 25=90 30=130 35=180 95003 25=60 30=85 35=115',
  },
  {
    product: '20002',
    items:
      '95001 25=160 30=220 35=300 95002 25=80 30=115 35=160 95003 25=60 30=85 35=115 95004 25=45 30=65 35=90',
  },
  // Of dough that is made beforehand and opened into flour and milk when the pizza is sold.
  {
    product: '20003',
    items: '95016 25=230 30=320 35=430 95002 25=110 30=150 35=210 95014 25=20 30=30 35=40',
  },
  { product: '30001', items: '95015 180', technology: grilled },
  { product: '30002', items: '95015 320' },
  { product: '40001', items: '95010 80 95011 110 95012 60' },
  { product: '40008', items: '95010 40 95011 70' },
  { product: '60101', items: '95013 18' },
  { product: '60111', items: '95013 s=9 m=18 l=18 95014 s=140 m=210 l=290' },
  { product: '70701', items: '95014 30' },
  { product: '72001', items: '95009 30' },
  { product: '95015', items: '95005 1200 95009 20', isWhole: true },
  { product: '95015', from: '2026-02-01', items: '95005 1150 95009 20', isWhole: true },
  { product: '95016', batch: 10n, items: '95001 6200 95014 3600' },
]

const perThousandth = 1_000_000n
const billion = 1_000_000_000n

function itemsOf(key: string, text: string) {
  let ingredient = ''
  return text.split(' ').flatMap((word) => {
    if (/^\d{5}$/.test(word)) {
      ingredient = word
      return []
    }
    const [, size, amount = '0', outlet] = /^(?:(\w+)=)?(\d+)(?:@(\w+))?$/.exec(word) ?? []
    const gross = BigInt(amount) * perThousandth
    return {
      id: demoId('techCardItem', `${key}/${ingredient}/${size ?? ''}`),
      sortWeight: 0,
      productId: demoId('product', ingredient),
      sizeId: size ? sizeId(size as SizeKey) : null,
      stores: outlet ? { organizationIds: [outletId(outlet as OutletKey)], isInverse: false } : null,
      gross,
      net: gross,
      yield: gross,
      trials: [],
      packages: 0n,
      containerId: null,
    }
  })
}

export const techCards = (): SeedItem[] =>
  rows.map(({ product, from, batch = 1n, items, isWhole, technology = '' }) => {
    const key = from ? `${product} ${from}` : product
    const lines = itemsOf(key, items).map((item, index) => ({ ...item, sortWeight: index + 1 }))
    return seedItem('techCard', key, {
      productId: productId(product),
      validFrom: from ?? opening,
      batch: batch * billion,
      writeOff: isWhole ? 'DIRECT' : 'ASSEMBLE',
      wholeAt: isWhole ? everywhere : nowhere,
      sizes: lines.some((item) => item.sizeId !== null) ? 'SPECIFIC' : 'COMMON',
      items: lines,
      texts: { technology, description: '', appearance: '', organoleptic: '', yield: '' },
    })
  })
