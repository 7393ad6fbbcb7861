import type { BookItem } from '../../../domain/reference/books.ts'
import { type Call, type Handler, organizationOf } from '../call.ts'
import { readId } from '../wire/query.ts'

/** An outlet as the portal shows it (biz-card-api §3.2); the network is the corporation. */
function organizationOnWire({ id, body }: BookItem<'organization'>, { login }: Pick<Call, 'login'>) {
  return {
    id,
    name: body.name,
    fullName: body.legalName ?? body.name,
    description: null,
    logo: null,
    contact: { phone: null, location: body.restaurantAddress, email: null },
    homePage: null,
    address: body.restaurantAddress,
    isActive: body.isActive,
    longitude: body.longitude,
    latitude: body.latitude,
    networkId: login.key.tenantId,
    logoImage: null,
    phone: null,
    website: null,
    averageCheque: null,
    workTime: null,
    bizOrganizationType: restaurant,
    currencyIsoName: body.currency.isoName,
    maxBonus: null,
    minBonus: null,
    timezone: body.timeZone,
  }
}
const restaurant = 1

/** Living organizations that a login may use, as the portal shows them. */
export const organizationsOf = (call: Pick<Call, 'catalog' | 'login'>) =>
  call.catalog
    .all('organization')
    .filter(
      ({ id, isDeleted, body }) =>
        !isDeleted && body.isActive && call.login.key.settings.organizationIds.includes(id),
    )
    .map((organization) => organizationOnWire(organization, call))

const list: Handler = async (call) => organizationsOf(call)

const byId: Handler = async (call) => organizationOnWire(organizationOf(call, pathOrganization(call)), call)

/** The organization that the path names. */
export const pathOrganization = ({ path }: Call) => readId(path['organizationId'] ?? '', 'organizationId')

export const organizationHandlers = {
  'organization/list': list,
  'organization/{organizationId}': byId,
}
