import type { KnownLine } from '../../app/admin/watch-tills.ts'
import type { WebhookSubscription } from '../../app/ports.ts'
import type { Uuid } from '../../kernel/ids.ts'

export type ModuleState = {
  name: string
  ids: readonly number[]
  opens: string
  isValid: boolean
  seats: number | null
  taken: number
  expiresAt: number | null
}

/** What became of one call to a receiver. */
export type TestCall = { status: number | null; error: string | null; tookMs: number; isDelivered: boolean }

/** What the family needs besides the core; `main` wires it. */
export type AdminServices = {
  /** Rights that keys can be given, in the order of the API's document. */
  rights: readonly { right: string; group: string; summary: string }[]
  licences: {
    mode: 'ample' | 'strict'
    state(tenantId: Uuid): Promise<ModuleState[]>
    /** Who has seats of each module in this process, and what became of them since it began. */
    seats(tenantId: Uuid): readonly object[]
    forget(tenantId: Uuid): void
    free(tenantId: Uuid, holder: string): void
    /** Names of what is sold together, with what is inside. */
    packages: readonly { name: string; includes: readonly string[] }[]
  }
  /** Of tills elsewhere only what they last said is known. */
  lines(): Promise<KnownLine[]>
  /** A key was changed: whoever remembers it reads it again. */
  keyChanged(keyId: Uuid): void
  webhooks: {
    check(uri: string): Promise<void>
    /** Calls the receiver of a subscription once with a harmless event. */
    testCall(subscription: WebhookSubscription & { uri: string }): Promise<TestCall>
  }
}
