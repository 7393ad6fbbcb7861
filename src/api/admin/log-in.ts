import type { FastifyRequest } from 'fastify'
import type { LoginThrottle } from '../http/login-throttle.ts'
import { Form } from './form.ts'
import { bodyOf } from './json-bodies.ts'
import { tooManyTries, wrongLogin } from './problems.ts'

/** A longer password is nobody's, and is not worth a digest. */
const passwordMax = 200

/**
 * Who logs in at a page of the back office, by what `open` finds for their login and password; null: a stranger. Refuses
 * `wrong-login`, and `too-many-tries` when the account or the address has been guessed at.
 */
export async function logIn<Opened>(
  request: FastifyRequest,
  throttle: LoginThrottle,
  now: number,
  open: (login: string, password: string) => Promise<Opened | null>,
): Promise<Opened> {
  const form = new Form(bodyOf(request))
  const [login, password] = [form.text('login').trim(), form.text('password')]
  form.done()
  const doors = [`account ${login.toLowerCase()}`, `address ${request.ip}`]
  const waitMs = throttle.begin(doors, now)
  if (waitMs > 0) throw tooManyTries(Math.ceil(waitMs / 1000))
  const opened = password.length > passwordMax ? null : await open(login, password)
  if (opened === null) throw wrongLogin()
  throttle.right(doors)
  return opened
}
