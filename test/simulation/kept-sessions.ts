import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { columnTypes } from '../../src/storage/column-types.ts'

type Answered = (error: Error | undefined, result?: pg.QueryResult) => void
type Question = string | pg.QueryConfig

/** One session of PostgreSQL with what is under way on it. */
class Session {
  readonly client: pg.Client
  isBroken = false
  #underWay = 0
  #whenIdle: (() => void)[] = []

  constructor(client: pg.Client) {
    this.client = client
  }

  get isClean(): boolean {
    return this.#underWay === 0 && this.client.getTransactionStatus() === 'I'
  }

  ask(question: Question, values: unknown[] | undefined, answered: Answered): void {
    this.#underWay += 1
    this.client.query(question as string, values as unknown[], (error: Error | undefined, result) => {
      this.#underWay -= 1
      if (this.#underWay === 0) for (const tell of this.#whenIdle.splice(0)) tell()
      answered(error, result)
    })
  }

  async idle(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
  }
}

const cancelAgainMs = 20

/**
 * Sessions of one database that outlive the nodes using them. A node of a simulation lives for a second or two; to open
 * sessions for it and to plan each statement anew was half of what PostgreSQL did in a world. To the node its connections
 * are its own: they end with it, and what they had not committed is rolled back.
 */
export class KeptSessions {
  readonly #config: pg.ClientConfig
  readonly #free: Session[] = []
  readonly #all = new Set<Session>()
  /** Cuts what others wait for; one cut at a time. */
  #canceller: pg.Pool | null = null

  constructor(databaseUrl: string) {
    this.#config = { connectionString: databaseUrl, types: columnTypes }
  }

  /** A client as a pool makes them, which borrows its session; `lent` hears of each. */
  clientClass(lent: (client: LentClient) => void): NonNullable<pg.PoolConfig['Client']> {
    const sessions = this
    const Lent = class extends LentClient {
      constructor() {
        super(sessions)
        lent(this)
      }
    }
    return Lent as unknown as NonNullable<pg.PoolConfig['Client']>
  }

  async take(): Promise<Session> {
    return this.#free.pop() ?? this.#open()
  }

  /** Cuts what is under way, undoes what was not committed and keeps the session for whoever comes next. */
  async giveBack(session: Session): Promise<void> {
    const isIdle = session.idle().then(() => true)
    // What waits for a lock must not wait for long; a cancellation that comes too early is overlooked.
    while (!session.isBroken && !session.isClean) {
      await this.#cancel(session)
      if (!(await Promise.race([isIdle, sleep(cancelAgainMs, false)]))) continue
      Object.assign(session.client, { pipeline: false })
      // One that comes late meets this statement: then it is said again.
      await session.client.query('rollback').catch(() => {})
    }
    if (!session.isBroken) this.#free.push(session)
  }

  async close(): Promise<void> {
    await Promise.all([this.#canceller?.end(), ...[...this.#all].map(({ client }) => client.end())])
  }

  async #cancel({ client }: Session): Promise<void> {
    this.#canceller ??= new pg.Pool({ ...this.#config, max: 1 })
    await this.#canceller.query('select pg_cancel_backend($1)', [Reflect.get(client, 'processID')])
  }

  async #open(): Promise<Session> {
    const client = new pg.Client(this.#config)
    const session = new Session(client)
    client.on('error', () => {
      session.isBroken = true
      this.#all.delete(session)
      const place = this.#free.indexOf(session)
      if (place >= 0) this.#free.splice(place, 1)
    })
    await client.connect()
    this.#all.add(session)
    return session
  }
}

/** What a pool takes for a client: a session for as long as the client lives. */
export class LentClient extends EventEmitter {
  readonly #sessions: KeptSessions
  #session: Session | null = null
  #isOver = false
  readonly #waiting = new Set<(error: Error) => void>()

  constructor(sessions: KeptSessions) {
    super()
    this.#sessions = sessions
  }

  /** The pool asks for these two. */
  get _queryable(): boolean {
    return !this.#isOver
  }
  get _ending(): boolean {
    return this.#isOver
  }

  /** Set by whoever sends statements without waiting for answers. */
  set pipeline(isOn: boolean) {
    if (this.#session) Object.assign(this.#session.client, { pipeline: isOn })
  }

  connect(done: (error?: Error) => void): void {
    this.#sessions.take().then(async (session) => {
      if (!this.#isOver) this.#session = session
      else await this.#sessions.giveBack(session)
      done(this.#isOver ? new Error('Connection terminated') : undefined)
    }, done)
  }

  query(question: Question, values?: unknown[], answered?: Answered): Promise<pg.QueryResult> | undefined {
    if (!answered)
      return new Promise((resolve, reject) => this.#ask(question, values, settle(resolve, reject)))
    this.#ask(question, values, answered)
    return undefined
  }

  #ask(question: Question, values: unknown[] | undefined, answered: Answered): void {
    const session = this.#session
    if (!session) return process.nextTick(answered, new Error('The connection is not open'))
    const lose = (error: Error): void => answered(error)
    this.#waiting.add(lose)
    session.ask(question, values, (error, result) => {
      if (this.#waiting.delete(lose)) answered(error, result)
    })
  }

  /** Ends as a connection does whose server has gone: whoever waits is told so. Resolves when its session is free. */
  async die(): Promise<void> {
    if (this.#isOver) return
    const isRid = this.#leave()
    // While it connects nobody listens yet; whoever asked for it is told by `connect`.
    if (this.listenerCount('error') > 0) this.emit('error', new Error('Connection terminated unexpectedly'))
    await isRid
  }

  end(done?: () => void): Promise<void> | undefined {
    const isRid = this.#leave()
    if (!done) return isRid
    process.nextTick(done)
    return undefined
  }

  ref(): void {}
  unref(): void {}

  async #leave(): Promise<void> {
    this.#isOver = true
    const session = this.#session
    this.#session = null
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const lose of waiting) process.nextTick(lose, new Error('Connection terminated unexpectedly'))
    if (session) await this.#sessions.giveBack(session)
  }
}

const settle =
  (resolve: (result: pg.QueryResult) => void, reject: (error: Error) => void): Answered =>
  (error, result) =>
    error || !result ? reject(error ?? new Error('no answer')) : resolve(result)
