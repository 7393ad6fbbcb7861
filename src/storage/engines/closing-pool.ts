import pg from 'pg'

type Callback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void
type Wait = { tell(error: Error): void }

/** A pool that tells whoever still waits for a client when it ends; by itself it lets them wait until their time is over. */
export class ClosingPool extends pg.Pool {
  readonly #waiting = new Set<Wait>()

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    if (callback) return void this.#wait(callback)
    return new Promise((resolve, reject) => {
      this.#wait((error, client) => (client ? resolve(client) : reject(error)))
    })
  }

  #wait(callback: Callback): void {
    const wait: Wait = {
      tell: (error) => {
        this.#waiting.delete(wait)
        callback(error, undefined, () => {})
      },
    }
    this.#waiting.add(wait)
    super.connect((error, client, done) => {
      if (this.#waiting.delete(wait)) callback(error, client, done)
      // Whoever waited for it has gone; a wait that comes to nothing brings no client, and nothing to give back.
      else if (client) done()
    })
  }

  override end(): Promise<void> {
    const ended = super.end()
    for (const wait of [...this.#waiting]) wait.tell(new Error('The storage is closed'))
    return ended
  }
}
