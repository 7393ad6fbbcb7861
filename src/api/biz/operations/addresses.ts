import type { BookItem } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, organizationOf } from '../call.ts'
import { revisionOf } from '../wire/people.ts'

const cityOnWire = (city: BookItem<'city'>) => ({
  id: city.id,
  name: city.body.name,
  classifierId: city.body.classifierId,
  additionalInfo: city.body.additionalInfo ?? null,
  externalRevision: revisionOf(city),
  deleted: city.isDeleted,
})

const streetOnWire = (street: BookItem<'street'>) => ({
  id: street.id,
  name: street.body.name,
  cityId: street.body.cityId,
  classifierId: street.body.classifierId,
  externalRevision: revisionOf(street),
  deleted: street.isDeleted,
})

const outletOf = (call: Call) => organizationOf(call, call.query.id('organization')).id

const streetsOf = (call: Call, outletId: Uuid, cityId: Uuid) =>
  call.catalog
    .of('street', outletId)
    .filter(({ body }) => body.cityId === cityId)
    .map(streetOnWire)

/** Directories of addresses (biz-card-api §7). */
export const addressHandlers = {
  'cities/cities': async (call) => {
    const outletId = outletOf(call)
    return call.catalog
      .of('city', outletId)
      .map((city) => ({ city: cityOnWire(city), streets: streetsOf(call, outletId, city.id) }))
  },
  'cities/citiesList': async (call) => call.catalog.of('city', outletOf(call)).map(cityOnWire),
  'streets/streets': async (call) => streetsOf(call, outletOf(call), call.query.id('city')),
  'regions/regions': async (call) => {
    const regions = call.catalog.of('region', outletOf(call)).map((region) => ({
      id: region.id,
      name: region.body.name,
      deleted: region.isDeleted,
      externalRevision: revisionOf(region),
    }))
    return { regions }
  },
} satisfies Record<string, Handler>
