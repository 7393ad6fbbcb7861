export type Guest = {
  id: string
  name: string
  /** The name of a discount of the restaurant; null: none. */
  discount: string | null
  /** Minor units. */
  balance: number
}

/** The service does not answer. `isUnsent`: it never heard of the request, so it has done nothing. */
export class ServiceAway extends Error {
  readonly isUnsent: boolean
  constructor(cause: unknown, isUnsent: boolean) {
    super('the loyalty service does not answer', { cause })
    this.isUnsent = isUnsent
  }
}
/** The service says no, in its word for it. */
export class ServiceRefused extends Error {
  readonly problem: string
  constructor(problem: string) {
    super(`the loyalty service refused: ${problem}`)
    this.problem = problem
  }
}

const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The ledger of the programme, which is somebody else's. All rejects with ServiceAway or ServiceRefused. */
export class LoyaltyService {
  readonly #url: string
  readonly #timeoutMs: number

  constructor(url: string, timeoutMs: number) {
    this.#url = url.replace(/\/$/, '')
    this.#timeoutMs = timeoutMs
  }

  /** Undefined: the programme knows nobody by it. */
  find(by: { card: string } | { phone: string }): Promise<Guest | undefined> {
    return this.#known(`guests?${new URLSearchParams(by)}`)
  }

  guest(id: string): Promise<Guest | undefined> {
    return this.#known(`guests/${encodeURIComponent(id)}`)
  }

  async #known(path: string): Promise<Guest | undefined> {
    try {
      return (await this.#ask('GET', path)) as Guest
    } catch (error) {
      if (error instanceof ServiceRefused && error.problem === 'unknown') return undefined
      throw error
    }
  }

  /** Takes bonuses once for a transaction. */
  async charge(transaction: string, guest: string, sum: number): Promise<void> {
    await this.#ask('PUT', `charges/${transaction}`, { guest, sum })
  }

  async giveBack(transaction: string, attempt: string, sum: number): Promise<void> {
    await this.#ask('PUT', `charges/${transaction}/returns/${attempt}`, { sum })
  }

  /** Whether the charge, or an attempt to give it back, was done; after this answer it never will be. */
  async settle(transaction: string, attempt: string | null): Promise<boolean> {
    const path = attempt === null ? `charges/${transaction}` : `charges/${transaction}/returns/${attempt}`
    return ((await this.#ask('POST', `${path}/settle`)) as { isDone?: boolean }).isDone === true
  }

  async accrue(order: string, guest: string, sum: number): Promise<void> {
    await this.#ask('PUT', `accruals/${order}`, { guest, sum })
  }

  async cancelAccrual(order: string): Promise<void> {
    await this.#ask('DELETE', `accruals/${order}`)
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    let response: Response
    try {
      response = await fetch(`${this.#url}/${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
    } catch (error) {
      const { code = '' } = ((error as { cause?: unknown }).cause ?? {}) as { code?: string }
      throw new ServiceAway(error, unsent.has(code))
    }
    const answer = (await response.json().catch(() => ({}))) as { problem?: string }
    if (response.ok) return answer
    // A proxy before it may say that nobody is there.
    if (response.status >= 500) throw new ServiceAway(`status ${response.status}`, false)
    throw new ServiceRefused(answer.problem ?? String(response.status))
  }
}
