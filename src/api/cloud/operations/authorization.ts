import type { Login } from '../../../app/cloud/login.ts'
import { keyTrouble } from '../../../app/cloud/login.ts'
import type { App } from '../../../app/ports.ts'
import { isLicenceExpired, licenceExpiredText, takeCloudSeat } from '../auth.ts'
import { unauthorized, WireError } from '../errors.ts'
import type { Handlers } from '../operation.ts'
import type { CloudServices } from '../services.ts'
import { v1RefusedText } from '../token-switch.ts'
import { issueToken } from '../tokens.ts'

/** Both ways to a token (cloud-api §1.1–1.2): v1 by the key alone, v2 by the key and an application. */
export function authorizationHandlers(services: CloudServices): Handlers {
  async function tokenFor(app: App, apiLogin: string, appId: string | null): Promise<string> {
    const now = app.clock.now()
    const key = await app.storage.now.keys.byLogin(apiLogin)
    if (!key) throw unauthorized(`Login ${apiLogin.slice(0, 100)} is not authorized.`)
    const trouble = keyTrouble(key, now)
    if (trouble !== null) throw unauthorized(trouble)
    // Here 401; the calls that follow say 402 (cloud-api §1.1).
    if (await isLicenceExpired(services, key.tenantId)) throw unauthorized(licenceExpiredText)
    await takeCloudSeat(services, key)
    const login: Login = { key, appId }
    return issueToken(app.storage.node.secret, login, { now, random: app.random })
  }

  return {
    '/api/1/access_token': async ({ app, body: { apiLogin }, correlationId }) => {
      if (!services.v1Tokens.isAccepted) throw new WireError({ status: 403, description: v1RefusedText })
      if (apiLogin === undefined) throw unauthorized('ApiLogin is absent.')
      if (apiLogin === '') throw unauthorized("Value cannot be null. (Parameter 'apiLogin')")
      return { correlationId, token: await tokenFor(app, apiLogin, null) }
    },

    '/api/v2/access_token': async ({ app, body: { apiKey, appId, clientSecret }, correlationId }) => {
      // One text for an unknown application and a wrong secret: a stranger learns nothing from it.
      const isKnown = await app.storage.now.keys.checkApp(appId, clientSecret)
      if (!isKnown) throw unauthorized('Application is unknown or its clientSecret is wrong.')
      return { correlationId, token: await tokenFor(app, apiKey, appId) }
    },
  }
}
