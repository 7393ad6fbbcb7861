import type { ChangeEvent, StreamName } from '../../../sdk/plugin/src/events.ts'

/** Events on their way that the plugin has not taken yet; more wait here, the last one of each entity (§10.4). */
const unacknowledgedMax = 64
/** Events without an entity, or of so many entities, wait no longer: the oldest is dropped. */
const waitingMax = 5000

/** One subscription of a plugin: in order, with a bound, never waiting for a slow reader. */
export class EventLane {
  readonly stream: StreamName
  readonly #send: (seq: number, event: ChangeEvent) => void
  readonly #unacknowledged = new Set<number>()
  readonly #waiting = new Map<string, ChangeEvent>()
  #seq = 0
  #dropped = 0

  constructor(stream: StreamName, send: (seq: number, event: ChangeEvent) => void) {
    this.stream = stream
    this.#send = send
  }

  /** Events that a reader who was too slow will never see. */
  get dropped(): number {
    return this.#dropped
  }

  put(event: ChangeEvent): void {
    if (this.#waiting.size === 0 && this.#unacknowledged.size < unacknowledgedMax) return this.#give(event)
    const key = event.entity?.id ?? `#${this.#seq}.${this.#waiting.size}`
    const before = this.#waiting.get(key)
    // It keeps its place, so events of one entity stay in the order of their revisions.
    this.#waiting.set(
      key,
      before ? { ...event, type: joinedType(before, event), changedFields: null } : event,
    )
    if (this.#waiting.size <= waitingMax) return
    const [oldest] = this.#waiting.keys()
    if (oldest !== undefined) this.#waiting.delete(oldest)
    this.#dropped += 1
  }

  acknowledge(seq: number): void {
    this.#unacknowledged.delete(seq)
    for (const [key, event] of this.#waiting) {
      if (this.#unacknowledged.size >= unacknowledgedMax) return
      this.#waiting.delete(key)
      this.#give(event)
    }
  }

  #give(event: ChangeEvent): void {
    this.#seq += 1
    this.#unacknowledged.add(this.#seq)
    this.#send(this.#seq, event)
  }
}

const joinedType = (before: ChangeEvent, event: ChangeEvent): ChangeEvent['type'] =>
  event.type === 'removed' ? 'removed' : before.type
