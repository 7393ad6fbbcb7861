import type { Uuid } from '../../kernel/ids.ts'
import type { RateLimits } from './rate-limits.ts'
import type { V1Tokens } from './token-switch.ts'

/** What the family needs besides the core; `main` wires it. */
export type CloudServices = {
  licences: {
    /** Refuses with `access.licence-expired`. Asked on every call, so it must be cheap. */
    check(tenantId: Uuid, module: string): Promise<void>
    /** Gives a holder one seat until the lease ends. Refuses with `access.licence-seats` too. */
    takeSeat(tenantId: Uuid, module: string, holder: string, leaseMs: number): Promise<unknown>
  }
  webhookTargets: {
    /** Refuses with `webhook.url-forbidden` an address that we shall not call. */
    check(uri: string): Promise<void>
  }
  limits: RateLimits
  v1Tokens: V1Tokens
  /**
   * Tells of keys that were changed in this process, so that the next call of one meets its new state; null: of any key.
   */
  onKeyChanged(listener: (keyId: Uuid | null) => void): void
}

/** The module that every call of the family needs (cloud-api §4.1; package Cloud). */
export const cloudModule = 'iikoAPI Cloud'
