import type { Uuid } from '../../kernel/ids.ts'

/** Operations of iikoServer that this API passes calls on to (biz-card-api §10, §11.1). */
export type RelayedKey =
  | 'GET /v2/reports/olap/columns'
  | 'POST /v2/reports/olap'
  | 'GET /v2/reports/olap/presets'
  | 'GET /v2/reports/olap/byPresetId/{id}'
  | 'GET /events'
  | 'GET /events/metadata'
  | 'GET /events/sessions'

type RelayedCall = {
  key: RelayedKey
  tenantId: Uuid
  organizationId: Uuid
  query?: Record<string, string>
  path?: Record<string, string>
  body?: unknown
  correlationId: Uuid
}
type RelayedAnswer = { ok: true; json: string } | { ok: false; status: number; message: string }

/** What the family needs besides the core; `main` wires it. */
export type BizServices = {
  licences: {
    /** Refuses with `access.licence-expired`. Asked on every call, so it must be cheap. */
    check(tenantId: Uuid, module: string | number): Promise<void>
    /** Gives a holder one seat until the lease ends. Refuses with `access.licence-seats` too. */
    takeSeat(tenantId: Uuid, module: string | number, holder: string, leaseMs: number): Promise<unknown>
  }
  /** Passes a reading call on to the restaurant's server: its answer as JSON text, or its error. Null: no server is here. */
  relay: ((call: RelayedCall) => Promise<RelayedAnswer>) | null
  /** Tells that all data was exchanged: no token is good any more. */
  onReplaced(listener: () => void): () => void
}

/** The licence that opens this API (biz-card-api §2.6). */
export const deliveryModule = 'iikoAPI Delivery'
