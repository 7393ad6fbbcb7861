import { productOf } from '../../../app/front/model/assortment.ts'
import { productTypes } from '../../../app/front/model/enums.ts'
import { sectionsOfGroup, tablesOf } from '../../../app/front/model/organisation.ts'
import type { TillPlace } from '../../../app/front/model/till-place.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { productLink, sectionLink, tableLink, userLink, type WirePlace } from './wire-place.ts'

/** Books of the till behind the links of orders; the reference names their paths and not their members (front-api §7.1). */
type Place = WirePlace & { place: TillPlace }

/** By its article; of several that have it the one on the menu. */
export function wireProduct(at: Place, article: string) {
  const { place } = at
  const found = place.catalog
    .of('product', place.organizationId)
    .filter((item) => !item.isDeleted && item.body.code === article)
    .map((item) => productOf(place, item))
    .sort((a, b) => Number(b.isActive) - Number(a.isActive))[0]
  if (!found) return null
  return {
    Id: found.id,
    Number: found.number,
    Name: found.name,
    FullName: found.fullName,
    KitchenName: found.name,
    Description: found.description,
    Type: productTypes[found.type],
    Price: found.price,
    IsActive: found.isActive,
    CategoryName: found.category?.name ?? null,
    MeasuringUnitName: found.measuringUnit.name,
    Url: productLink(at, found),
  }
}

/** `open`: whose personal session is open. */
export function wireUser(at: Place, name: string, open: ReadonlySet<Uuid>) {
  const { catalog, organizationId } = at.place
  const found = catalog
    .all('employee')
    .find(
      ({ isDeleted, body }) =>
        !isDeleted && body.organizationIds.includes(organizationId) && body.name === name,
    )
  if (!found) return null
  return {
    Id: found.id,
    Name: found.body.name,
    Code: found.body.code,
    IsSessionOpen: open.has(found.id),
    Url: userLink(at, found.body),
  }
}

/** By its number; the first hall that has it. */
export function wireTable(at: Place, number: number) {
  const tables = sectionsOfGroup(at.place, at.place.terminalGroupId).flatMap(tablesOf)
  const found = tables.find((table) => table.number === number)
  if (!found) return null
  return {
    Id: found.id,
    Number: found.number,
    Name: found.name,
    SeatingCapacity: found.seatingCapacity,
    IsActive: found.isActive,
    SectionName: found.restaurantSection?.name ?? null,
    Section: sectionLink(at, found.restaurantSection),
    Url: tableLink(at, found),
  }
}

/** A hall of the group, or a place that cooks. */
export function wireSection(at: Place, name: string) {
  const { place } = at
  const hall = sectionsOfGroup(place, place.terminalGroupId).find(({ body }) => body.name === name)
  const cooks = place.catalog
    .of('cookingPlace', place.organizationId)
    .find(({ isDeleted, body }) => !isDeleted && body.name === name)
  const found = hall ?? cooks
  if (!found) return null
  return {
    Id: found.id,
    Name: found.body.name,
    Tables: hall ? tablesOf(hall).map((table) => tableLink(at, table)) : [],
    Url: sectionLink(at, found.body),
  }
}
