import type { IdempotencyKey } from '../../app/cloud/idempotency.ts'
import type { Login } from '../../app/cloud/login.ts'
import type { App } from '../../app/ports.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { CloudOperations, CloudPath } from './generated/operations.ts'

/** One call of an operation: authorised, checked against the schema, ids lowered. */
export type Call<Path extends CloudPath = CloudPath> = {
  path: Path
  body: CloudOperations[Path]['body']
  login: Login
  app: App
  /** Id of this call; the handle of its command (cloud-api §0.3.12). */
  correlationId: Uuid
  /** From `Prefer: wait=N`: how long to hold the answer for the outcome of a command. */
  waitMs: number
  /** From the `Idempotency-Key` header; of a write that has one, the first call's answer is given to all. */
  idempotencyKey: IdempotencyKey | null
  /** Scheme and host that the client used, for absolute links. */
  baseUrl: string
}

/** An answer that is ready as bytes, such as a menu; `etag` without quotes. */
export class ReadyAnswer {
  readonly plain: Buffer
  readonly etag: string
  readonly encoded: { br?: Buffer; gzip?: Buffer }
  constructor(plain: Buffer, etag: string, encoded: { br?: Buffer; gzip?: Buffer } = {}) {
    this.plain = plain
    this.etag = etag
    this.encoded = encoded
  }
}

/** An answer with headers of its own. */
export class AnswerWithHeaders<Answer> {
  readonly answer: Answer
  readonly headers: Readonly<Record<string, string>>
  constructor(answer: Answer, headers: Readonly<Record<string, string>>) {
    this.answer = answer
    this.headers = headers
  }
}

/** Of an answer that was given before to the same call (cloud-api §12.3). */
export const replayHeaders = { 'Idempotent-Replay': 'true' } as const

/** Translates one operation: read the dialect, call one use case, render the dialect. Undefined: 200 without a body. */
export type Handler<Path extends CloudPath> = (
  call: Call<Path>,
) => Promise<
  | CloudOperations[Path]['answer']
  | ReadyAnswer
  | AnswerWithHeaders<CloudOperations[Path]['answer']>
  | undefined
>

/** A group's handlers; a path that no group has answers 501 and is pending in the parity ledger. */
export type Handlers = { [Path in CloudPath]?: Handler<Path> }
