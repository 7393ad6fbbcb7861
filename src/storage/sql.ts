import type { ClientBase, Pool } from 'pg'

/** Runs statements by hand-written SQL; `name` makes the server keep the plan. */
export type Sql = {
  /** Rows of a statement. Columns come as column-types.ts says: int8 is bigint, timestamptz is Date, jsonb is parsed. */
  rows<Row>(name: string, text: string, values?: readonly unknown[]): Promise<Row[]>
  /** The number of rows that a statement changed. */
  run(name: string, text: string, values?: readonly unknown[]): Promise<number>
}

/** Statements on a pool (each on any connection) or on one client (inside its transaction). */
export function sqlOn(connection: Pool | ClientBase): Sql {
  return {
    async rows<Row>(name: string, text: string, values: readonly unknown[] = []) {
      const result = await connection.query({ name, text, values: [...values] })
      return result.rows as Row[]
    },
    async run(name, text, values = []) {
      const result = await connection.query({ name, text, values: [...values] })
      return result.rowCount ?? 0
    },
  }
}

/**
 * Lets the driver send what it is given without waiting for the answers to what it was given before; the answer undoes it.
 * Only for a client that is lent: whoever copies over a client needs the other way.
 */
export function pipelined(client: ClientBase): () => void {
  const set = (isOn: boolean): void => void Object.assign(client, { pipeline: isOn })
  set(true)
  return () => set(false)
}

/** Runs `work` in one transaction of one client; rolls back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const giveBack = pipelined(client)
  let broken: Error | undefined
  try {
    // Sent with the first statement: it has no answer that anybody waits for.
    const begun = client.query('begin')
    begun.catch(() => {})
    const result = await work(sqlOn(client))
    await begun
    await client.query('commit')
    return result
  } catch (error) {
    try {
      await client.query('rollback')
    } catch (rollbackError) {
      broken = rollbackError as Error
    }
    throw error
  } finally {
    giveBack()
    client.release(broken)
  }
}

/** A moment for a list of them: inside an array the driver would print a Date in the zone of the process. */
/** The last moment and its text: a row has several columns of one moment, and rows that came together too. */
let lastMs = Number.NaN
let lastIso = ''
export function isoOf(ms: number): string {
  if (ms !== lastMs) {
    lastIso = new Date(ms).toISOString()
    lastMs = ms
  }
  return lastIso
}
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoOf(ms))
export const fromMs = (ms: number): Date => new Date(ms)
export const toMs = (date: Date): number => date.getTime()
export const toMsOrNull = (date: Date | null): number | null => (date ? date.getTime() : null)
export const fromMsOrNull = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
