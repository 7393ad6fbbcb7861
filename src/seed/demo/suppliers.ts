/** Whom the chain buys from and sells to; all of them are made up. */
import type { Uuid } from '../../kernel/ids.ts'
import { type EdiKey, ediSystemId } from './back-office.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'

export type CounteragentKey = 'farm' | 'dairy' | 'roaster' | 'cleaning' | 'office' | 'partner'
export const counteragentId = (key: CounteragentKey): Uuid => demoId('counteragent', key)

const rows: Record<CounteragentKey, [code: string, name: string, nameEn: string, inn: string, does: string]> =
  {
    farm: ['101', 'ООО «Зелёный двор»', 'Green Yard LLC', '7700000101', 'supplies'],
    dairy: ['102', 'АО «Молочная река»', 'Milk River JSC', '7700000102', 'supplies'],
    roaster: ['103', 'ИП Обжаров', 'Obzharov Coffee Roasters', '7700000103', 'supplies'],
    cleaning: ['104', 'ООО «Чистый дом»', 'Clean House LLC', '7700000104', 'supplies'],
    office: ['201', 'Бизнес-центр «Покровский»', 'Pokrovsky Business Centre', '7700000201', 'buys'],
    partner: ['202', 'Кулинария «Соседи»', 'Neighbours Deli', '7700000202', 'supplies and buys'],
  }

/** Numbers of the places in the exchange; those of the buyers stand in outlets.ts. */
const glns: Partial<Record<CounteragentKey, [gln: string, system: EdiKey]>> = {
  farm: ['4600000001010', 'external'],
  dairy: ['4600000001027', 'external'],
  roaster: ['4600000001034', 'operator'],
}

const exchange = (key: string): { gln?: string; ediSystemId?: Uuid } => {
  const [gln, system] = glns[key as CounteragentKey] ?? []
  return gln && system ? { gln, ediSystemId: ediSystemId(system) } : {}
}

const counteragents = (): SeedItem[] =>
  Object.entries(rows).map(([key, [code, name, nameEn, taxpayerIdNumber, does]]) =>
    seedItem('counteragent', key, {
      name,
      nameEn,
      code,
      isSupplier: does.includes('supplies'),
      isClient: does.includes('buys'),
      taxpayerIdNumber,
      ...exchange(key),
      // Whoever delivers every day can be called.
      ...(key === 'farm' ? { phone: '+74955550101', email: 'orders@greenyard.example' } : {}),
    }),
  )

/** Our code, theirs, the package (it has the code of its product), kopecks for it, percent by which it may differ. */
type PriceRow = [product: string, theirs: string | null, isPackage: boolean, price: bigint, percent: number]
const priceLists: [CounteragentKey, validFrom: string, PriceRow[]][] = [
  [
    'dairy',
    '2026-01-01',
    [
      ['95002', '96001', true, 1_450_00n, 5],
      ['95009', '96002', false, 260_00n, 3],
    ],
  ],
  [
    'dairy',
    '2026-09-01',
    [
      ['95002', '96001', true, 1_520_00n, 5],
      ['95009', '96002', false, 274_50n, 3],
      ['95014', null, false, 71_00n, 2.5],
    ],
  ],
  [
    'farm',
    '2026-06-01',
    [
      ['95006', '96003', false, 38_00n, 10],
      ['95007', null, false, 32_00n, 10],
    ],
  ],
  ['roaster', '2026-06-01', [['95013', null, true, 1_890_00n, 0]]],
]

const supplierPriceLists = (): SeedItem[] =>
  priceLists.map(([supplier, validFrom, lines]) =>
    seedItem('supplierPriceList', `${supplier}/${validFrom}`, {
      supplierId: counteragentId(supplier),
      validFrom,
      lines: lines.map(([product, theirs, isPackage, price, percent]) => ({
        productId: demoId('product', product),
        supplierProductId: theirs === null ? null : demoId('product', theirs),
        containerId: isPackage ? demoId('container', product) : null,
        price,
        deviationHundredths: percent * 100,
      })),
    }),
  )

export const suppliers = (): SeedItem[] => [...counteragents(), ...supplierPriceLists()]
