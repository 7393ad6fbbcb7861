import { derivedId } from '../../../app/derived-id.ts'
import type { BalanceSubscription } from '../../../app/ports.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, nothing, requireRight } from '../call.ts'
import { fault } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { deskOfQuery } from './desk.ts'

/** The right of the cloud's operation that says where events go. */
const right = 'webhooks/update_settings'
const longest = { url: 2000, password: 500 } as const
/** Of one login: each is called for every change of every guest. */
const subscriptionsMax = 20
const walletsMax = 100

const ownOf = async ({ app, login }: Call): Promise<BalanceSubscription[]> => {
  const all = await app.storage.now.webhooks.balanceSubscriptions(login.key.tenantId)
  return all.filter(({ keyId }) => keyId === login.key.id)
}

/** Without its password: that is told to nobody but the receiver. */
const subscriptionOnWire = ({ id, organizationId, url, walletIds }: BalanceSubscription) => ({
  id,
  organizationId,
  url,
  walletIds,
})

/**
 * Tells an address of every change of a guest's balance; the same address of the same organization again gets the new
 * password (biz-card-api §12.16; names of members are unverified).
 */
const subscribe: Handler = async (call) => {
  const { app, login, body, services } = call
  const { scope } = deskOfQuery(call, right)
  const url = body.requiredText('url', longest.url)
  await services.webhookTargets.check(url)
  const subscription: BalanceSubscription = {
    tenantId: scope.tenantId,
    organizationId: scope.organizationId,
    // The same wish has the same id, so two that arrive together are one.
    id: derivedId(`balances ${login.key.id} ${scope.organizationId} ${url}`),
    keyId: login.key.id,
    url,
    password: body.text('password', longest.password) ?? body.text('subscriptionPassword', longest.password),
    walletIds: readWallets(body, call),
  }
  const own = await ownOf(call)
  if (own.length >= subscriptionsMax && !own.some(({ id }) => id === subscription.id))
    throw fault(400, `An API login has at most ${subscriptionsMax} subscriptions`)
  await app.storage.now.webhooks.saveBalanceSubscription(subscription)
  return subscriptionOnWire(subscription)
}

/** Null: all wallets. One that no programme has is refused. */
function readWallets(body: Fields, { catalog }: Call): Uuid[] | null {
  const given = body.value('walletIds')
  if (given === undefined) return null
  if (!Array.isArray(given) || given.length > walletsMax)
    throw fault(400, `The field 'walletIds' must be an array of at most ${walletsMax} ids`)
  const known = new Set(catalog.all('loyaltyProgram').flatMap(({ body: { wallet } }) => wallet?.id ?? []))
  const ids = given.map((one, index) => {
    const id = String(one).toLowerCase()
    if (!isUuid(id)) throw fault(400, `The value '${one}' of 'walletIds[${index}]' is not valid for Guid`)
    if (!known.has(id)) throw fault(400, `Wallet ${id} of 'walletIds[${index}]' is not found`)
    return id
  })
  return ids.length === 0 ? null : ids
}

const unsubscribe: Handler = async (call) => {
  requireRight(call, right)
  const id = call.query.id('subscription', 'subscriptionId')
  const own = await ownOf(call)
  if (!own.some((one) => one.id === id)) throw fault(400, `Subscription ${id} is not found`)
  await call.app.storage.now.webhooks.removeSubscriptions(call.login.key.tenantId, id)
  return nothing
}

const list: Handler = async (call) => {
  requireRight(call, right)
  return (await ownOf(call)).map(subscriptionOnWire)
}

/** Who is told of balances (§12.16). */
export const subscriptionHandlers = {
  'customers/subscribe_on_customer_balance': subscribe,
  'customers/unsubscribe_on_customer_balance': unsubscribe,
  'customers/get_subscriptions_on_customer_balance': list,
} satisfies Record<string, Handler>
