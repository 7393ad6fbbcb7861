import type { Pool } from 'pg'

/** Counts PostgreSQL's statements from now on; the answer prints those that took most time. */
export async function countStatements(pool: Pool): Promise<() => Promise<void>> {
  await pool.query('create extension pg_stat_statements')
  await pool.query('select pg_stat_statements_reset()')
  return async () => {
    const { rows } = await pool.query<{ calls: bigint; ms: number; mean: number; query: string }>(
      `select calls, total_exec_time as ms, mean_exec_time as mean, regexp_replace(query, '\\s+', ' ', 'g') as query
       from pg_stat_statements order by total_exec_time desc limit 30`,
    )
    for (const { calls, ms, mean, query } of rows)
      process.stdout.write(
        `${ms.toFixed(0).padStart(8)} ms ${String(calls).padStart(8)} x ${mean.toFixed(3).padStart(8)} ms  ${query.slice(0, 120)}\n`,
      )
  }
}
