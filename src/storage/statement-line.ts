import type { Pool, PoolClient, QueryConfig, QueryResult } from 'pg'
import { pipelined, type Sql } from './sql.ts'

/** So many statements follow one another on one client before it is given back, that busy lines share the pool fairly. */
const heldMax = 200

/** A client that is lent to a line, until nothing is under way on it. */
type Held = {
  client: Promise<PoolClient>
  sent: number
  underWay: number
  /** It is given back, and with it goes what its place in the pool was. */
  ended: Promise<void>
  end(): void
}

/**
 * Statements that are sent without waiting for each other's answers, each a transaction of its own, done in the order in
 * which they were asked for: when one is done the next is at the database already (ADR 29). `inTurn` says when a client may
 * be taken; it is kept while anything is under way.
 */
export function statementLine(pool: Pool, inTurn: (work: () => Promise<void>) => Promise<void>): Sql {
  let held: Held | null = null

  /** The next client: not before the one before it has answered, for nothing may overtake. */
  function hold(after: Promise<void>): Held {
    let end = (): void => {}
    const mayEnd = new Promise<void>((resolve) => {
      end = resolve
    })
    let ended = Promise.resolve()
    const client = new Promise<PoolClient>((resolve, reject) => {
      ended = after
        .then(() =>
          inTurn(async () => {
            const lent = await pool.connect()
            const giveBack = pipelined(lent)
            resolve(lent)
            await mayEnd
            giveBack()
            lent.release()
          }),
        )
        // Whoever waits for the client is told; once it is lent nothing here fails.
        .catch(reject)
    })
    return { client, sent: 0, underWay: 0, ended, end }
  }

  async function send(query: QueryConfig): Promise<QueryResult> {
    if (!held || held.sent >= heldMax) held = hold(held?.ended ?? Promise.resolve())
    const mine = held
    mine.sent += 1
    mine.underWay += 1
    try {
      return await (await mine.client).query(query)
    } finally {
      mine.underWay -= 1
      if (mine.underWay === 0) {
        mine.end()
        if (held === mine) held = null
      }
    }
  }

  return {
    async rows<Row>(name: string, text: string, values: readonly unknown[] = []) {
      return (await send({ name, text, values: [...values] })).rows as Row[]
    },
    async run(name, text, values = []) {
      return (await send({ name, text, values: [...values] })).rowCount ?? 0
    },
  }
}
