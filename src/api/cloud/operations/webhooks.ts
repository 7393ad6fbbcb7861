import { takeKey } from '../../../app/cloud/idempotency.ts'
import type { WebhookFilter, WebhookSubscription } from '../../../app/ports.ts'
import type { WebHooksFilter, WebHooksFilterInAnswer } from '../generated/types.ts'
import type { Handlers } from '../operation.ts'
import type { CloudServices } from '../services.ts'
import { replayOf } from './send-command.ts'

/** A branch that is not sent is not subscribed: nothing of it is kept (cloud-api §7.1). */
const filterFromWire = (filter: WebHooksFilter | undefined): WebhookFilter =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, branch]) => branch !== undefined))

const isEmpty = (filter: WebhookFilter): boolean => Object.keys(filter).length === 0

const ofOrders = { orderStatuses: null, itemStatuses: null, errors: false }

/** What a branch that was sent says of members that were not (cloud-api §0.3.7). */
const nothingAsked: { [B in keyof WebHooksFilterInAnswer]-?: NonNullable<WebHooksFilterInAnswer[B]> } = {
  deliveryOrderFilter: { ...ofOrders, returnedExternalDataKeys: null },
  tableOrderFilter: ofOrders,
  reserveFilter: { updates: false, errors: false },
  stopListUpdateFilter: { updates: false },
  personalShiftFilter: { updates: false },
  nomenclatureUpdateFilter: { updates: false },
  businessHoursAndMappingUpdateFilter: { updates: false },
  kitchenOrderUpdateFilter: { updates: false },
}

/** Ours, for the vendor published no filter of kitchen orders (docs/webhooks.md): only who sent it is told of it. */
const unpublished: keyof WebHooksFilterInAnswer = 'kitchenOrderUpdateFilter'

/** Branches are kept as they came; a published branch that nobody sent is null. */
const filterToWire = (filter: WebhookFilter): WebHooksFilterInAnswer | null => {
  if (isEmpty(filter)) return null
  const kept = filter as WebHooksFilterInAnswer
  const names = Object.keys(nothingAsked) as (keyof WebHooksFilterInAnswer)[]
  return Object.fromEntries(
    names
      .filter((name) => name !== unpublished || kept[name])
      .map((name) => [name, kept[name] ? { ...nothingAsked[name], ...kept[name] } : null]),
  )
}

/** Settings of webhooks: one record for each organization and login (cloud-api §7.1). */
export const webhookHandlers = (services: CloudServices): Handlers => ({
  '/api/1/webhooks/settings': async ({ app, login, body, correlationId }) => {
    const { id, tenantId, name } = login.key
    const found = await app.storage.now.webhooks.subscription(tenantId, body.organizationId, id)
    return {
      correlationId,
      apiLoginName: name,
      webHooksUri: found?.uri ?? null,
      authToken: found?.authToken ?? null,
      webHooksFilter: found ? filterToWire(found.filter) : null,
    }
  },

  '/api/1/webhooks/update_settings': async ({ app, login, body, correlationId, idempotencyKey }) => {
    const { id, tenantId } = login.key
    await services.webhookTargets.check(body.webHooksUri)
    const first = await app.storage.transaction(async (tx) => {
      const taken = await takeKey(tx, login, idempotencyKey, { correlationId, now: app.clock.now() })
      if (taken) return taken
      const before = await tx.webhooks.subscription(tenantId, body.organizationId, id)
      const subscription: WebhookSubscription = {
        tenantId,
        organizationId: body.organizationId,
        loginId: id,
        uri: body.webHooksUri,
        authToken: body.authToken ?? null,
        filter: filterFromWire(body.webHooksFilter),
        // How events are sent is no part of this record; the console sets it.
        profile: before?.profile ?? 'iiko',
        signingSecret: before?.signingSecret ?? null,
        // A new address is not punished for what the old one did.
        blockedUntil: before?.uri === body.webHooksUri ? before.blockedUntil : null,
        blockLevel: before?.uri === body.webHooksUri ? before.blockLevel : 0,
      }
      await tx.webhooks.saveSubscription(subscription)
      return null
    })
    return first ? replayOf({ correlationId: first }) : { correlationId }
  },
})
