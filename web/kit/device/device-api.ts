import { type ServerEvent, serverEvents } from '../server-events.ts'
import {
  ask,
  inBrowser,
  newCommandId,
  reach,
  refusalOf,
  type Surroundings,
  Unreachable,
} from '../till-api.ts'
import type { DevicePass, DeviceUse } from './device-types.ts'

const urlOf = (code: string, path: string): string => `/till/${encodeURIComponent(code)}/api${path}`

const posted = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Lets this browser in as a device: a person with the right enters their PIN once. */
export const enrolDevice = (
  code: string,
  wanted: { use: DeviceUse; pin: string; deviceId: string },
  around: Surroundings = inBrowser,
): Promise<DevicePass> => ask(around, urlOf(code, '/devices'), posted(wanted))

const retryMs = [400, 800, 1600]

/** What a device may ask of its till, by its own key. */
export class DeviceApi {
  readonly #code: string
  readonly #key: string
  readonly #around: Surroundings

  constructor(code: string, key: string, around: Surroundings = inBrowser) {
    this.#code = code
    this.#key = key
    this.#around = around
  }

  get<Answer>(path: string): Promise<Answer> {
    return ask(this.#around, urlOf(this.#code, path), { headers: this.#headers(), cache: 'no-store' })
  }

  /** Asks for an answer that changes nothing. */
  post<Answer>(path: string, body: object): Promise<Answer> {
    return ask(this.#around, urlOf(this.#code, path), posted(body, this.#headers()))
  }

  /** Done once however often the network makes us say it: every try carries the same id. */
  async send<Answer>(path: string, body: object): Promise<Answer> {
    const named = { id: newCommandId(), ...body }
    for (const waitMs of [...retryMs, null]) {
      try {
        return await this.post<Answer>(path, named)
      } catch (error) {
        if (!(error instanceof Unreachable) || waitMs === null) throw error
        await this.#around.sleep(waitMs)
      }
    }
    throw new Unreachable(path)
  }

  /** The device's picture whenever it changes, until the stream breaks or `signal` aborts. */
  async *stream(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const init = { headers: this.#headers(), cache: 'no-store', signal } as const
    const response = await reach(this.#around, urlOf(this.#code, path), init)
    if (!response.ok) throw await refusalOf(response)
    if (response.body) yield* serverEvents(response.body, signal)
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#key}` }
  }
}
