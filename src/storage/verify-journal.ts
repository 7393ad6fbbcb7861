import type { JournalVerdict } from '../app/ports.ts'
import { chainHash, entryDigest } from './journal-digest.ts'
import { entryOfRow, type JournalRow, journalColumns } from './journal-store.ts'
import type { Sql } from './sql.ts'

const batch = 1000

/**
 * Walks the chain from its start: recomputes the digest of every entry and every hash, and compares the end with the
 * head. Entries changed, removed, inserted or put into another order are found.
 */
export async function verifyJournal(sql: Sql): Promise<JournalVerdict> {
  let position = 0n
  let hash: Buffer = Buffer.alloc(32)
  let entries = 0
  const broken = (reason: string): JournalVerdict => ({ entries, brokenAt: position + 1n, reason })
  for (;;) {
    const rows = await sql.rows<JournalRow & { position: bigint; hash: Buffer }>(
      'journal.verify',
      `select p.position, p.hash, ${journalColumns} from journal_position p
       left join journal j on j.tenant_id = p.tenant_id and j.origin = p.origin and j.seq = p.seq
       where p.position > $1 order by p.position limit $2`,
      [position, batch],
    )
    for (const row of rows) {
      if (row.position !== position + 1n) return broken('a position is missing')
      if (row.entry_id === null) return broken('the entry is gone')
      const entry = entryOfRow(row)
      if (!entryDigest(entry, row.payload).equals(entry.digest))
        return broken('the entry is not what its digest says')
      hash = chainHash(hash, entry.origin, entry.seq, entry.digest)
      if (!hash.equals(row.hash)) return broken('the hash does not follow from the one before')
      position = row.position
      entries += 1
    }
    if (rows.length < batch) break
  }
  const [head] = await sql.rows<{ position: bigint; hash: Buffer }>(
    'journal.readHead',
    'select position, hash from journal_head where id = 1',
  )
  const isWhole = head?.position === position && head.hash.equals(hash)
  return isWhole
    ? { entries, brokenAt: null, reason: null }
    : broken('the chain is shorter than its head says')
}
