import type { Uuid } from '../../kernel/ids.ts'
import type { BookItem } from './books.ts'
import type { Catalog } from './catalog.ts'

/** Cities and streets of a corporation, found as orders name them; made once per revision of the books. */
export type AddressBook = {
  /** By `classifierId`, the KLADR-like id. */
  streetByClassifier(classifierId: string): BookItem<'street'> | undefined
  streetByName(cityId: Uuid, name: string): BookItem<'street'> | undefined
  cityByName(name: string): BookItem<'city'> | undefined
}

const books = new WeakMap<Catalog, AddressBook>()

/** Names must equal the dictionary's but for spaces and letter case; `ё` is often typed as `е` (cloud-api §4.4). */
const spelled = (name: string): string =>
  name.trim().toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ')

export function addressBookOf(catalog: Catalog): AddressBook {
  const known = books.get(catalog)
  if (known) return known
  const cities = new Map<string, BookItem<'city'>>()
  for (const city of catalog.all('city')) if (!city.isDeleted) setFirst(cities, spelled(city.body.name), city)
  const byClassifier = new Map<string, BookItem<'street'>>()
  const byName = new Map<string, BookItem<'street'>>()
  for (const street of catalog.all('street')) {
    if (street.isDeleted) continue
    const { classifierId, cityId, name } = street.body
    if (classifierId) setFirst(byClassifier, classifierId, street)
    setFirst(byName, `${cityId} ${spelled(name)}`, street)
  }
  const book: AddressBook = {
    streetByClassifier: (classifierId) => byClassifier.get(classifierId.trim()),
    streetByName: (cityId, name) => byName.get(`${cityId} ${spelled(name)}`),
    cityByName: (name) => cities.get(spelled(name)),
  }
  books.set(catalog, book)
  return book
}

export type StreetGiven = { classifierId: string | null; id: Uuid | null; name: string | null }

/** The street that is meant: by classifier, by id, or by name in a city, in this order (cloud-api §4.4). */
export function streetGiven(
  catalog: Catalog,
  { classifierId, id, name }: StreetGiven,
  cityId: Uuid | null,
): BookItem<'street'> | undefined {
  const book = addressBookOf(catalog)
  return (
    (classifierId ? book.streetByClassifier(classifierId) : undefined) ??
    catalog.living('street', id) ??
    (name && cityId ? book.streetByName(cityId, name) : undefined)
  )
}

function setFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value)
}
