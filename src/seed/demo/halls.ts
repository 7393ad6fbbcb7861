/** Halls and their tables, in cells of a floor plan. */
import type { HallDecor, RestaurantSection } from '../../domain/reference/books.ts'
import { demoId, type SeedItem, seedItem } from './demo-chain.ts'
import { type OutletKey, outletId, type TillKey, tillId } from './outlets.ts'

/** A letter of the plan is a table for so many guests; a dot is an empty cell. */
const seats: Record<string, number> = { a: 2, b: 4, c: 6, d: 8 }
const cell = { width: 140, height: 120 }

type Hall = {
  outlet: OutletKey
  till: TillKey
  name: string
  nameEn: string
  first: number
  plan: string
  forbidsSecondOrder?: true
}
const halls: Record<string, Hall> = {
  main: {
    outlet: 'pokrovka',
    till: 'pokrovka',
    name: 'Основной зал',
    nameEn: 'Main hall',
    first: 1,
    plan: 'aa.bb/bb.bb/c..aa/d..c',
  },
  yard: {
    outlet: 'pokrovka',
    till: 'pokrovka',
    name: 'Дворик',
    nameEn: 'Courtyard',
    first: 21,
    forbidsSecondOrder: true,
    plan: 'bbbb/a..a/bbbb',
  },
  hall: {
    outlet: 'baumana',
    till: 'baumana',
    name: 'Зал',
    nameEn: 'Hall',
    first: 1,
    plan: 'aaaa/bb.bb/bb.bb/c..c',
  },
  terrace: {
    outlet: 'baumana',
    till: 'veranda',
    name: 'Веранда',
    nameEn: 'Terrace',
    first: 31,
    plan: 'bbbbb/bbbbb',
  },
  cafe: {
    outlet: 'malysheva',
    till: 'malysheva',
    name: 'Кофейня',
    nameEn: 'Café',
    first: 1,
    plan: 'aaaa/a.bb/aa.b',
  },
}

function tablesOf(key: string, { plan, first }: Hall): RestaurantSection['tables'] {
  const places = plan
    .split('/')
    .flatMap((line, y) => [...line].map((letter, x) => ({ x, y, seats: seats[letter] ?? 0 })))
    .filter((place) => place.seats > 0)
  return places.map((place, index) => {
    const number = first + index
    return {
      id: demoId('table', `${key}/${number}`),
      posId: demoId('table-at-till', `${key}/${number}`),
      number,
      name: `Стол ${number}`,
      seats: place.seats,
      x: place.x * cell.width + 20,
      y: place.y * cell.height + 20,
      width: place.seats > 4 ? 110 : 80,
      height: 80,
    }
  })
}

const bar = { x: 480, y: 20, z: 0, angle: 0, width: 60, height: 220 }
const wood = [255, 139, 94, 60] as const

/** A bar with its name on it and a column. */
const mainDecor: HallDecor[] = [
  { kind: 'rectangle', ...bar, width: 200, color: wood },
  { kind: 'ellipse', ...bar, x: 300, y: 260, width: 40, height: 40, color: [255, 128, 128, 128] },
  {
    ...{ kind: 'mark', ...bar, z: 1, width: 200, height: 30, text: 'Бар', color: [255, 255, 255, 255] },
    font: { family: 'Arial', size: 18, style: 'Bold' },
  },
]

export const hallItems = (): SeedItem[] =>
  Object.entries(halls).map(([key, hall]) =>
    seedItem(
      'restaurantSection',
      key,
      {
        name: hall.name,
        nameEn: hall.nameEn,
        terminalGroupId: tillId(hall.till),
        forbidsSecondOrder: hall.forbidsSecondOrder ?? false,
        tables: tablesOf(key, hall),
        ...(key === 'main' ? { decor: mainDecor } : {}),
      },
      { organizationId: outletId(hall.outlet) },
    ),
  )
