import type { KeyScope } from '../../app/admin/keys.ts'
import type { AdminRole } from '../../app/admin/roles.ts'
import type { AdminAccount, App } from '../../app/ports.ts'
import type { AdminServices } from './services.ts'

/** One request of somebody who is logged in; `scope` names the chain that all of it is about. */
export type AdminCall = {
  app: App
  services: AdminServices
  scope: KeyScope
  account: AdminAccount
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, unknown>>
  body: unknown
}

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/admin/api`. */
  path: string
  /** The least role that may. */
  needs: AdminRole
  handle: (call: AdminCall) => Promise<unknown>
}

/** Moments travel in ISO form. */
export const isoOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString()
