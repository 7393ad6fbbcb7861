import type { ApiKey, App } from '../ports.ts'
import { keyTrouble } from './login.ts'

/**
 * The key that a login and its password name: the login is the name or the id of an API key, the password its secret.
 * Null tells nobody which of the two is wrong.
 */
export async function keyOfCredentials(app: App, userId: string, userSecret: string): Promise<ApiKey | null> {
  const key = await app.storage.now.keys.byLogin(userSecret)
  if (!key || (key.id !== userId.toLowerCase() && key.name !== userId)) return null
  return keyTrouble(key, app.clock.now()) === null ? key : null
}
