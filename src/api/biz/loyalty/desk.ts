import { actorOf } from '../../../app/cloud/login.ts'
import type { LoyaltyScope } from '../../../app/loyalty/loyalty-scope.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Money } from '../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { toLocal } from '../../../kernel/local-time.ts'
import { type Call, organizationOf, requireRight } from '../call.ts'
import { fault } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { type Place, placeOf } from '../wire/place.ts'
import { fullPhone } from '../wire/read-contact.ts'

/** Where a call of iikoCard happens: guests belong to the company, money and times are those of the organization. */
export type CardDesk = { scope: LoyaltyScope; organization: BookItem<'organization'>; place: Place }

/** This API has no key of repetition, so every call is a first one (biz-card-api §12.5). */
const neverRepeated = async (): Promise<null> => null

export function deskOf(call: Call, organizationId: Uuid, right: string): CardDesk {
  requireRight(call, right)
  const { login, catalog, correlationId } = call
  const organization = organizationOf(call, organizationId)
  return {
    organization,
    place: placeOf(catalog, organization),
    scope: {
      tenantId: login.key.tenantId,
      organizationId,
      actor: actorOf(login),
      apiClient: login.key.name,
      correlationId,
      earlierCall: neverRepeated,
    },
  }
}

/** The desk of the organization that the query names. */
export const deskOfQuery = (call: Call, right: string): CardDesk =>
  deskOf(call, call.query.id('organization', 'organizationId'), right)

/** Exactly one of `organization` and `network` (biz-card-api §12.1); the network is the corporation. */
export function deskOfOwner(call: Call, right: string): CardDesk & { isOfNetwork: boolean } {
  const { query, login, catalog } = call
  const [organizationId, networkId] = [query.idOrNull('organization'), query.idOrNull('network')]
  if ((organizationId === null) === (networkId === null))
    throw fault(400, 'Exactly one of organization and network must be given')
  if (organizationId !== null) return { ...deskOf(call, organizationId, right), isOfNetwork: false }
  if (networkId !== login.key.tenantId)
    throw fault(403, `Network ${networkId} is not available for this API login`)
  const own = catalog
    .all('organization')
    .find(({ id, isDeleted }) => !isDeleted && login.key.settings.organizationIds.includes(id))
  if (!own) throw fault(403, 'No organization of the network is available for this API login')
  return { ...deskOf(call, own.id, right), isOfNetwork: true }
}

/** Ten digits and what stands before them, as guests' phones are kept; a plus that became a space is one (§1.4). */
export function readPhone(text: string, { organization }: CardDesk): string {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length < 5 || digits.length > 15) throw fault(400, `'${text}' is not a phone number`)
  return digits.length < 10 ? `+${digits}` : fullPhone(text, organization.body.countryPhoneCode)
}

/** A sum to move: positive, in the minor units of the place (§12.5). */
export function readSum(fields: Fields, member: string, { place }: CardDesk): Money {
  const sum = fields.decimal(member, place.scale)
  if (sum === null) throw fields.missing(member)
  if (sum <= 0n) throw fault(400, `The field '${fields.name(member)}' must be positive`)
  return sum
}

const guestsMax = 200

/** At most two hundred ids a call (§12.6); one that is no id is refused by its place. */
export function readGuestIds(body: Fields): Uuid[] {
  const given = body.value('guestIds')
  if (!Array.isArray(given)) throw body.missing('guestIds')
  if (given.length > guestsMax)
    throw fault(400, `The field 'guestIds' must have at most ${guestsMax} elements`)
  return [...new Set(given.map((id, index) => guestId(id, index)))]
}

function guestId(given: unknown, index: number): Uuid {
  const id = String(given).toLowerCase()
  if (!isUuid(id)) throw fault(400, `The value '${given}' of 'guestIds[${index}]' is not valid for Guid`)
  return id
}

/** ISO 8601 without a zone, by the restaurant's clock, as loyalty writes its moments (§1.4). */
export const isoTime = (
  instant: number | null | undefined,
  { place }: Pick<CardDesk, 'place'>,
): string | null =>
  instant === null || instant === undefined ? null : toLocal(instant, place.zone).replace(' ', 'T')
