import type { AdminAccount } from '../../../app/ports.ts'
import { isUuid } from '../../../kernel/ids.ts'
import type { OpenCall, OpenHandler } from '../call.ts'
import { admit, enter } from '../enter.ts'
import { fault, unbound, wrongToken } from '../faults.ts'
import { organizationsOf } from './organizations.ts'

/*
 * What the market of applications asks (biz-card-api §2.3–2.5). People of the portal are the administrators here; which
 * members the answers have is unpublished, they are the recommended ones.
 */

const usersMax = 200

/** A token of the person whose key for external applications it is (§2.3). */
const userToken: OpenHandler = async (call) => {
  const { app, query, userTokens } = call
  const key = query.text('user_ext_id') ?? ''
  const account = await admit(call, key, () => app.storage.now.admins.byExternalKey(key))
  return userTokens.open(`${account.tenantId} ${account.id}`, app.random, app.clock.now())
}

/** Both tokens have to be good, and of one company. */
async function enterBoth(call: OpenCall) {
  const login = await enter(call, 'api_access_token')
  const { tenantId } = login.key
  const catalog = await call.app.catalog(tenantId)
  return { login, tenantId, catalog }
}

/** The person of the second token, with the organizations that the login may use. */
const userInfo: OpenHandler = async (call) => {
  const { app, query, userTokens } = call
  const { login, tenantId, catalog } = await enterBoth(call)
  const owner = userTokens.keyOf(query.text('biz_access_token') ?? '', app.clock.now())
  const [tenant = '', id = ''] = owner?.split(' ') ?? []
  const account = tenant === tenantId ? await app.storage.now.admins.byId(tenantId, id) : null
  if (!account) throw wrongToken()
  return { ...userOnWire(account), organizations: organizationsOf({ login, catalog }) }
}

const userOnWire = ({ id, login }: AdminAccount) => ({
  ...{ id, login },
  ...{ firstName: null, lastName: null, email: login.includes('@') ? login : null },
})

/** Organizations of people by their ids; of one whom the company does not know, none (§2.5). */
const usersOrganizations: OpenHandler = async (call) => {
  const { login, tenantId, catalog } = await enterBoth(call)
  const given = call.value()
  if (!Array.isArray(given)) throw unbound('userIds', 'An array is expected.')
  if (given.length > usersMax) throw fault(400, `At most ${usersMax} users may be asked for`)
  const ids = given.map((one, index) => {
    const id = String(one).toLowerCase()
    if (!isUuid(id)) throw unbound(`userIds[${index}]`, `The value '${one}' is not valid for Guid.`)
    return id
  })
  const known = new Set((await call.app.storage.now.admins.list(tenantId)).map(({ id }) => id))
  const organizations = organizationsOf({ login, catalog })
  return ids.map((userId) => ({ userId, organizations: known.has(userId) ? organizations : [] }))
}

export const openMarketHandlers = {
  'auth/biz_access_token': userToken,
  'applicationMarket/userInfo': userInfo,
  'applicationMarket/usersOrganizations': usersOrganizations,
}
