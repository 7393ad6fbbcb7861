import pg from 'pg'
import { columnTypes } from '../column-types.ts'
import { ClosingPool } from './closing-pool.ts'

/** A long step of opening the storage, for a person who waits for it. */
export type EngineStep = { ru: string; en: string }
export type OnProgress = (step: EngineStep) => void

export type Engine = {
  readonly kind: 'embedded' | 'external'
  /** Another process connects to the same database with it. Holds the password of an external one: never log it. */
  readonly url: string
  readonly pool: pg.Pool
  /** A connection outside the pool, for LISTEN. It ends with the engine; listen to its 'end' to reconnect. */
  connect(): Promise<pg.Client>
  /** Repeatable. After it nothing of ours runs and the data directory may be opened by another process. */
  close(): Promise<void>
}

const poolMaxUsual = 16
const idleMs = 5 * 60_000
const waitForClientMs = 30_000
const closePoolMs = 2_000

export type Connections = Pick<Engine, 'pool' | 'connect' | 'close'>

/** What a pool makes clients of; absent: the driver's own. */
type ClientClass = Pick<pg.PoolConfig, 'Client'>

/** The pool and single clients of one database, all with our column types and all closed together. */
export function openConnections(
  { Client, ...config }: pg.ClientConfig & ClientClass,
  poolMax = poolMaxUsual,
): Connections {
  const clientConfig = { application_name: 'trapeza', ...config, types: columnTypes, keepAlive: true }
  const pool = new ClosingPool({
    ...clientConfig,
    ...(Client && { Client }),
    max: poolMax,
    idleTimeoutMillis: idleMs,
    connectionTimeoutMillis: waitForClientMs,
    // The pool waits for it; its types do not say so.
    onConnect: setSession as (client: pg.ClientBase) => void,
  })
  pool.on('error', ignoreLostConnection)
  pool.on('connect', (client) => client.on('error', ignoreLostConnection))

  const clients = new Set<pg.Client>()
  const connect = async () => {
    const client = new pg.Client({ ...clientConfig, connectionTimeoutMillis: waitForClientMs })
    client.on('error', ignoreLostConnection)
    client.on('end', () => clients.delete(client))
    await client.connect()
    clients.add(client)
    await setSession(client)
    return client
  }

  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= endAll(pool, clients)
    return closed
  }
  return { pool, connect, close }
}

/**
 * A plan is made once for a named statement and kept. Made while a table is still small it would read the whole table,
 * and go on doing so when there are millions of rows; every statement of ours has an index to walk.
 */
async function setSession(client: pg.ClientBase): Promise<void> {
  await client.query(`set time zone 'UTC'; set enable_seqscan = off; set jit = off`)
}

// A connection that dies while nobody uses it is replaced by the pool at the next query, and a query in flight
// rejects by itself. Without a listener Node would treat the event as fatal.
function ignoreLostConnection(): void {}

// Somebody who never returns a client must not keep the process from stopping.
async function endAll(pool: pg.Pool, clients: ReadonlySet<pg.Client>): Promise<void> {
  const ended = Promise.allSettled([pool.end(), ...[...clients].map((client) => client.end())])
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closePoolMs)
  })
  await Promise.race([ended, limit])
  clearTimeout(timer)
}
