import type { AdminScope } from '../app/admin/audit.ts'
import { blacklistGuest } from '../app/loyalty/blacklist.ts'
import type { App } from '../app/ports.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: AdminScope; print: Print }

/** `trapeza guest blacklist PHONE --reason TEXT`: orders of the guest say `inBlacklist` from now on. */
export async function addToBlacklist(
  { app, scope, print }: Desk,
  phone: string,
  { reason }: { reason: string },
): Promise<void> {
  print(`guest ${await blacklistGuest(app, scope, phone, reason)} is on the black list`)
}

/** `trapeza guest unlist PHONE` */
export async function takeFromBlacklist({ app, scope, print }: Desk, phone: string): Promise<void> {
  print(`guest ${await blacklistGuest(app, scope, phone, null)} is on no black list`)
}
