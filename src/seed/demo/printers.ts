/** Printers of the tills: paper on the screen, for a demo has no others (front-api §2.15.1). */
import type { Printer } from '../../domain/reference/books.ts'
import { type SeedItem, seedItem } from './demo-chain.ts'
import { placeId } from './menu/dictionaries.ts'
import { type OutletKey, outletId, type TillKey, tillId } from './outlets.ts'

type Row = { outlet: OutletKey; till: TillKey } & Pick<Printer, 'name' | 'nameEn' | 'duties'> &
  Partial<Printer>

const guestDuties: Printer['duties'] = ['bill', 'receipt', 'report', 'delivery']
const cashier = {
  name: 'Касса',
  nameEn: 'Cash desk',
  duties: guestDuties,
  width: 42,
  opensDrawer: true,
} as const
const kitchen = { name: 'Кухня', nameEn: 'Kitchen', duties: ['kitchen'] as Printer['duties'], width: 32 }

const rows: Record<string, Row> = {
  'pokrovka/cashier': {
    ...{ outlet: 'pokrovka', till: 'pokrovka', ...cashier },
    footer: '<center>Спасибо! Ждём вас снова<br/>trapeza.example</center>',
  },
  'pokrovka/kitchen': { outlet: 'pokrovka', till: 'pokrovka', ...kitchen },
  'pokrovka/bar': {
    ...{ outlet: 'pokrovka', till: 'pokrovka', ...kitchen, name: 'Бар', nameEn: 'Bar' },
    cookingPlaceIds: [placeId('bar')],
  },
  'taganka/cashier': { outlet: 'pokrovka', till: 'taganka', ...cashier, duties: [...guestDuties, 'kitchen'] },
  'baumana/cashier': { outlet: 'baumana', till: 'baumana', ...cashier },
  'baumana/kitchen': { outlet: 'baumana', till: 'baumana', ...kitchen },
  'malysheva/cashier': {
    outlet: 'malysheva',
    till: 'malysheva',
    ...cashier,
    duties: [...guestDuties, 'kitchen'],
  },
}

export const printerItems = (): SeedItem[] =>
  Object.entries(rows).map(([key, { outlet, till, ...printer }]) =>
    seedItem(
      'printer',
      key,
      {
        ...{
          terminalGroupId: tillId(till),
          kind: 'preview',
          address: null,
          cookingPlaceIds: [],
          sectionIds: [],
        },
        ...{ width: 42, language: 'ru', opensDrawer: false, header: '', footer: '', ...printer },
      },
      { organizationId: outletId(outlet) },
    ),
  )
