/** Change streams (front-api §2.13.2): after the fact, in the order of revisions, never in the way of the till. */
import type { Picture } from './host-types.ts'
import type { Connection } from './wire/connection.ts'

export const streamNames = [
  ...['orderChanged', 'deliveryOrderChanged', 'reserveChanged', 'kitchenOrderChanged'],
  ...['orderBillCancelled', 'stopListProductsRemainingAmountsChanged', 'cafeSessionChanged'],
  ...['userSessionChanged', 'customDataChanged', 'externalOperationChanged'],
  ...['connectionToMainTerminalChanged', 'tableChanged', 'productChanged', 'productGroupChanged'],
  ...['paymentTypeChanged', 'discountTypeChanged', 'orderTypeChanged', 'userChanged', 'roleChanged'],
  ...['restaurantSectionChanged', 'restaurantChanged', 'removalTypeChanged', 'productSizeChanged'],
  ...['screenChanged', 'currentUserChanged'],
] as const
export type StreamName = (typeof streamNames)[number]
export const isStreamName = (name: unknown): name is StreamName =>
  (streamNames as readonly unknown[]).includes(name)

export type ChangeEvent = {
  /** How the entity came to be what it is. */
  type: 'created' | 'updated' | 'removed'
  /** As it is after the change; null where there is none, such as a stop list: read it again. */
  entity: Picture | null
  /** Members that differ from the event before; null: the first one, or unknown. */
  changedFields: readonly string[] | null
}

export type SubscribeOptions = {
  signal?: AbortSignal
  /** Waits so long for more of the same entity and tells the last one only. */
  coalesceMs?: number
}

export type Subscribe = (options?: SubscribeOptions) => AsyncIterable<ChangeEvent>
export type Events = { readonly [Stream in StreamName]: Subscribe } & {
  on(stream: StreamName, handler: (event: ChangeEvent) => unknown, options?: SubscribeOptions): Disposable
}

/** Events of one subscription that wait for their reader. */
class Inbox {
  readonly #waiting = new Map<string, { event: ChangeEvent; seq: number; dueAt: number }>()
  readonly #acknowledge: (seq: number) => void
  readonly #coalesceMs: number
  #wake: (() => void) | null = null
  #count = 0
  isOver = false

  constructor(coalesceMs: number, acknowledge: (seq: number) => void) {
    this.#coalesceMs = coalesceMs
    this.#acknowledge = acknowledge
  }

  put(seq: number, event: ChangeEvent): void {
    const key = this.#coalesceMs > 0 && event.entity ? event.entity.id : `#${this.#count++}`
    const before = this.#waiting.get(key)
    if (before) this.#acknowledge(before.seq)
    const dueAt = before?.dueAt ?? performance.now() + this.#coalesceMs
    this.#waiting.set(key, { event: before ? joined(before.event, event) : event, seq, dueAt })
    this.#wake?.()
  }

  end(): void {
    this.isOver = true
    this.#wake?.()
  }

  /** The next event that is due; undefined at the end. */
  async take(): Promise<ChangeEvent | undefined> {
    while (!this.isOver) {
      const [next] = this.#waiting
      const restMs = next ? next[1].dueAt - performance.now() : null
      if (next && restMs !== null && restMs <= 0) {
        this.#waiting.delete(next[0])
        this.#acknowledge(next[1].seq)
        return next[1].event
      }
      await new Promise<void>((resolve) => {
        const timer = restMs === null ? undefined : setTimeout(resolve, restMs)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return undefined
  }
}

/** Two changes of one entity as one. */
const joined = (first: ChangeEvent, second: ChangeEvent): ChangeEvent => ({
  type: second.type === 'removed' ? 'removed' : first.type,
  entity: second.entity,
  changedFields:
    first.changedFields && second.changedFields
      ? [...new Set([...first.changedFields, ...second.changedFields])]
      : null,
})

/** The streams of a plugin over its line. */
export class EventStreams {
  readonly #connection: Connection
  readonly #inboxes = new Map<string, Inbox>()
  readonly #stopped: AbortSignal
  #nextId = 1

  constructor(connection: Connection, stopped: AbortSignal) {
    this.#connection = connection
    this.#stopped = stopped
  }

  /** An event that the host sent. */
  hear(subscription: string, seq: number, event: ChangeEvent): void {
    this.#inboxes.get(subscription)?.put(seq, event)
  }

  async *#read(
    stream: StreamName,
    { signal, coalesceMs = 0 }: SubscribeOptions,
  ): AsyncGenerator<ChangeEvent> {
    const id = `s${this.#nextId++}`
    const inbox = new Inbox(coalesceMs, (seq) => this.#connection.tell('events', 'ack', [id, seq]))
    this.#inboxes.set(id, inbox)
    const end = (): void => inbox.end()
    const signals = [this.#stopped, ...(signal ? [signal] : [])]
    for (const one of signals) one.addEventListener('abort', end, { once: true })
    if (signals.some(({ aborted }) => aborted)) end()
    try {
      if (!inbox.isOver) await this.#connection.call('events', 'subscribe', [stream, id])
      for (let event = await inbox.take(); event; event = await inbox.take()) yield event
    } finally {
      this.#inboxes.delete(id)
      for (const one of signals) one.removeEventListener('abort', end)
      this.#connection.release(`stream:${id}`)
    }
  }

  events(): Events {
    const streams = Object.fromEntries(
      streamNames.map((stream) => [stream, (options: SubscribeOptions = {}) => this.#read(stream, options)]),
    ) as unknown as { [Stream in StreamName]: Subscribe }
    return {
      ...streams,
      on: (stream, handler, options = {}) => {
        const stop = new AbortController()
        const signals = [stop.signal, ...(options.signal ? [options.signal] : [])]
        const run = async (): Promise<void> => {
          for await (const event of this.#read(stream, { ...options, signal: AbortSignal.any(signals) }))
            await handler(event)
        }
        // What fails here is the plugin's own: it ends the process like any other forgotten failure.
        run().catch((error: unknown) => queueMicrotask(() => throwIt(error)))
        return { [Symbol.dispose]: () => stop.abort() }
      },
    }
  }
}

function throwIt(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error))
}
