import type { Uuid } from '../../kernel/ids.ts'

/** Reading operations of iikoServer that the portal of iiko.biz passes on to a restaurant's server (biz-card-api §10, §11.1). */
export type RelayedKey =
  | 'GET /v2/reports/olap/columns'
  | 'POST /v2/reports/olap'
  | 'GET /v2/reports/olap/presets'
  | 'GET /v2/reports/olap/byPresetId/{id}'
  | 'GET /events'
  | 'GET /events/metadata'
  | 'GET /events/sessions'

export type RelayedCall = {
  key: RelayedKey
  tenantId: Uuid
  /** The restaurant whose server is asked. */
  organizationId: Uuid
  query?: Record<string, string>
  path?: Record<string, string>
  body?: unknown
  correlationId: Uuid
  /** Ends a report whose reader has gone, or has waited long enough. */
  signal: AbortSignal
}

/** The answer as JSON text, or what a client of the server would read of its error. */
export type RelayedAnswer = { ok: true; json: string } | { ok: false; status: number; message: string }

export type RelayToServer = (call: RelayedCall) => Promise<RelayedAnswer>
