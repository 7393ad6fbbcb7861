import type { FastifyInstance, FastifyRequest } from 'fastify'

const waitMsMax = 10_000

/** Set while a call that may write is under way. */
const writingKey = Symbol('writing')
type Watched = FastifyRequest & { [writingKey]?: boolean }

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
  guard(server: FastifyInstance, isExempt: (request: FastifyRequest) => boolean): void {
    // Of the request itself: a weak set of all that come costs its collector more than it tells.
    server.decorateRequest(writingKey, false)
    const enter = (request: Watched): void => {
      if (request.method === 'GET') return
      request[writingKey] = true
      this.#writes += 1
    }
    const enterOnceOpen = async (request: Watched): Promise<void> => {
      while (this.#closed) await this.#closed
      enter(request)
    }
    // No promise where nothing is waited for: this is done for every call.
    server.addHook('onRequest', (request: Watched, _reply, done) => {
      if (isExempt(request)) return done()
      if (this.#closed) return void enterOnceOpen(request).then(() => done(), done)
      enter(request)
      done()
    })
    server.addHook('onResponse', (request: Watched, _reply, done) => {
      if (request[writingKey]) {
        request[writingKey] = false
        this.#writes -= 1
        if (this.#writes === 0) this.#quiet?.()
      }
      done()
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
