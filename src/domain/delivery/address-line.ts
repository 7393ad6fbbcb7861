import type { Uuid } from '../../kernel/ids.ts'
import type { Catalog } from '../reference/catalog.ts'

/** Words that say what kind of a street it is; the dictionary's names have none of them (cloud-api §4.4). */
const kindBefore = /^(?:улица|ул\.?|переулок|пер\.?|площадь|пл\.?|street|st\.?)\s+/i
const kindBehind = /\s+(?:улица|ул\.?|переулок|street|st\.?)$/i
const houseKind = /^(?:дом|д\.?|house)\s*/i

const words = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase().replaceAll('ё', 'е')

/**
 * Street and house of an address in one line, such as `Москва, ул. Покровка, д. 17` or `Покровка 17`: the street of the
 * dictionary, of the given city or else of the one that the line names. Null: no such street.
 */
export function readAddressLine(
  catalog: Catalog,
  line: string,
  city: string | null = null,
): { streetId: Uuid; house: string | null } | null {
  const parts = line.split(/[,;]/).map((part) => part.trim())
  const named = new Set(parts.map(words))
  const found = catalog.all('street').flatMap(({ id, isDeleted, body }) => {
    const house = isDeleted ? undefined : houseBehind(words(body.name), parts)
    const itsCity = words(catalog.living('city', body.cityId)?.body.name ?? '')
    if (house === undefined || (city !== null && words(city) !== itsCity)) return []
    return [{ streetId: id, house, isOfCity: named.has(itsCity) }]
  })
  return found.find(({ isOfCity }) => isOfCity) ?? found[0] ?? null
}

/** The house that stands behind a street, in its part or in the next one; undefined: the street is not there. */
function houseBehind(street: string, parts: readonly string[]): string | null | undefined {
  for (const [index, part] of parts.entries()) {
    const spellings = [part, part.replace(kindBefore, ''), part.replace(kindBehind, '')].map(words)
    if (spellings.includes(street)) return houseIn(parts[index + 1] ?? '')
    const longer = spellings.find((text) => text.startsWith(`${street} `))
    if (longer !== undefined) return houseIn(longer.slice(street.length))
  }
  return undefined
}

const houseIn = (text: string): string | null =>
  /^\d\S*/.exec(text.trim().replace(houseKind, ''))?.[0] ?? null
