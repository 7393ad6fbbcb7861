/** Webhook subscriptions of keys, as administrators set them (cloud-api §7.1); integrators set theirs by the API. */
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import type { ApiKey, App, WebhookFilter, WebhookHealth, WebhookSubscription } from '../ports.ts'
import { type AdminScope, audited } from './audit.ts'
import { notFound, refuseProblems } from './problems.ts'

export type WebhookDraft = {
  /** Null: events go nowhere. */
  uri: string | null
  authToken: string | null
  filter: WebhookFilter
  profile: WebhookSubscription['profile']
}
/** Refuses with `webhook.url-forbidden` an address that we shall not call. */
export type CheckTarget = (uri: string) => Promise<void>

/** A subscription with the secret that signs its calls, told when it was made and never again. */
export type SavedWebhook = { subscription: WebhookSubscription; newSigningSecret: string | null }

const tokenMax = 500

/** Says where events of an organization go for a key. The durable profile signs, so it gets a secret. */
export async function setWebhook(
  app: App,
  scope: AdminScope,
  place: { key: ApiKey; organizationId: Uuid },
  draft: WebhookDraft,
  checkTarget: CheckTarget,
): Promise<SavedWebhook> {
  const { key, organizationId } = place
  requireOrganization(key, organizationId)
  await refuseBad(draft, checkTarget)
  const { tenantId } = scope
  const before = await app.storage.now.webhooks.subscription(tenantId, organizationId, key.id)
  const isSigned = draft.profile === 'durable'
  const needsSecret = isSigned && !before?.signingSecret
  const newSigningSecret = needsSecret ? Buffer.from(app.random.bytes(32)).toString('base64url') : null
  const isSameTarget = before?.uri === draft.uri && before?.profile === draft.profile
  const subscription: WebhookSubscription = {
    tenantId,
    organizationId,
    loginId: key.id,
    ...draft,
    signingSecret: isSigned ? (newSigningSecret ?? before?.signingSecret ?? null) : null,
    // A new address is not punished for what the old one did.
    blockedUntil: isSameTarget ? before.blockedUntil : null,
    blockLevel: isSameTarget ? before.blockLevel : 0,
  }
  const payload = {
    hasUri: draft.uri !== null,
    hasAuthToken: draft.authToken !== null,
    profile: draft.profile,
    filter: draft.filter,
  }
  const note = {
    kind: 'webhook.changed',
    entity: 'webhook',
    entityId: key.id,
    organizationId,
    payload,
  } as const
  await audited(app, scope, note, (tx) => tx.webhooks.saveSubscription(subscription))
  return { subscription, newSigningSecret }
}

/** Sends again what happened since a moment and is settled; returns how many events that is. */
export async function replayWebhooks(
  app: App,
  scope: AdminScope,
  { key, organizationId }: { key: ApiKey; organizationId: Uuid },
  since: number,
): Promise<number> {
  requireOrganization(key, organizationId)
  const payload = { since }
  const note = {
    kind: 'webhook.replayed',
    entity: 'webhook',
    entityId: key.id,
    organizationId,
    payload,
  } as const
  return audited(app, scope, note, (tx) =>
    tx.webhooks.replay(scope.tenantId, organizationId, key.id, since, app.clock.now()),
  )
}

/**
 * Ends the block of a receiver that failed too often, be it the final one that the vendor's support lifts (cloud-api
 * §7.5); its calls are counted anew. Refuses when there is no subscription. Returns it as it is then.
 */
export async function unblockWebhook(
  app: App,
  scope: AdminScope,
  { key, organizationId }: { key: ApiKey; organizationId: Uuid },
): Promise<WebhookSubscription> {
  requireOrganization(key, organizationId)
  const { tenantId } = scope
  const receiver = { tenantId, organizationId, loginId: key.id }
  const before = await app.storage.now.webhooks.subscription(tenantId, organizationId, key.id)
  if (!before) throw notFound({ ru: 'Подписки нет', en: 'There is no subscription' })
  const payload = { blockedUntil: before.blockedUntil }
  const note = {
    kind: 'webhook.unblocked',
    entity: 'webhook',
    entityId: key.id,
    organizationId,
    payload,
  } as const
  await audited(app, scope, note, (tx) => tx.webhooks.saveHealth(receiver, neverFailed))
  return { ...before, blockedUntil: null, blockLevel: 0 }
}

const neverFailed: WebhookHealth = {
  blockedFrom: null,
  blockedUntil: null,
  blockLevel: 0,
  windowFrom: null,
  calls: 0,
  failures: 0,
}

/** A key has webhooks for the organizations it reaches. */
export function requireOrganization({ settings }: ApiKey, organizationId: Uuid): void {
  if (settings.organizationIds.includes(organizationId)) return
  throw notFound({
    ru: `Ключ не подключён к организации ${organizationId}`,
    en: `The key is not connected to organization ${organizationId}`,
  })
}

async function refuseBad({ uri, authToken }: WebhookDraft, checkTarget: CheckTarget): Promise<void> {
  if (authToken !== null && (authToken.length > tokenMax || /[^\x20-\x7e]/.test(authToken)))
    refuseProblems([
      {
        field: 'authToken',
        text: {
          ru: `до ${tokenMax} латинских знаков: это заголовок HTTP`,
          en: `up to ${tokenMax} ASCII characters: it is an HTTP header`,
        },
      },
    ])
  if (uri === null) return
  try {
    await checkTarget(uri)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refuseProblems([{ field: 'uri', text: forbidden(String(error.params['reason'])) }])
  }
}

const reasons: Readonly<Record<string, string>> = {
  'it belongs to a closed network': 'он ведёт в закрытую сеть',
  'it is not a URL': 'это не адрес URL',
  'only http and https are called': 'годятся только http и https',
  'it carries a name or a password': 'в нём есть имя или пароль',
}

const forbidden = (reason: string) => ({
  ru: `по этому адресу мы не звоним: ${reasons[reason] ?? reason}`,
  en: `we do not call this address: ${reason}`,
})
