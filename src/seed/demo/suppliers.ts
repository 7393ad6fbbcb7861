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

export const suppliers = (): SeedItem[] =>
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
