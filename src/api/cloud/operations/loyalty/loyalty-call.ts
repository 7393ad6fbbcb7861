import { takeKey } from '../../../../app/cloud/idempotency.ts'
import { actorOf } from '../../../../app/cloud/login.ts'
import type { LoyaltyScope } from '../../../../app/loyalty/loyalty-scope.ts'
import { keptPhone } from '../../../../domain/loyalty/kept-phone.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Money } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { toUtcText } from '../../../../kernel/local-time.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { Call } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { type PlaceOfOrder, placeOfOrder } from '../../wire/place-of-order.ts'
import { invalidField, readPrice } from '../../wire/read-amounts.ts'

type LoyaltyCall = Pick<Call, 'app' | 'login' | 'correlationId' | 'idempotencyKey'>

/** Where a call of loyalty happens: the company of the organization, in that organization's money and time. */
export type LoyaltyDesk = { scope: LoyaltyScope; catalog: Catalog; place: PlaceOfOrder }

export async function deskOf(
  { app, login, correlationId, idempotencyKey }: LoyaltyCall,
  organizationId: Uuid,
): Promise<LoyaltyDesk> {
  requireOrganizations(login, [organizationId])
  const { tenantId, name } = login.key
  const catalog = await app.catalog(tenantId)
  return {
    scope: {
      tenantId,
      organizationId,
      actor: actorOf(login),
      apiClient: name,
      correlationId,
      earlierCall: (tx) => takeKey(tx, login, idempotencyKey, { correlationId, now: app.clock.now() }),
    },
    catalog,
    place: placeOfOrder(catalog, organizationId, null),
  }
}

/** A sum to move: positive, in the minor units of the place. */
export function readSum(value: number, field: string, place: PlaceOfOrder): Money {
  return namingField(() => {
    if (value <= 0) throw refuse('wallet.sum-not-positive', { field })
    return readPrice(value, field, place)
  })
}

/** A field that the document calls optional and nothing can be done without. */
export function required<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw refuse('request.field-required', { field })
  return value
}

const textMax = 2000
/** Refuses an empty text, and one that no text of a guest is as long as. */
export function readText(value: string, field: string): string {
  const text = value.trim()
  if (text === '') throw invalidField(field, 'must not be empty')
  if (text.length > textMax) throw invalidField(field, `must not be longer than ${textMax} characters`)
  return text
}

const phonePattern = /^\+?[\d ()-]{5,30}$/
/** A phone as guests' are kept; refuses what is none. */
export function readPhone(value: string, field: string): string {
  const digits = value.replace(/\D/g, '')
  if (!phonePattern.test(value.trim()) || digits.length < 5 || digits.length > 20)
    throw refuse('guest.phone-invalid', { field })
  return keptPhone(value)
}

export const momentOnWire = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : toUtcText(at)
