import { Gauge, Registry } from 'prom-client'
import type { App } from '../../app/ports.ts'
import type { ConsoleServices } from './services.ts'

const hourMs = 3_600_000

type Watched = Pick<ConsoleServices, 'app' | 'followers' | 'tills' | 'linkedTills' | 'cloudLink' | 'metrics'>

/** The text of `GET /__/metrics`. What is in the storage is asked at that moment. */
export async function metricsText(services: Watched): Promise<string> {
  const storage = new Registry()
  await fillStorageGauges(storage, services)
  return `${await services.metrics.registry.metrics()}\n${await storage.metrics()}`
}

async function fillStorageGauges(registry: Registry, services: Watched): Promise<void> {
  const { app } = services
  const set = gaugesOf(registry)
  const { monitoring } = app.storage.now
  const journal = await monitoring.journal()
  set('trapeza_journal_position', 'End of the journal of this storage', [[{}, Number(journal.position)]])
  set('trapeza_journal_unsequenced', 'Entries without a position yet', [[{}, journal.unsequenced]])
  const lags = await monitoring.lags(services.followers().filter(({ name }) => name !== 'sequencer'))
  set(
    'trapeza_follower_waiting_entries',
    'Entries that a follower has not handled',
    lags.map(({ name, waiting }) => [{ follower: name }, waiting]),
  )
  const webhooks = await monitoring.webhooks()
  set('trapeza_webhook_events_waiting', 'Webhook events that wait to be sent', [[{}, webhooks.waiting]])
  set('trapeza_webhook_oldest_seconds', 'Age of the webhook event that waits longest', [
    [{}, webhooks.oldestQueuedAt === null ? 0 : ageSeconds(app, webhooks.oldestQueuedAt)],
  ])
  const changed = await monitoring.ordersChangedSince(app.clock.now() - hourMs)
  const ordersBy = new Map(changed.map(({ creationStatus, orders }) => [creationStatus, orders]))
  set(
    'trapeza_orders_changed_last_hour',
    'Orders of the cloud that changed within the last hour, by creationStatus',
    (['InProgress', 'Success', 'Error'] as const).map((status) => [
      { creation_status: status },
      ordersBy.get(status) ?? 0,
    ]),
  )
  set('trapeza_till_connected', 'Is the till in contact with its cloud', await tillContacts(services))
}

async function tillContacts(services: Watched): Promise<[Record<string, string>, number][]> {
  const own = [...services.tills()].map(({ code, isConnected }): [Record<string, string>, number] => [
    { till: code, where: 'here' },
    Number(isConnected),
  ])
  const linked = (await services.linkedTills()).map(
    ({ name, isConnected }): [Record<string, string>, number] => [
      { till: name, where: 'linked' },
      Number(isConnected),
    ],
  )
  const link = services.cloudLink()
  return [...own, ...linked, ...(link ? [contactOfCloud(link.isConnected)] : [])]
}

const contactOfCloud = (isConnected: boolean): [Record<string, string>, number] => [
  { till: 'this node', where: 'cloud' },
  Number(isConnected),
]

const ageSeconds = (app: App, at: number): number => Math.max(0, (app.clock.now() - at) / 1000)

const gaugesOf =
  (registry: Registry) =>
  (name: string, help: string, values: readonly [Record<string, string>, number][]): void => {
    const labelNames = [...new Set(values.flatMap(([labels]) => Object.keys(labels)))]
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] })
    for (const [labels, value] of values) gauge.set(labels, value)
  }
