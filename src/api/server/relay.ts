import { text } from 'node:stream/consumers'
import type { App } from '../../app/ports.ts'
import type { RelayedCall, RelayToServer } from '../../app/server/relay.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import { LoginGate } from '../http/login-gate.ts'
import { toServerFault } from './errors.ts'
import { operations, type ServerKey } from './generated/operations.ts'
import { WritingThread } from './olap/writing-thread.ts'
import { AnswerWith, type Call, type Handler, Written } from './operation.ts'
import { serverHandlers } from './operations/index.ts'
import type { ServerServices } from './services.ts'
import { ServerSessions } from './sessions.ts'
import { readParameters } from './wire/read-parameters.ts'
import { readValue } from './wire/read-value.ts'

type Relay = { ask: RelayToServer; close(): Promise<void> }

/** Nobody is logged in at the server: the portal has checked who asks, and nothing that is passed on writes. */
const portal = null as unknown as BookItem<'employee'>

/** Passes calls on to the server's own operations, with the same reading of what is asked and the same answers. */
export function openRelay(app: App, services: ServerServices): Relay {
  const writing = new WritingThread()
  const shared = { app, services, writing, sessions: new ServerSessions(), gate: new LoginGate() }

  async function answer(asked: RelayedCall): Promise<string> {
    const { key, tenantId, organizationId, correlationId } = asked
    const operation = operations[key]
    const handler = serverHandlers[key] as Handler<ServerKey>
    const options = { wrongDayStatus: 400 } as const
    const catalog = await app.catalog(tenantId)
    const call = {
      ...shared,
      ...{ key, correlationId, path: asked.path ?? {}, token: '', address: 'portal', language: 'ru' },
      query: readParameters(operation.query, [new URLSearchParams(asked.query ?? {})], options),
      body: operation.body ? readValue(asked.body, operation.body.of, '', options) : undefined,
      place: { prefix: '/resto', code: null },
      unknownElements: [],
      idempotencyKey: null,
      caller: { tenantId, organizationId, employee: portal, token: '', catalog },
      signal: asked.signal,
    } as unknown as Call
    const given = await handler(call)
    const value: unknown = given instanceof AnswerWith ? given.answer : given
    if (!(value instanceof Written)) return JSON.stringify(value)
    return typeof value.body === 'string' ? value.body : text(value.body)
  }

  return {
    async ask(asked) {
      try {
        return { ok: true, json: await answer(asked) }
      } catch (thrown) {
        const fault = toServerFault(thrown, 'en')
        if (!fault) throw thrown
        return { ok: false, status: fault.status, message: fault.message }
      }
    },
    close: () => writing.close(),
  }
}
