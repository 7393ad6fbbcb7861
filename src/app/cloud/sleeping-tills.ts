import type { Clock } from '../../kernel/clock.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { keepByTenant } from '../kept-by-tenant.ts'
import type { App, Sleepers, Storage } from '../ports.ts'
import { acceptCommand } from './accept-command.ts'
import type { Login } from './login.ts'

/**
 * A till that nobody heard for so long falls asleep (cloud-api §6.7, §11.2: "after long inactivity"). The vendor names no
 * figure: three days are longer than a weekend.
 */
const sleepAfterMs = 3 * 24 * 3_600_000

/** Keeps in memory which tills sleep: every order asks. */
export const keepSleepers = (storage: Storage, clock: Clock): Sleepers =>
  keepByTenant(clock, async (tenantId) => new Set(await storage.now.liveness.asleep(tenantId)))

/**
 * Puts every till to sleep that was not heard for long; `isHeard` tells of those whose line is open at present, whatever
 * the clock says. `listensSince`: what was not heard before we listened is no silence.
 */
export async function putToSleep(
  app: App,
  isHeard: (terminalGroupId: Uuid) => boolean,
  { now, listensSince }: { now: number; listensSince: number },
): Promise<void> {
  const seenBefore = now - sleepAfterMs
  if (listensSince > seenBefore) return
  for (const { id: tenantId } of await app.storage.now.tenants.list()) {
    const silent = await app.storage.now.liveness.silentSince(tenantId, seenBefore)
    for (const { organizationId, terminalGroupId } of silent) {
      if (isHeard(terminalGroupId)) continue
      await app.storage.now.liveness.setAsleep(tenantId, organizationId, terminalGroupId, true)
      app.sleepers.forget()
    }
  }
}

/** Wakes a till that answers; it tells its whole stop list, as a front does when it starts (cloud-api §7.3). */
export async function wakeTill(
  app: App,
  login: Login,
  { organizationId, terminalGroupId }: { organizationId: Uuid; terminalGroupId: Uuid },
): Promise<void> {
  await app.storage.now.liveness.setAsleep(login.key.tenantId, organizationId, terminalGroupId, false)
  app.sleepers.forget()
  await acceptCommand(app, login, {
    correlationId: app.random.uuid(),
    organizationId,
    terminalGroupId,
    command: { kind: 'stopList.tell' },
    idempotencyKey: null,
  })
}
