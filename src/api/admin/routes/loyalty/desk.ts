import { createHash } from 'node:crypto'
import { notFound, refuseProblems } from '../../../../app/admin/problems.ts'
import { takeKey } from '../../../../app/cloud/idempotency.ts'
import type { LoyaltyScope } from '../../../../app/loyalty/loyalty-scope.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { type Money, printDecimal } from '../../../../kernel/exact.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import { fromLocal } from '../../../../kernel/local-time.ts'
import type { AdminCall } from '../../call.ts'
import { Form } from '../../form.ts'

/** Where the office sits: guests and programmes are the chain's, money and days those of this restaurant. */
export type OfficeDesk = {
  scope: LoyaltyScope
  catalog: Catalog
  organization: Organization
  /** Sums travel as decimal texts. */
  money(sum: Money): string
}

const never = async (): Promise<null> => null

/**
 * The restaurant that the query names; of another chain's there is none. `repeatKey` makes a deed happen once however often
 * the page sends it (corrections 9).
 */
export async function deskOf(call: AdminCall, repeatKey: Uuid | null = null): Promise<OfficeDesk> {
  const { app, account, scope, query, params, body } = call
  const organizationId = String(query['organization'] ?? '').toLowerCase()
  const catalog = await app.catalog(scope.tenantId)
  const organization = isUuid(organizationId) ? catalog.living('organization', organizationId) : undefined
  if (!organization)
    throw notFound({ ru: 'Такого ресторана в сети нет', en: 'The chain has no such restaurant' })
  const correlationId = app.random.uuid()
  const key = repeatKey && {
    hash: createHash('sha256').update(repeatKey).digest(),
    digest: app.storage.digestOf([params, organizationId, body]),
  }
  return {
    catalog,
    organization: organization.body,
    money: (sum) => printDecimal(sum, organization.body.currency.scale),
    scope: {
      tenantId: scope.tenantId,
      organizationId,
      actor: scope.actor,
      apiClient: null,
      officeUser: account.login,
      correlationId,
      earlierCall: key
        ? (tx) => takeKey(tx, { key: account }, key, { correlationId, now: app.clock.now() })
        : never,
    },
  }
}

/** Refuses a guest whom the chain does not know. */
export async function requireGuest({ app, scope }: AdminCall, id: Uuid): Promise<void> {
  if (!(await app.storage.now.loyaltyGuests.find(scope.tenantId, id)))
    throw notFound({ ru: 'Такого гостя нет', en: 'There is no such guest' })
}

/** An id of the path. */
export function idOf({ params }: AdminCall, name = 'id'): Uuid {
  const id = (params[name] ?? '').toLowerCase()
  if (!isUuid(id)) throw notFound({ ru: 'Здесь ничего нет', en: 'There is nothing here' })
  return id
}

const dayMs = 86_400_000
const daysMax = 366

/** `from` and `to` of the query: days of the restaurant, both included; at most a year and a day. */
export function periodOf({ query }: AdminCall, { organization }: OfficeDesk): { from: number; to: number } {
  const form = new Form(query)
  const start = (name: string, plusMs: number): number => {
    const next = new Date(Date.parse(`${form.day(name)}T00:00:00Z`) + plusMs).toISOString()
    return fromLocal(next.slice(0, 'yyyy-MM-dd'.length), organization.timeZone) ?? 0
  }
  const period = { from: start('from', 0), to: start('to', dayMs) }
  form.done()
  const isBackwards = period.to <= period.from
  if (isBackwards || period.to - period.from > daysMax * dayMs + dayMs)
    refuseProblems([
      {
        field: 'to',
        text: isBackwards
          ? { ru: 'раньше начала', en: 'before the beginning' }
          : { ru: `не больше ${daysMax} дней`, en: `at most ${daysMax} days` },
      },
    ])
  return period
}
