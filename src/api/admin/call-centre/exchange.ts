import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PhoneCall } from '../../../app/call-centre/ringing-calls.ts'
import { keyTrouble } from '../../../app/cloud/login.ts'
import type { ApiKey } from '../../../app/ports.ts'
import { LoginThrottle } from '../../http/login-throttle.ts'
import { Form } from '../form.ts'
import { bodyOf } from '../json-bodies.ts'
import { DoorProblem, tooManyTries } from '../problems.ts'
import type { CallCentreOptions } from './call.ts'
import { readPhone } from './phone.ts'

const events = ['ringing', 'answered', 'ended'] as const
const nameMax = 100

/**
 * The door of a telephone exchange: it says that a call rings, was answered or is over, with an API key of the chain as the
 * bearer. `operator` is the login of whose telephone rings; nobody named: all operators see it.
 */
export function mountExchange(
  server: FastifyInstance,
  path: string,
  { app, services }: CallCentreOptions,
): void {
  const throttle = new LoginThrottle()
  const keyOf = async (request: FastifyRequest): Promise<ApiKey> => {
    const doors = [`address ${request.ip}`]
    const now = app.clock.now()
    const waitMs = throttle.waitOf(doors, now)
    if (waitMs > 0) throw tooManyTries(Math.ceil(waitMs / 1000))
    const [, secret = ''] = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '') ?? []
    const key = secret === '' ? null : await app.storage.now.keys.byLogin(secret)
    if (key && keyTrouble(key, now) === null) return key
    throttle.wrong(doors, now)
    throw new DoorProblem(401, 'wrong-key', { ru: 'Неизвестный ключ API', en: 'The API key is unknown' })
  }
  server.post(path, async (request) => {
    const { tenantId } = await keyOf(request)
    const form = new Form(bodyOf(request))
    const event = form.oneOf('event', events)
    const call: PhoneCall = {
      id: form.line('callId', nameMax),
      phone: event === 'ringing' ? readPhone(form) : '',
      line: form.textOrNull('line'),
      operatorLogin: form.textOrNull('operator'),
      ...{ since: app.clock.now(), answeredBy: null },
    }
    form.done()
    const { phoneCalls } = services
    const known = phoneCalls.find(tenantId, call.id)
    if (event === 'ended') phoneCalls.end(tenantId, call.id)
    else if (event === 'ringing') phoneCalls.put(tenantId, { ...call, since: known?.since ?? call.since })
    // Who answers at the telephone is known by their login; their screen has it from now on.
    else if (known)
      phoneCalls.put(tenantId, { ...known, operatorLogin: call.operatorLogin ?? known.operatorLogin })
    return { ok: true }
  })
}
