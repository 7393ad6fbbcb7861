import { type KeptRestrictions, restrictionsOf, saveRestrictions } from '../../../app/admin/restrictions.ts'
import { findAllowedTills } from '../../../app/cloud/find-allowed-tills.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { type Money, printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { AdminCall, Route } from '../call.ts'
import { Form } from '../form.ts'
import { living, named } from './books.ts'
import { readRestrictions } from './read-restrictions.ts'

const path = '/restrictions/:organizationId'

export const restrictionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    needs: 'viewer',
    async handle({ app, scope, params }) {
      return view(await app.catalog(scope.tenantId), organizationOf(params))
    },
  },
  {
    method: 'PUT',
    path,
    needs: 'operator',
    async handle({ app, scope, params, body }) {
      const organizationId = organizationOf(params)
      const { settings, organization } = restrictionsOf(await app.catalog(scope.tenantId), organizationId)
      const draft = readRestrictions(body, settings, organization.body.currency.scale)
      await saveRestrictions(app, scope, organizationId, draft)
      return view(await app.catalog(scope.tenantId), organizationId)
    },
  },
  { method: 'POST', path: `${path}/try`, needs: 'viewer', handle: tryAddress },
]

const organizationOf = (params: AdminCall['params']): Uuid => (params['organizationId'] ?? '').toLowerCase()

function view(catalog: Catalog, organizationId: Uuid) {
  const kept = restrictionsOf(catalog, organizationId)
  const { body } = kept.organization
  const own = living(catalog, 'terminalGroup').filter((group) => group.organizationId === organizationId)
  const services = living(catalog, 'product').filter((product) => product.body.type === 'Service')
  const cities = new Map(living(catalog, 'city').map((city) => [city.id, city.body.name]))
  return {
    revision: String(kept.revision),
    isMappingUsed: body.useBusinessHoursAndMapping,
    place: { latitude: body.latitude, longitude: body.longitude },
    currency: body.currency,
    timeZone: body.timeZone,
    terminalGroups: own.map(named),
    deliveryProducts: services.map(named),
    streets: living(catalog, 'street').map((street) => ({
      ...named(street),
      city: cities.get(street.body.cityId) ?? '',
    })),
    ...settingsView(kept, body.currency.scale),
  }
}

function settingsView({ settings }: KeptRestrictions, scale: number) {
  const { knownAddresses, ...rest } = settings
  const money = (sum: Money): string => printDecimal(sum, scale)
  return {
    ...rest,
    defaultMinSum: rest.defaultMinSum === null ? null : money(rest.defaultMinSum),
    restrictions: rest.restrictions.map((row) => ({ ...row, minSum: money(row.minSum) })),
    knownAddresses,
  }
}

/** Who would take an order to an address or a point of the map: the rules as they are saved, asked as the API asks. */
async function tryAddress({ app, scope, params, body }: AdminCall): Promise<unknown> {
  const organizationId = organizationOf(params)
  const catalog = await app.catalog(scope.tenantId)
  const { organization } = restrictionsOf(catalog, organizationId)
  const { scale } = organization.body.currency
  const form = new Form(body)
  const point = form.raw('point') ? form.form('point') : null
  const street = form.uuidOrNull('streetId')
  const question = {
    isCourierDelivery: true,
    organizationIds: [organizationId],
    location: point && {
      latitude: point.number('latitude', { min: -90, max: 90 }),
      longitude: point.number('longitude', { min: -180, max: 180 }),
    },
    address: street === null ? null : { ...noAddress, streetId: street, house: form.textOrNull('house') },
    deliveryDate: form.has('deliveryDate') ? form.textOrNull('deliveryDate') : null,
    deliverySum: form.moneyOrNull('sum', scale),
    discountSum: 0n,
    items: [],
  }
  form.done()
  const answer = await findAllowedTills(app, { key: everything(scope.tenantId), appId: null }, question)
  const nameOf = (id: Uuid): string => catalog.find('terminalGroup', id)?.body.name ?? id
  return {
    isAllowed: answer.isAllowed,
    rejectCause: answer.rejectCause,
    location: answer.location,
    allowed: answer.allowed.map((one) => ({
      ...{ ...one, minSum: printDecimal(one.minSum, scale) },
      name: nameOf(one.terminalGroupId),
    })),
    rejected: answer.rejected.map(({ terminalGroupId, zone, rejectCode, rejectHint }) => ({
      terminalGroupId,
      name: nameOf(terminalGroupId),
      zone,
      rejectCode,
      rejectHint,
    })),
  }
}

const noAddress = { city: null, streetName: null, house: null, building: null, index: null }

/** The question of an administrator is nobody's key: every terminal group of the chain may answer. */
const everything = (tenantId: Uuid) => ({
  id: tenantId,
  tenantId,
  name: '',
  isActive: true,
  expiresAt: null,
  settings: {
    organizationIds: [],
    terminalGroupIds: null,
    deniedRights: [],
    sourceKey: null,
    externalMenuNumbers: [],
    priceCategoryIds: [],
    email: null,
  },
})
