import type { App, OutboxEvent, WebhookSubscription } from '../../src/app/ports.ts'
import { openNode } from '../../src/main/node.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { runWebhookSender, type SenderOptions, type WebhookSender } from '../../src/webhooks/sender.ts'
import { createTargetGuard } from '../../src/webhooks/target-guard.ts'
import { testDatabase } from './database.ts'
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const minuteMs = 60_000

export type Subscriber = {
  receiver: WebhookReceiver
  subscription: WebhookSubscription
  /** Puts an event of an entity into the outbox; its text comes back as `eventInfo`. */
  happen(entity: string, text: string): Promise<void>
  /** Events as the outbox keeps them, oldest first. */
  outbox(): Promise<OutboxEvent[]>
  /** Texts that came, in the order of arrival. */
  texts(): string[]
  /** The subscription as it is stored now. */
  stored(): Promise<WebhookSubscription>
}

export type WebhookWorld = {
  app: App
  /** Stands still unless the test moves it. */
  clock: SandboxClock
  /** What the sender reported. */
  problems: unknown[]
  /** Somebody who is subscribed and listens. */
  subscriber(changes?: Partial<WebhookSubscription>): Promise<Subscriber>
  /** Resolves when nothing is due and nothing is under way. */
  settle(): Promise<void>
  /** Minutes pass, and what is due then is sent. */
  pass(minutes: number): Promise<void>
  /** Stops the sender, or leaves it in the middle of everything, and runs another one. */
  restart(options?: Partial<SenderOptions>): Promise<void>
  close(): Promise<void>
}

/** A sender on a real storage, without the rest of a restaurant. */
export async function webhookWorld(options: Partial<SenderOptions> = {}): Promise<WebhookWorld> {
  const engine = await testDatabase()
  const clock = new SandboxClock()
  clock.setSpeed(0)
  const problems: unknown[] = []
  const node = await openNode({
    engine,
    clock,
    random: systemRandom(clock),
    roles: new Set(['cloud']),
    log: (level, text, details) => {
      if (level === 'error') problems.push(`${text} ${JSON.stringify(details)}`)
    },
  })
  const { app } = node
  const texts = new Map<string, string>()
  const receivers: WebhookReceiver[] = []
  const send = (more: Partial<SenderOptions>): WebhookSender =>
    runWebhookSender({
      app,
      guard: createTargetGuard({ allowLoopback: true }),
      render: async ({ id, eventType }) => ({ eventType, eventInfo: texts.get(id) }),
      report: (error) => problems.push(error),
      ...options,
      ...more,
    })
  let sender = send({})

  return {
    app,
    clock,
    problems,
    settle: () => sender.settle(),
    async pass(minutes) {
      clock.advance(minutes * minuteMs)
      await sender.settle()
    },
    async restart(more = {}) {
      await sender.stop()
      sender = send(more)
    },
    async subscriber(changes = {}) {
      const receiver = await startWebhookReceiver()
      receivers.push(receiver)
      const subscription: WebhookSubscription = {
        tenantId: app.random.uuid(),
        organizationId: app.random.uuid(),
        loginId: app.random.uuid(),
        uri: receiver.url,
        authToken: null,
        filter: {},
        profile: 'iiko',
        signingSecret: null,
        blockedUntil: null,
        blockLevel: 0,
        ...changes,
      }
      await app.storage.now.webhooks.saveSubscription(subscription)
      return subscriberOf({ app, receiver, subscription, texts })
    },
    async close() {
      await sender.stop()
      for (const receiver of receivers) await receiver.close()
      await node.stop()
      await engine.close()
    },
  }
}

type Listening = {
  app: App
  receiver: WebhookReceiver
  subscription: WebhookSubscription
  texts: Map<string, string>
}

function subscriberOf({ app, receiver, subscription, texts }: Listening): Subscriber {
  const { tenantId, organizationId, loginId } = subscription
  const { webhooks } = app.storage.now
  const entities = new Map<string, string>()
  const entityId = (name: string): string => {
    const id = entities.get(name) ?? app.random.uuid()
    entities.set(name, id)
    return id
  }
  return {
    receiver,
    subscription,
    async happen(entity, text) {
      const now = app.clock.now()
      const id = app.random.uuid()
      texts.set(id, text)
      const event = {
        tenantId,
        organizationId,
        loginId,
        id,
        entityId: entityId(entity),
        eventType: 'NomenclatureUpdate' as const,
        correlationId: app.random.uuid(),
        at: now,
        subject: { kind: 'nomenclature' as const },
      }
      await webhooks.enqueue([event], now)
    },
    outbox: async () => (await webhooks.history(tenantId, organizationId, loginId, 10_000)).reverse(),
    texts: () => receiver.events.map((event) => event.eventInfo),
    async stored() {
      const found = await webhooks.subscription(tenantId, organizationId, loginId)
      if (!found) throw new Error('the subscription is gone')
      return found
    },
  }
}
