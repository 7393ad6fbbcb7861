/** Warehouses of the restaurants, units of measure and packages of goods. */
import type { Uuid } from '../../kernel/ids.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId, outletKeys } from './outlets.ts'

export type StoreKey = 'main' | 'kitchen' | 'bar'
export const storeId = (outlet: OutletKey, store: StoreKey): Uuid => demoId('store', `${outlet}/${store}`)

const storeNames: Record<StoreKey, [name: string, nameEn: string]> = {
  main: ['Основной склад', 'Main store'],
  kitchen: ['Кухня', 'Kitchen'],
  bar: ['Бар', 'Bar'],
}
const outletNames: Record<OutletKey, [name: string, nameEn: string]> = {
  pokrovka: ['Покровка', 'Pokrovka'],
  baumana: ['Баумана', 'Bauman Street'],
  malysheva: ['Малышева', 'Malysheva'],
}
const storeKeys = Object.keys(storeNames) as StoreKey[]

function store(outlet: OutletKey, key: StoreKey): SeedItem {
  const [name, nameEn] = storeNames[key]
  const [place, placeEn] = outletNames[outlet]
  const body = {
    name: `${name}. ${place}`,
    nameEn: `${nameEn}, ${placeEn}`,
    code: `${outletKeys.indexOf(outlet) + 1}${storeKeys.indexOf(key) + 1}`,
    isDefault: key === 'main',
  }
  return seedItem('store', `${outlet}/${key}`, body, { organizationId: outletId(outlet) })
}

const units: Record<string, [nameEn: string, code: string]> = {
  кг: ['kg', '166'],
  шт: ['pcs', '796'],
  порц: ['portion', '698'],
  усл: ['service', '642'],
}

/** Product code, names and what is in one, in billionths of its unit. */
const packages: [product: string, name: string, nameEn: string, count: bigint, barcode: string][] = [
  ['95001', 'Мешок 25 кг', 'Bag of 25 kg', 25_000_000_000n, '2900009500125'],
  ['95002', 'Пакет 2,5 кг', 'Pack of 2.5 kg', 2_500_000_000n, '2900009500224'],
  ['95013', 'Пачка 1 кг', 'Pack of 1 kg', 1_000_000_000n, '2900009501313'],
]

export const stores = (): SeedItem[] => [
  ...outletKeys.flatMap((outlet) => storeKeys.map((key) => store(outlet, key))),
  ...Object.entries(units).map(([name, [nameEn, code]]) =>
    seedItem('measureUnit', name, { name, nameEn, code }),
  ),
  ...packages.map(([product, name, nameEn, count, barcode]) =>
    seedItem('container', product, {
      name,
      nameEn,
      productId: demoId('product', product),
      count,
      barcodes: [barcode],
    }),
  ),
]
