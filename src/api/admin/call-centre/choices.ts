import { notFound } from '../../../app/admin/problems.ts'
import { knownStopLists } from '../../../app/cloud/known-stop-lists.ts'
import { livingTills } from '../../../app/cloud/till-life.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { quantityToJson } from '../../../kernel/exact.ts'
import { readMenuView } from '../../http/menu-view.ts'
import { living, named } from '../routes/books.ts'
import { type OperatorCall, type OperatorRoute, organizationOf } from './call.ts'

/** What an operator chooses from: restaurants with their tills, streets, kinds of payment, reasons to cancel. */
async function choices({ app, catalog, operator, services }: OperatorCall) {
  const { organizations, tenantId } = operator
  const alive = await livingTills(
    app,
    tenantId,
    organizations.map(({ id }) => id),
  )
  const groupsOf = ({ id }: BookItem<'organization'>) =>
    living(catalog, 'terminalGroup')
      .filter((group) => group.organizationId === id && group.body.isEnabledForTransport)
      .map((group) => ({ ...named(group), isAlive: services.isLegacyRoute || alive.has(group.id) }))
  return {
    organizations: organizations.map((organization) => ({
      ...named(organization),
      currency: organization.body.currency,
      timeZone: organization.body.timeZone,
      countryCode: organization.body.countryPhoneCode.replaceAll(/\D/g, ''),
      defaultCityId: organization.body.defaultDeliveryCityId,
      terminalGroups: groupsOf(organization),
    })),
    cities: living(catalog, 'city').map(named),
    streets: living(catalog, 'street').map((street) => ({ ...named(street), cityId: street.body.cityId })),
    // What a guest promises to pay the courier with; money that somebody else has taken comes by an API.
    paymentTypes: living(catalog, 'paymentType')
      .filter(({ body }) => (body.kind === 'Cash' || body.kind === 'Card') && body.processing !== 'External')
      .map((type) => ({
        ...named(type),
        kind: type.body.kind,
        terminalGroupIds: type.body.terminalGroupIds,
      })),
    // Of dishes that the kitchen has when an order is cancelled; whose loss it is, an operator is not asked.
    removalTypes: living(catalog, 'removalType')
      .filter(({ body }) => body.manual)
      .filter(({ body }) => !body.canWriteoffToUser || body.canWriteoffToCafe || body.canWriteoffToWaiter)
      .map((type) => ({ ...named(type), needsComment: type.body.reasonRequired })),
    cancelCauses: living(catalog, 'cancelCause').map(named),
  }
}

/** What a terminal group sells, and what it is out of as the cloud last heard. */
async function menu(call: OperatorCall) {
  const { app, catalog, operator, query } = call
  const { id: organizationId } = organizationOf(call, query['organization'])
  const group = catalog.living('terminalGroup', String(query['terminalGroup'] ?? '').toLowerCase())
  if (group?.organizationId !== organizationId)
    throw notFound({ ru: 'Такой кассы в ресторане нет', en: 'The restaurant has no such till' })
  const { tenantId } = operator
  const place = { tenantId, organizationId, terminalGroupId: group.id }
  const [shown, lists] = await Promise.all([
    readMenuView(app, place, null),
    knownStopLists(app, tenantId, [organizationId]),
  ])
  const stops = [...(lists.get(group.id)?.values() ?? [])]
  return {
    menu: shown,
    stopList: stops.map(({ productId, sizeId, balance }) => ({
      ...{ productId, sizeId },
      balance: quantityToJson(balance),
    })),
  }
}

export const choiceRoutes: readonly OperatorRoute[] = [
  { method: 'GET', path: '/choices', handle: choices },
  { method: 'GET', path: '/menu', handle: menu },
]
