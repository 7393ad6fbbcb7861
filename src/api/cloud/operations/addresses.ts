import type { BookItem } from '../../../domain/reference/books.ts'
import type { StreetById } from '../generated/types.ts'
import type { Handlers } from '../operation.ts'
import { byOrganization, externalRevision } from './scope.ts'

/** The street directory (cloud-api §6.8). Deleted cities and streets are shown to those who ask for them. */
export const addressHandlers: Handlers = {
  '/api/1/regions': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const regions = byOrganization(catalog, 'region', body.organizationIds, (item) => ({
      id: item.id,
      name: item.body.name,
      externalRevision: externalRevision(item),
      isDeleted: item.isDeleted,
    }))
    return { correlationId, regions }
  },

  '/api/1/cities': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const all = byOrganization(catalog, 'city', body.organizationIds, (item) => ({
      id: item.id,
      name: item.body.name,
      externalRevision: externalRevision(item),
      isDeleted: item.isDeleted,
      classifierId: item.body.classifierId,
      additionalInfo: item.body.additionalInfo ?? null,
    }))
    const cities = all.map(({ organizationId, items }) => ({
      organizationId,
      items: items.filter(({ isDeleted }) => body.includeDeleted || !isDeleted),
    }))
    return { correlationId, cities }
  },

  '/api/1/streets/by_city': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const streets = catalog
      .of('street', body.organizationId)
      .filter((item) => item.body.cityId === body.cityId && (body.includeDeleted || !item.isDeleted))
      .map((item) => ({
        id: item.id,
        name: item.body.name,
        externalRevision: externalRevision(item),
        classifierId: item.body.classifierId,
        isDeleted: item.isDeleted,
      }))
    return { correlationId, streets }
  },

  '/api/1/streets/by_id': async ({ app, login, body, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    const ids = new Set(body.ids)
    const classifierIds = new Set(body.classifierIds)
    const isAsked = ({ id, body: { classifierId } }: BookItem<'street'>): boolean =>
      ids.has(id) || (classifierId !== null && classifierIds.has(classifierId))
    const streets = catalog
      .of('street', body.organizationId)
      .filter((item) => !item.isDeleted && isAsked(item))
      .map(
        (item): StreetById => ({
          id: item.id,
          classifierId: item.body.classifierId,
          cityId: item.body.cityId,
          cityName: catalog.find('city', item.body.cityId)?.body.name ?? '',
          streetName: item.body.name,
        }),
      )
    return { correlationId, streets }
  },
}
