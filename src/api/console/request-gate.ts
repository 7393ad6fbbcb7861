import type { FastifyInstance } from 'fastify'

const waitMsMax = 10_000

/**
 * Lets calls wait while all data is exchanged, so that none of them meets half of it. Reads may be under way when it
 * closes: each of their statements sees one state or the other.
 */
export class RequestGate {
  #closed: Promise<void> | null = null
  #writes = 0
  #quiet: (() => void) | null = null
  #turn: Promise<void> = Promise.resolve()

  /** Calls that `isExempt` likes pass always: those that close the gate. */
  guard(server: FastifyInstance, isExempt: (url: string) => boolean): void {
    const writing = new WeakSet<object>()
    server.addHook('onRequest', async (request) => {
      if (isExempt(request.url)) return
      while (this.#closed) await this.#closed
      if (request.method === 'GET') return
      writing.add(request)
      this.#writes += 1
    })
    server.addHook('onResponse', async (request) => {
      if (!writing.delete(request)) return
      this.#writes -= 1
      if (this.#writes === 0) this.#quiet?.()
    })
  }

  /** Does the work while no call writes. Works follow one another. */
  async whileClosed(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(async () => {
      let open = (): void => {}
      this.#closed = new Promise((resolve) => {
        open = resolve
      })
      try {
        await this.#untilQuiet()
        await work()
      } finally {
        this.#closed = null
        open()
      }
    })
    this.#turn = turn.catch(() => {})
    return turn
  }

  async #untilQuiet(): Promise<void> {
    if (this.#writes === 0) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#quiet = resolve
      // A client that never reads its answer must not hold the sandbox.
      timer = setTimeout(resolve, waitMsMax)
    })
    clearTimeout(timer)
    this.#quiet = null
  }
}
