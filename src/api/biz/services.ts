import type { PassOn } from '../../app/route/passed-call.ts'
import type { RelayToServer } from '../../app/server/relay.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** What the family needs besides the core; `main` wires it. */
export type BizServices = {
  licences: {
    /** Refuses with `access.licence-expired`. Asked on every call, so it must be cheap. */
    check(tenantId: Uuid, module: string | number): Promise<void>
    /** Gives a holder one seat until the lease ends. Refuses with `access.licence-seats` too. */
    takeSeat(tenantId: Uuid, module: string | number, holder: string, leaseMs: number): Promise<unknown>
  }
  webhookTargets: {
    /** Refuses with `webhook.url-forbidden` an address that we shall not call. */
    check(uri: string): Promise<void>
  }
  /** Passes a reading call on to the restaurant's server: its answer as JSON text, or its error. Null: no server is here. */
  relay: RelayToServer | null
  /** The way to the server that listens for the portal; null where the company has none, and its tills are asked. */
  queue(tenantId: Uuid): Promise<PassOn | null>
  /** This node is the call centre's server: it owns an order until a till has accepted it (§16.2). */
  isCallCentre: boolean
  /** Tells that all data was exchanged: no token is good any more. */
  onReplaced(listener: () => void): () => void
}

/** The licence that opens this API (biz-card-api §2.6). */
export const deliveryModule = 'iikoAPI Delivery'
