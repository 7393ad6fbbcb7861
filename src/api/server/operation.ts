import type { Readable } from 'node:stream'
import type { IdempotencyKey } from '../../app/cloud/idempotency.ts'
import type { App } from '../../app/ports.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/refusals.ts'
import type { LoginGate } from '../http/login-gate.ts'
import type { ServerKey } from './generated/operations.ts'
import type { ServerOperations } from './generated/types.ts'
import type { WritingThread } from './olap/writing-thread.ts'
import type { ServerServices } from './services.ts'
import type { ServerSessions } from './sessions.ts'

/** Whose server was called. */
export type ServerPlace = {
  /** Below which address: `/resto` or `/rms/{code}/resto`. */
  prefix: string
  /** What the address says of the restaurant; null: the chain's server. */
  code: string | null
}

/** Who calls, and in whose books they look. */
export type Caller = {
  tenantId: Uuid
  /** The restaurant whose server it is; null: the chain's. */
  organizationId: Uuid | null
  employee: BookItem<'employee'>
  token: string
  catalog: Catalog
}

/** What a call has whatever its operation is. */
export type CallContext = {
  place: ServerPlace
  app: App
  services: ServerServices
  sessions: ServerSessions
  gate: LoginGate
  /** Writes long reports. */
  writing: WritingThread
  /** From where the call came. */
  address: string
  language: Language
  /** Elements of an XML body that its description does not know (server-api §15.3). */
  unknownElements: readonly string[]
  correlationId: Uuid
  /** By which a client tells a repeat of what iiko would do again. */
  idempotencyKey: IdempotencyKey | null
  /** The token as it came, by the query or as a cookie; empty when there is none. */
  token: string
  caller: Caller
  /** The client went away before it was answered. */
  signal: AbortSignal
}

/** One call of an operation: entered, its parameters and body read after the description. */
export type Call<Key extends ServerKey = ServerKey> = CallContext & {
  key: Key
  path: ServerOperations[Key]['path']
  query: ServerOperations[Key]['query']
  body: ServerOperations[Key]['body']
}

/** An answer with another status or with headers of its own. */
export class AnswerWith<Answer> {
  readonly answer: Answer
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  constructor(
    answer: Answer,
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> },
  ) {
    this.answer = answer
    this.status = status
    this.headers = headers
  }
}

/** An answer that is text already, or becomes it while it is read; its type is that of its operation. */
export class Written {
  readonly body: string | Readable
  constructor(body: string | Readable) {
    this.body = body
  }
}

/** Translates one operation: read the dialect, call one use case, render the dialect. */
export type Handler<Key extends ServerKey> = (
  call: Call<Key>,
) => Promise<ServerOperations[Key]['answer'] | AnswerWith<ServerOperations[Key]['answer']> | Written>

/** A group's handlers; an operation that no group has answers 501 and is pending in the parity ledger. */
export type Handlers = { [Key in ServerKey]?: Handler<Key> }
