import { keyOfCredentials } from '../../../app/cloud/key-of-credentials.ts'
import type { OpenHandler } from '../call.ts'
import { admit, enter, openToken } from '../enter.ts'

/** A token for a login and its password, as a JSON string (biz-card-api §2.1). */
const accessToken: OpenHandler = async (call) => {
  const { app, query } = call
  const [id, secret] = [query.text('user_id') ?? '', query.text('user_secret') ?? '']
  const key = await admit(call, id, () => keyOfCredentials(app, id, secret))
  return openToken(call, key)
}

/** The words of the client once more, when its token is good (§2.2). */
const echo: OpenHandler = async (call) => {
  await enter(call)
  return call.query.text('msg') ?? ''
}

export const openAuthHandlers = { 'auth/access_token': accessToken, 'auth/echo': echo }
