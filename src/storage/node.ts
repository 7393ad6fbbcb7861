import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import { fromMs, type Sql } from './sql.ts'

export type Node = { id: string; secret: Buffer; personalSecret: Buffer }

/** Reads who this storage is; the first opening gives it an id and its secrets. */
export async function openNode(sql: Sql, { clock, random }: { clock: Clock; random: Random }): Promise<Node> {
  const read = () =>
    sql.rows<{ id: string; secret: Buffer; personal_secret: Buffer }>(
      'node.read',
      'select id, secret, personal_secret from node limit 1',
    )
  let [row] = await read()
  if (!row) {
    await sql.run(
      'node.create',
      `insert into node (id, created_at, name, secret, personal_secret)
       select $1, $2, 'trapeza', $3, $4 where not exists (select 1 from node)`,
      [random.uuid(), fromMs(clock.now()), Buffer.from(random.bytes(32)), Buffer.from(random.bytes(32))],
    )
    ;[row] = await read()
  }
  if (!row) throw new Error('the node row is missing')
  return { id: row.id, secret: row.secret, personalSecret: row.personal_secret }
}
