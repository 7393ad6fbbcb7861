import type { Pool, PoolClient } from 'pg'
import { AskerGone } from '../../app/reports/asker-gone.ts'
import { refuse } from '../../kernel/refusals.ts'
import { errorCode } from '../engines/trouble.ts'
import { type Sql, sqlOn } from '../sql.ts'
import { turns } from '../turns.ts'

/** What a report may take of the database that tills work on. */
export type ReportLimits = {
  /** Milliseconds of one statement. */
  statementMs: number
  /** Statements at once; others wait for their turn. */
  atOnce: number
}
const reportLimits: ReportLimits = { statementMs: 60_000, atOnce: 2 }

/** Of each sort and hash table; what needs more goes to disk. */
const workMemory = '32MB'
const canceled = '57014'

/**
 * Statements of reports outside transactions, bounded in time and number. One that takes too long is refused in words
 * (`back-office.report-too-long`); one whose asker goes away is cancelled in the database and throws {@link AskerGone}.
 */
export function boundedSql(pool: Pool, limits: ReportLimits = reportLimits): (signal?: AbortSignal) => Sql {
  const inTurn = turns(limits.atOnce)
  const run = <T>(work: (sql: Sql) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    inTurn(async () => {
      if (signal?.aborted) throw new AskerGone()
      const client = await pool.connect()
      const cancelling = cancelledBy(pool, client, signal)
      let broken: Error | undefined
      try {
        await client.query(
          `begin read only; set local statement_timeout = ${limits.statementMs}; set local work_mem = '${workMemory}'`,
        )
        const result = await work(sqlOn(client))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback').catch((failed: Error) => {
          broken = failed
        })
        if (signal?.aborted) throw new AskerGone()
        if (errorCode(error) === canceled)
          throw refuse('back-office.report-too-long', { seconds: Math.ceil(limits.statementMs / 1000) })
        throw error
      } finally {
        // The client's next statement must not be the one that is cancelled.
        await cancelling.over()
        client.release(broken)
      }
    })
  return (signal) => ({
    rows: (name, text, values) => run((sql) => sql.rows(name, text, values), signal),
    run: (name, text, values) => run((sql) => sql.run(name, text, values), signal),
  })
}

/** The id of the process that serves a client; the driver knows it, its types do not. */
const processOf = (client: PoolClient): number => (client as unknown as { processID: number }).processID

function cancelledBy(pool: Pool, client: PoolClient, signal?: AbortSignal): { over(): Promise<void> } {
  let cancelling: Promise<unknown> = Promise.resolve()
  const cancel = (): void => {
    cancelling = pool.query('select pg_cancel_backend($1)', [processOf(client)]).catch(() => {})
  }
  signal?.addEventListener('abort', cancel)
  return {
    async over() {
      signal?.removeEventListener('abort', cancel)
      await cancelling
    },
  }
}
