import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api'
import type { GroupPiece, PackedTold } from '../../app/ports.ts'
import { packTold } from '../../app/reports/group-pieces.ts'
import type { CopyFile } from './copy-file.ts'
import { KeyCodes } from './copy-keys.ts'
import { type CopyStatement, groupStatement } from './group-copy.ts'
import type { CopyQuery } from './messages.ts'
import type { Subject } from './subject.ts'

export type Part = { kind: 'told'; told: (PackedTold | null)[] } | { kind: 'chunk'; chunk: GroupPiece }

/** Groups that travel together: each message has its price, and the node reads one at a time. */
const groupsAtATime = 4096

/** `goOn` throws when nobody waits any more, or not for so long. */
type Telling = { say(part: Part): void; goOn(): void }

/** Groups the facts of a copy and says them in pieces; resolves with the number of groups. */
export async function answerGroups(
  connection: DuckDBConnection,
  file: CopyFile,
  query: CopyQuery,
  { say, goOn }: Telling,
): Promise<number> {
  const statement = groupStatement(file, query)
  goOn()
  const result = await connection.stream(statement.text)
  say({ kind: 'told', told: statement.keys.map(({ told }) => told && packTold(told)) })
  let rows = 0
  let piece = new Piece(statement, query.sums.length, file.subject)
  for (;;) {
    const chunk = await result.fetchChunk()
    goOn()
    if (!chunk || chunk.rowCount === 0) break
    if (!piece.hasRoom(chunk.rowCount)) {
      say({ kind: 'chunk', chunk: piece.taken() })
      piece = new Piece(statement, query.sums.length, file.subject)
    }
    piece.add(chunk)
    rows += chunk.rowCount
  }
  if (rows > 0) say({ kind: 'chunk', chunk: piece.taken() })
  return rows
}

/** Some groups of the answer, column by column. */
class Piece {
  readonly #levels = new Int32Array(groupsAtATime)
  readonly #keys: KeyCodes[]
  readonly #sums: { values: BigInt64Array | bigint[]; empty: Uint8Array }[]
  #rows = 0

  constructor({ keys }: CopyStatement, sums: number, { sumType }: Subject) {
    this.#keys = keys.map((key) => new KeyCodes(key, groupsAtATime))
    this.#sums = Array.from({ length: sums }, () => ({
      values: sumType === 'BIGINT' ? new BigInt64Array(groupsAtATime) : [],
      empty: new Uint8Array(groupsAtATime),
    }))
  }

  hasRoom = (rows: number): boolean => this.#rows + rows <= groupsAtATime

  add(chunk: DuckDBDataChunk): void {
    const [rows, at] = [chunk.rowCount, this.#rows]
    const levels = chunk.getColumnVector(0)
    for (let row = 0; row < rows; row++) this.#levels[at + row] = levels.getItem(row) as number
    for (const [index, codes] of this.#keys.entries()) codes.add(chunk.getColumnVector(index + 1), rows, at)
    for (const [index, { values, empty }] of this.#sums.entries()) {
      const vector = chunk.getColumnVector(this.#keys.length + 1 + index)
      for (let row = 0; row < rows; row++) {
        const value = vector.getItem(row) as bigint | null
        if (value === null) empty[at + row] = 1
        values[at + row] = value ?? 0n
      }
    }
    this.#rows += rows
  }

  taken(): GroupPiece {
    const rows = this.#rows
    return {
      levels: this.#levels.slice(0, rows),
      keys: this.#keys.map((codes) => codes.taken(rows)),
      sums: this.#sums.map(({ values, empty }) => ({
        values: values.slice(0, rows),
        empty: empty.slice(0, rows),
      })),
    }
  }
}
