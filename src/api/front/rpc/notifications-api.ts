import type { Change, Topic } from '../changes/changes.ts'
import type { FrontWeb } from '../front-web.ts'
import type { Line } from '../sockets.ts'
import { writeLegacyEntity } from '../write-entity.ts'
import { rpcNotification } from './json-rpc.ts'

const eventTypes = { Created: 0, Updated: 1, Removed: 2 } as const

/** Streams of front-api §2.13.2 whose entities the web API has; one without entity is read again. */
const streams: Readonly<Partial<Record<Topic, string>>> = {
  kitchenOrder: 'KitchenOrderChanged',
  stopList: 'StopListProductsRemainingAmountsChanged',
}

const told = new WeakMap<Change, string>()

function textOf(change: Change, method: string): string {
  const known = told.get(change)
  if (known !== undefined) return known
  const params =
    change.topic === 'stopList'
      ? {}
      : {
          EventType: eventTypes[change.eventType],
          Entity: writeLegacyEntity(change.entity, change.zone),
        }
  const text = rpcNotification(method, params)
  told.set(change, text)
  return text
}

/** `NotificationsApi`: what changes is told by itself over the same WebSocket that takes calls (front-api §7.2). */
export async function serveNotifications(web: FrontWeb, line: Line): Promise<void> {
  const topics = new Set(Object.keys(streams) as Topic[])
  const { begin, stop } = await web.hub(line.played).subscribe(
    {
      topics,
      hear: (change) => line.send(textOf(change, streams[change.topic] ?? '')),
      end: () => line.close(1012, 'begin anew'),
    },
    null,
  )
  line.onClosed(stop)
  begin()
}
