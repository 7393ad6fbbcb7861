import type { Texts } from '../named.ts'
import { pause } from '../pause.ts'
import { Refused } from '../till-api.ts'
import type { DeviceApi } from './device-api.ts'

/** What a device knows. Without its till it keeps the last picture and says how old it is. */
export type DeviceState<Picture> = {
  phase: 'connecting' | 'live' | 'lost'
  picture: Picture | null
  /** Till's time minus this computer's. */
  clockOffsetMs: number
  /** Till's time of its last word, once it is lost. */
  heardAt: number | null
  /** What the till has against this device running, such as a licence that is full. */
  refusal: Texts | null
}

/** The last picture and the till's time of it. The clocks differ as they did: how old a number is goes by the till's. */
type Kept<Picture> = { picture: Picture; at: number; clockOffsetMs: number }

/** Where the last picture outlives a reload; null gives nothing. */
export type Shelf<Picture> = {
  read(): Kept<Picture> | null
  write(kept: Kept<Picture>): void
}

export type LiveDevice<Picture> = {
  state(): DeviceState<Picture>
  subscribe(listener: () => void): () => void
  start(): void
  stop(): void
}

type Options<Picture> = {
  api: Pick<DeviceApi, 'stream'>
  path: string
  shelf: Shelf<Picture>
  /** The till gave another key instead. */
  onKey: (key: string) => void
  /** The key is no longer good. */
  onLockedOut: () => void
  now?: () => number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

type Told<Picture> = { now: number; picture: Picture }
const retryMsMin = 500
const retryMsMax = 5000

/** Keeps a device's picture current; what it showed last is there again after a reload without the till. */
export function createLiveDevice<Picture>(options: Options<Picture>): LiveDevice<Picture> {
  const { api, path, shelf, onKey, onLockedOut, now = Date.now, sleep = pause } = options
  const kept = shelf.read()
  let state: DeviceState<Picture> = {
    phase: 'connecting',
    picture: kept?.picture ?? null,
    clockOffsetMs: kept?.clockOffsetMs ?? 0,
    heardAt: kept?.at ?? null,
    refusal: null,
  }
  const listeners = new Set<() => void>()
  let running: AbortController | null = null
  let lastWordAt: number | null = null

  function set(change: Partial<DeviceState<Picture>>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  function hear({ event, data }: { event: string; data: unknown }): void {
    lastWordAt = now()
    if (event === 'key') onKey((data as { key: string }).key)
    if (event !== 'state') return
    const told = data as Told<Picture>
    const clockOffsetMs = told.now - now()
    shelf.write({ picture: told.picture, at: told.now, clockOffsetMs })
    set({ phase: 'live', picture: told.picture, clockOffsetMs, heardAt: null, refusal: null })
  }

  function lose(refusal: Texts | null): void {
    const heardAt = lastWordAt === null ? state.heardAt : lastWordAt + state.clockOffsetMs
    set({ phase: 'lost', heardAt, refusal })
  }

  async function run(signal: AbortSignal): Promise<void> {
    let retryMs = retryMsMin
    while (!signal.aborted) {
      let refusal: Texts | null = null
      try {
        for await (const event of api.stream(path, signal)) {
          hear(event)
          retryMs = retryMsMin
        }
      } catch (error) {
        if (error instanceof Refused && error.status === 401) return onLockedOut()
        if (error instanceof Refused) refusal = error.text
        // Anything else is a loss of the till: said on the screen and tried again below.
      }
      if (signal.aborted) return
      lose(refusal)
      await sleep(retryMs, signal)
      retryMs = Math.min(retryMs * 2, retryMsMax)
    }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      if (running) return
      running = new AbortController()
      void run(running.signal)
    },
    stop() {
      running?.abort()
      running = null
    },
  }
}
