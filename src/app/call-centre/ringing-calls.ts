import type { Uuid } from '../../kernel/ids.ts'

/** A telephone that rings, or somebody who is being talked to. */
export type PhoneCall = {
  /** The exchange's own name of the call. */
  id: string
  phone: string
  /** The number that was called; null: the exchange did not say. */
  line: string | null
  /** Whose telephone rings, by their login; null: anybody's. */
  operatorLogin: string | null
  /** Epoch milliseconds. */
  since: number
  /** The employee who took it; null: it rings. */
  answeredBy: Uuid | null
}

/** A call of which the exchange says nothing more is over. */
const keptMs = 15 * 60_000
const callsMax = 500

/**
 * Calls as the exchange tells of them, by tenant. They live in the memory of this process: a ring is over before a node
 * has started again, and no journal keeps who has called.
 */
export class PhoneCalls {
  readonly #calls = new Map<Uuid, Map<string, PhoneCall>>()
  readonly #listeners = new Set<(tenantId: Uuid) => void>()

  /** Oldest first. */
  of(tenantId: Uuid, now: number): PhoneCall[] {
    const calls = this.#calls.get(tenantId)
    for (const [id, { since }] of calls ?? []) if (now - since > keptMs || since > now) calls?.delete(id)
    return [...(calls?.values() ?? [])]
  }

  find(tenantId: Uuid, id: string): PhoneCall | undefined {
    return this.#calls.get(tenantId)?.get(id)
  }

  /** Another word about the same call changes it. */
  put(tenantId: Uuid, call: PhoneCall): void {
    const calls = this.#calls.get(tenantId) ?? new Map<string, PhoneCall>()
    this.#calls.set(tenantId, calls)
    calls.set(call.id, call)
    const oldest = calls.size > callsMax ? calls.keys().next().value : undefined
    if (oldest !== undefined) calls.delete(oldest)
    this.#tell(tenantId)
  }

  end(tenantId: Uuid, id: string): void {
    if (this.#calls.get(tenantId)?.delete(id)) this.#tell(tenantId)
  }

  /** Hears of every change; call the answer to stop. */
  listen(listener: (tenantId: Uuid) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(tenantId: Uuid): void {
    for (const listener of [...this.#listeners]) listener(tenantId)
  }
}
