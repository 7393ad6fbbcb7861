import type { Login } from '../../app/cloud/login.ts'
import type { App } from '../../app/ports.ts'
import type { PassedAnswer, PassedCall, PassOn } from '../../app/route/passed-call.ts'
import { EnumerationGuard } from '../http/enumeration-guard.ts'
import { KeyTokens } from '../http/key-tokens.ts'
import { LoginThrottle } from '../http/login-throttle.ts'
import { type Answer, nothing, type OpenCall, Written } from './call.ts'
import { tokenMs } from './enter.ts'
import { fault, internalFault, noQueue, toBizFault, tooLate } from './faults.ts'
import { liveHandlers } from './operations/index.ts'
import type { BizKey } from './operations/table.ts'
import type { BizServices } from './services.ts'
import { Query, timeoutOf } from './wire/query.ts'
import { fieldsOfBytes } from './wire/read-bytes.ts'
import { writeJson } from './wire/write-json.ts'

/** The server stops waiting for its till before the portal stops waiting for the server. */
const answerShare = 0.8

/** An answer that another server has made, as it goes to the client. */
export class Passed {
  readonly answer: PassedAnswer
  constructor(answer: PassedAnswer) {
    this.answer = answer
  }
}

/** Has the server of the login's company answer a call that the portal has no answer of its own for (§16.1). */
export async function passOn(
  ask: PassOn,
  { query, path, correlationId, baseUrl }: OpenCall,
  key: BizKey,
  { key: login }: Login,
  { body, contentType }: { body: Buffer; contentType: string },
): Promise<Passed> {
  const call: PassedCall = {
    ...{ key, login, path, contentType, correlationId, baseUrl },
    query: query.without('access_token'),
    body: body.toString('base64'),
  }
  const answer = await ask(login.tenantId, call, timeoutOf(query))
  if (answer === 'no-queue') throw noQueue()
  if (answer === 'late') throw tooLate()
  return new Passed(answer)
}

/** Answers what the portal passes on, at the call centre's server. */
export function answeringPassed(
  app: App,
  services: BizServices,
): (call: PassedCall) => Promise<PassedAnswer> {
  const shared = {
    ...{ app, services, tokens: new KeyTokens(tokenMs), userTokens: new KeyTokens(tokenMs) },
    ...{ guesses: new EnumerationGuard(), pins: new LoginThrottle() },
  }
  return async (passed) => {
    try {
      const { key, login, path, correlationId, baseUrl, contentType } = passed
      const handler = liveHandlers[key as BizKey]
      if (!handler) throw fault(501, `${key} is not built yet. Nothing is answered by a guess.`)
      const query = new Query(passed.query)
      const answer = await handler({
        ...shared,
        ...{ path, correlationId, baseUrl, query },
        // The portal's reader is not known here; what is asked ends by its time.
        gone: new AbortController().signal,
        login: { key: login, appId: null },
        catalog: await app.catalog(login.tenantId),
        timeoutMs: Math.floor(timeoutOf(query) * answerShare),
        body: fieldsOfBytes(Buffer.from(passed.body, 'base64'), contentType),
      })
      return { status: 200, text: textOf(answer) }
    } catch (thrown) {
      const { status, body } = toBizFault(thrown) ?? internalFault()
      return { status, text: JSON.stringify(body) }
    }
  }
}

/** Null: an empty body. */
export function textOf(given: Answer): string | null {
  if (given === nothing) return null
  return given instanceof Written ? given.bytes.toString() : writeJson(given)
}
