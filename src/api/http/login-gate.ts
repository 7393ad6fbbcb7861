import { LoginThrottle } from './login-throttle.ts'

/** How many wrong tries from one address, of whatever logins, close it to strangers. */
const addressTriesMax = 30
/** Of one login from one address so many wait; whoever sends more is not waiting for an answer. */
const waitingMax = 20
const rememberedMax = 10_000

/** What a try came to: who entered (null: a stranger), or after how long it may be made. */
export type Tried<Entered> = { entered: Entered | null } | { waitMs: number }

/**
 * Slows those who guess passwords of the back office and of the portal. A login is counted together with the address that
 * tries it, so that strangers elsewhere close nobody out; an address is counted over all logins, and whoever has entered
 * from there before is not asked about it, so that strangers behind the same proxy close nobody out either.
 */
export class LoginGate {
  readonly #pairs = new LoginThrottle()
  readonly #addresses = new LoginThrottle(addressTriesMax)
  /** Pairs that were right before, the latest last. */
  readonly #known = new Set<string>()
  readonly #waiting = new Map<string, { count: number; last: Promise<unknown> }>()

  /** Tries of one login from one address are looked at one after the other: many at once are not more than five. */
  async attempt<Entered>(
    { login, address }: { login: string; address: string },
    now: () => number,
    check: () => Promise<Entered | null>,
  ): Promise<Tried<Entered>> {
    const place = networkOf(address)
    const pair = `${login.trim().toLowerCase()} ${place}`
    return this.#inTurn(pair, async () => {
      const ofAddress = this.#known.has(pair) ? 0 : this.#addresses.waitOf([place], now())
      const waitMs = Math.max(ofAddress, this.#pairs.waitOf([pair], now()))
      if (waitMs > 0) return { waitMs }
      const entered = await check()
      if (entered === null) {
        this.#pairs.wrong([pair], now())
        this.#addresses.wrong([place], now())
      } else {
        this.#pairs.right([pair])
        this.#remember(pair)
      }
      return { entered }
    })
  }

  async #inTurn<Entered>(pair: string, work: () => Promise<Tried<Entered>>): Promise<Tried<Entered>> {
    const { count, last } = this.#waiting.get(pair) ?? { count: 0, last: Promise.resolve() }
    if (count >= waitingMax) return { waitMs: 1000 }
    const done = last.then(work, work)
    this.#waiting.set(pair, { count: count + 1, last: done })
    try {
      return await done
    } finally {
      const now = this.#waiting.get(pair)
      if (now && now.count > 1) this.#waiting.set(pair, { ...now, count: now.count - 1 })
      else this.#waiting.delete(pair)
    }
  }

  #remember(pair: string): void {
    this.#known.delete(pair)
    this.#known.add(pair)
    const [oldest] = this.#known
    if (this.#known.size > rememberedMax && oldest !== undefined) this.#known.delete(oldest)
  }
}

/** An address of the sixth version is its network of 64 bits, for whoever has one has all of it. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest].slice(0, 4).join(':')
}
