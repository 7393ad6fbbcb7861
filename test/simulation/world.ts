import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { type Chance, chanceOf } from '../support/chance.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { BadLine } from './bad-line.ts'
import { Counts } from './counts.ts'
import { CloudNode, TillNode } from './nodes.ts'
import type { Stage } from './stage.ts'

/** A cloud, its tills and a listener to webhooks, at the start of a seed's story. */
export type World = {
  stage: Stage
  chance: Chance
  counts: Counts
  clock: SandboxClock
  cloud: CloudNode
  tills: TillNode[]
  receiver: WebhookReceiver
  /** What living nodes reported and nobody expects. */
  problems: string[]
  /** Order ids whose creation was acknowledged. */
  acknowledged: Set<string>
  close(): Promise<void>
}

/** Friday noon in Moscow. */
const noon = Date.UTC(2027, 2, 12, 9)

export async function openWorld(stage: Stage, seed: number): Promise<World> {
  await stage.sweep()
  const chance = chanceOf(seed)
  const counts = new Counts()
  const clock = new SandboxClock()
  clock.jumpTo(noon)
  const problems: string[] = []
  const nodeWorld = { clock, problems }
  const cloud = new CloudNode(nodeWorld, stage.cloud.url)
  const tills = stage.tills.map(({ database, peer }) => {
    const line = new BadLine(chance.fork(), counts)
    return new TillNode(nodeWorld, database.url, { line, peer, cloud })
  })
  const receiver = await startWebhookReceiver()
  await cloud.start()
  await subscribe(cloud, stage, receiver)
  for (const till of tills) await till.start()
  return {
    stage,
    chance,
    counts,
    clock,
    cloud,
    tills,
    receiver,
    problems,
    acknowledged: new Set(),
    async close() {
      for (const node of [...tills, cloud]) await node.bury()
      await receiver.close()
    },
  }
}

const statuses = [
  'Unconfirmed',
  'WaitCooking',
  'CookingStarted',
  'CookingCompleted',
  'Waiting',
  'OnWay',
  'Delivered',
  'Closed',
  'Cancelled',
]

async function subscribe(
  cloud: CloudNode,
  { chain, tills }: Stage,
  receiver: WebhookReceiver,
): Promise<void> {
  for (const organizationId of new Set(tills.map(({ peer }) => peer.organizationId))) {
    await cloud.living.storage.now.webhooks.saveSubscription({
      tenantId: chain.tenant.id,
      organizationId,
      loginId: chain.apiKeys[0]?.id ?? '',
      uri: receiver.url,
      authToken: null,
      filter: {
        deliveryOrderFilter: { orderStatuses: statuses, errors: true },
        stopListUpdateFilter: { updates: true },
      },
      profile: 'durable',
      signingSecret: null,
      blockedUntil: null,
      blockLevel: 0,
    })
  }
}
