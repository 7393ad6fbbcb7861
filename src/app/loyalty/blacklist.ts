import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { type AdminScope, audited } from '../admin/audit.ts'
import { notFound, refuseProblems } from '../admin/problems.ts'
import { keepByTenant } from '../kept-by-tenant.ts'
import type { App, Blacklist, Storage } from '../ports.ts'

const reasonMax = 255

/** Keeps the few guests of the black list in memory: every answer about an order asks (cloud-api §4.3). */
export const keepBlacklist = (storage: Storage, clock: Clock): Blacklist =>
  keepByTenant(clock, (tenantId) => storage.now.guests.blacklisted(tenantId))

/**
 * Puts the guest with a phone on the black list with a reason, or takes them off it (null), as the front does
 * (front-api ChangeClientBlacklistInfo). The journal says who did it, not why: the reason speaks of a person.
 */
export async function blacklistGuest(
  app: App,
  scope: AdminScope,
  phone: string,
  reason: string | null,
): Promise<Uuid> {
  const text = { ru: `от 1 до ${reasonMax} знаков`, en: `from 1 to ${reasonMax} characters` }
  const isGood = reason === null || (reason.trim() !== '' && reason.length <= reasonMax)
  refuseProblems(isGood ? [] : [{ field: 'reason', text }])
  const { tenantId } = scope
  const guest = (await app.storage.now.guests.byPhones(tenantId, [phone])).get(phone)
  if (!guest) throw notFound({ ru: 'Гостя с таким телефоном нет', en: 'There is no guest with this phone' })
  const note = {
    kind: reason === null ? 'guest.unlisted' : 'guest.blacklisted',
    entity: 'guest',
    entityId: guest.id,
    payload: {},
  } as const
  await audited(app, scope, note, (tx) => tx.guests.setBlacklisted(tenantId, guest.id, reason))
  app.blacklist.forget()
  return guest.id
}
