/** Marks of bottles as a supplier's waybills brought them into the count of the state; all of them are made up. */
import { type SeedItem, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId } from './outlets.ts'

const fsRarIds = { pokrovka: '030000700001', baumana: '030000700002' } as const
const sourceRarId = '010000700099'

/** Restaurant, certificate, code of the drink, bottles that came, and how many of them were opened. */
const certificates: readonly (readonly [
  at: keyof typeof fsRarIds,
  bRegId: string,
  alcCode: string,
  bottles: number,
  opened: number,
])[] = [
  ['pokrovka', 'FB-000000070000001', '0300007000000000001', 6, 2],
  ['pokrovka', 'FB-000000070000002', '0300007000000000002', 3, 0],
  ['baumana', 'FB-000000070000003', '0300007000000000001', 4, 1],
]

export const exciseMarks = (): SeedItem[] =>
  certificates.flatMap(([at, bRegId, alcCode, bottles, opened]) =>
    Array.from({ length: bottles }, (_, index) =>
      markOf(at, { bRegId, alcCode, index, isOpened: index < opened }),
    ),
  )

type Bottle = { bRegId: string; alcCode: string; index: number; isOpened: boolean }

function markOf(
  at: keyof typeof fsRarIds & OutletKey,
  { bRegId, alcCode, index, isOpened }: Bottle,
): SeedItem {
  const mark = `22N0000${bRegId.slice(-4)}${String(index + 1).padStart(6, '0')}MADEUP`
  const body = {
    name: mark.slice(-12),
    nameEn: mark.slice(-12),
    mark,
    bRegId,
    alcCode,
    fsRarId: fsRarIds[at],
    sourceRarId,
    isWrittenOff: isOpened,
    until: null,
  }
  return seedItem('exciseMark', mark, body, { organizationId: outletId(at) })
}
