import type { ServerEvent } from '../server-events.ts'
import { addressesInBrowser, type Pair, type TillAddresses } from '../till-addresses.ts'
import {
  answerMsMax,
  ask,
  inBrowser,
  newCommandId,
  openStream,
  Refused,
  type Surroundings,
  Unreachable,
} from '../till-api.ts'
import { pausesOf, untilAnswered } from '../until-answered.ts'
import type { DevicePass, DeviceUse } from './device-types.ts'

const urlOf = (code: string, path: string): string => `/till/${encodeURIComponent(code)}/api${path}`

const posted = (body: object, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/**
 * Lets this browser in as a device: a person with the right enters their PIN once, at whichever node of the till plays it.
 * A page of the standby asks its node where the other one is.
 */
export async function enrolDevice(
  code: string,
  wanted: { use: DeviceUse; pin: string; deviceId: string },
  around: Surroundings = inBrowser,
): Promise<DevicePass> {
  const addresses = around.addresses ?? addressesInBrowser(code)
  for (let tried = 1; ; tried++) {
    const { base, headers } = addresses
    try {
      return await ask(around, `${base}${urlOf(code, '/devices')}`, posted(wanted, headers))
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      if (base === '') {
        const standing = await ask<Pair>(around, '/till/standing', { cache: 'no-store' }).catch(() => null)
        addresses.heard(standing)
      }
      addresses.failed(base)
      if (tried >= addresses.count) throw error
    }
  }
}

const usualPause = pausesOf(400, 800, 1600)
/** A standby that takes over by itself has done so within these further tries (ADR 32). */
const retriesOfPair = 20
const retryOfPairMs = 1600

/** What a device may ask of its till, by its own key, at whichever node plays it. */
export class DeviceApi {
  readonly #code: string
  readonly #around: Surroundings
  readonly #addresses: TillAddresses
  #key: string
  /** What is under way at the node in use: all of it ends when that node is given up. */
  #underWay = new AbortController()

  constructor(code: string, key: string, around: Surroundings = inBrowser) {
    this.#code = code
    this.#key = key
    this.#around = around
    this.#addresses = around.addresses ?? addressesInBrowser(code)
  }

  /** The till gave another key instead. */
  takeKey(key: string): void {
    this.#key = key
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#ask(path, { headers: this.#headers(), cache: 'no-store' })
  }

  /** Asks for an answer that changes nothing. */
  post<Answer>(path: string, body: object): Promise<Answer> {
    return this.#ask(path, posted(body, this.#headers()))
  }

  /**
   * Done once however often the network makes us say it: every try carries the same id, to either node. `waitMs`: how long
   * the till may take to answer.
   */
  async send<Answer>(path: string, body: object, waitMs = answerMsMax): Promise<Answer> {
    const named = { id: newCommandId(), ...body }
    const pauseAfter = (failures: number): number | null => {
      const isPair = this.#addresses.count > 1
      return usualPause(failures) ?? (isPair && failures <= retriesOfPair ? retryOfPairMs : null)
    }
    const isWorthIt = (error: unknown): boolean => error instanceof Unreachable
    return untilAnswered({ pauseAfter, isWorthIt, sleep: this.#around.sleep }, () =>
      this.#ask<Answer>(path, posted(named, this.#headers()), waitMs),
    )
  }

  /**
   * The device's picture whenever it changes, until the stream breaks or `signal` aborts. A node that does not answer gives
   * way to the other one; one of an earlier reign is not believed.
   */
  async *stream(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    for (let left = this.#addresses.count; ; left--) {
      try {
        yield* this.#follow(path, signal)
        return
      } catch (error) {
        if (!(error instanceof Unreachable) || left <= 1 || signal.aborted) throw error
      }
    }
  }

  async *#follow(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const { base } = this.#addresses
    const both = AbortSignal.any([signal, this.#underWay.signal])
    const init = { headers: this.#headers(), cache: 'no-store', signal: both } as const
    try {
      for await (const event of openStream(this.#around, `${base}${urlOf(this.#code, path)}`, init)) {
        if (event.event === 'state') this.#hear((event.data as { pair?: Pair | null }).pair)
        yield event
      }
    } catch (error) {
      if (!(error instanceof Refused) && !signal.aborted) this.#giveUp(base)
      throw error
    }
  }

  #hear(pair: Pair | null | undefined): void {
    if (pair && pair.epoch < this.#addresses.epoch) throw new Unreachable('a till that was superseded speaks')
    this.#addresses.heard(pair)
  }

  async #ask<Answer>(path: string, init: RequestInit, waitMs = answerMsMax): Promise<Answer> {
    const { base } = this.#addresses
    const { signal } = this.#underWay
    try {
      return await ask(this.#around, `${base}${urlOf(this.#code, path)}`, { ...init, signal }, waitMs)
    } catch (error) {
      if (error instanceof Unreachable) this.#giveUp(base)
      throw error
    }
  }

  #giveUp(base: string): void {
    if (this.#addresses.base !== base) return
    this.#addresses.failed(base)
    if (this.#addresses.base === base) return
    const before = this.#underWay
    this.#underWay = new AbortController()
    before.abort()
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#key}`, ...this.#addresses.headers }
  }
}
