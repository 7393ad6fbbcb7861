import type { Organization } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fromLocal, type TimeZone, toLocal } from '../../../kernel/local-time.ts'
import { unbound } from '../faults.ts'
import { type NineDigits, nineDigits } from './write-json.ts'

/** What sums and times of an order mean depends on where it is. */
export type Place = {
  organizationId: Uuid
  organization: Organization
  zone: TimeZone
  /** Decimal digits of the currency's minor unit. */
  scale: number
  money(sum: bigint): NineDigits
  /** `YYYY-MM-DD hh:mm:ss` by the restaurant's clock; null for no moment (biz-card-api §1.4). */
  time(instant: number | null): string | null
  readTime(text: string, name: string): number
}

const seconds = 'YYYY-MM-DD hh:mm:ss'.length

export function placeOf(
  catalog: Catalog,
  { id, body }: { id: Uuid; body: Organization },
  terminalGroupId: Uuid | null = null,
): Place {
  const group = catalog.find('terminalGroup', terminalGroupId)
  const zone = group?.organizationId === id ? group.body.timeZone : body.timeZone
  const { scale } = body.currency
  return {
    organizationId: id,
    organization: body,
    zone,
    scale,
    money: (sum) => nineDigits(sum, scale),
    time: (instant) => (instant === null ? null : toLocal(instant, zone).slice(0, seconds)),
    readTime(text, name) {
      const instant = fromLocal(text, zone)
      if (instant === null) throw unbound(name, `The value '${text}' is not valid for DateTime.`)
      return instant
    },
  }
}
