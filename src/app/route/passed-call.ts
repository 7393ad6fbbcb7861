import type { Uuid } from '../../kernel/ids.ts'
import type { ApiKey } from '../ports.ts'

/**
 * A call of iiko.biz that the portal passes on nearly as it came: it has checked who asks, the server does the rest
 * (biz-card-api §16.1).
 */
export type PassedCall = {
  /** Of the table of operations. */
  key: string
  login: ApiKey
  /** The query as it stood in the address, without the token. */
  query: string
  path: Record<string, string>
  contentType: string
  /** The body's bytes in base64. */
  body: string
  correlationId: Uuid
  baseUrl: string
}

/** `text` is the body as it goes to the client; null: an empty one. */
export type PassedAnswer = { status: number; text: string | null }

/** Why there is no answer: no server listens at the queue, or it took too long (§1.7). */
export type Unanswered = 'no-queue' | 'late'

/** Asks the server of a tenant, at most so many milliseconds. */
export type PassOn = (tenantId: Uuid, call: PassedCall, ms: number) => Promise<PassedAnswer | Unanswered>
