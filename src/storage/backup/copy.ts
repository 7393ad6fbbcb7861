import { once } from 'node:events'
import { Readable } from 'node:stream'
import type pg from 'pg'

/*
 * COPY over the connection of `pg`, which leaves the protocol's copy messages to whoever submits the query. Rows travel
 * as PostgreSQL's own text, so nothing is rounded or re-spelled on the way: bytea, numeric, int8, jsonb, microseconds.
 */

type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

const rowsAhead = 256

/** The rows of `copy … to stdout`, a chunk a row, as fast as they are read. */
export function copyOut(client: pg.ClientBase, statement: string): Readable {
  let connection: pg.Connection | undefined
  const rows = new Readable({
    objectMode: true,
    highWaterMark: rowsAhead,
    read: () => connection?.stream.resume(),
  })
  client.query({
    submit(given: pg.Connection) {
      connection = given
      given.query(statement)
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // A copy, because the driver reads the next message into the same memory.
      if (!rows.push(Buffer.from(chunk))) connection?.stream.pause()
    },
    handleCommandComplete() {},
    handleReadyForQuery() {
      rows.push(null)
    },
    handleError(error: Error) {
      rows.destroy(error)
    },
  })
  // Half a copy cannot be called off politely: let the rest of it run through, unread.
  rows.once('close', () => connection?.stream.resume())
  return rows
}

/** Feeds `copy … from stdin`. Resolves when PostgreSQL has taken every row. */
export function copyIn(client: pg.ClientBase, statement: string, rows: AsyncIterable<Buffer>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    client.query({
      submit(connection: pg.Connection) {
        connection.query(statement)
      },
      handleCopyInResponse(connection: CopyConnection) {
        feed(connection, rows, () => failure !== undefined).catch((error: unknown) => {
          failure = error instanceof Error ? error : new Error(String(error))
          connection.sendCopyFail(failure.message)
        })
      },
      handleCommandComplete() {},
      handleReadyForQuery() {
        resolve()
      },
      handleError(error: Error) {
        // The reader's own error says more than "COPY from stdin failed", which it led to.
        failure ??= error
        reject(failure)
      },
    })
  })
}

const batchBytes = 64 * 1024

async function feed(connection: CopyConnection, rows: AsyncIterable<Buffer>, isOver: () => boolean) {
  let batch: Buffer[] = []
  let size = 0
  const send = async () => {
    if (size > 0) connection.sendCopyFromChunk(Buffer.concat(batch))
    batch = []
    size = 0
    if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
  }
  for await (const row of rows) {
    if (isOver()) return
    batch.push(row)
    size += row.length
    if (size >= batchBytes) await send()
  }
  await send()
  connection.endCopyFrom()
}
