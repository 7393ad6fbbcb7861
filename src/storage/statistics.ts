import type { Sql } from './sql.ts'

/** Tables that grow with every order. */
const growing = [
  'journal',
  'journal_position',
  'client_id_claim',
  'personal_record',
  'personal_key',
  'command',
  'cloud_order',
  'till_order',
]

const firstAt = 64n
const factor = 4n
const lastAt = 1_000_000n

/**
 * Has the growing tables analysed when the journal has grown fourfold, from the first tens of entries on. Plans of
 * named statements are kept; those that were made while the tables were empty take any index, and the server's own
 * analysis, which throws them away, comes a minute later: too late for a first rush.
 */
export async function analyzeGrown(sql: Sql, before: bigint, after: bigint): Promise<void> {
  for (let size = firstAt; size <= lastAt; size *= factor) {
    if (before < size && size <= after) {
      await sql.run('statistics.analyze', `analyze ${growing.join(', ')}`)
      return
    }
  }
}
