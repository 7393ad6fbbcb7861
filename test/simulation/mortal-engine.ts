import pg from 'pg'
import { type Engine, openExternal } from '../../src/storage/engines/index.ts'

/** The connections of one incarnation of a node; they can be cut as a `kill -9` cuts them. */
export type MortalEngine = Engine & {
  /** Ends everything in the middle of whatever it does; transactions that have not committed never will. */
  kill(): Promise<void>
}

let incarnations = 0

export async function openMortal(databaseUrl: string): Promise<MortalEngine> {
  const name = `incarnation-${process.pid}-${incarnations++}`
  const url = new URL(databaseUrl)
  url.searchParams.set('application_name', name)
  // Few: an incarnation lives for a second or two, and to connect costs it more than what it does.
  const engine = await openExternal({ databaseUrl: url.href, poolMax: 3 })
  return {
    ...engine,
    async kill() {
      // No new statement from here on; what is under way is cut on the server's side, where nobody can answer it any more.
      const closed = engine.close()
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      await client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
        [name],
      )
      await client.end()
      await closed
    },
  }
}
