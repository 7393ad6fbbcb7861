import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { ReportPieces } from '../../../app/ports.ts'
import type { FoundReport } from '../../../app/reports/find-report.ts'
import type { ReportForm } from './write-report.ts'

export type ToWriter =
  | { kind: 'write'; id: number; report: FoundReport; form: ReportForm }
  /** Its reader takes another piece. */
  | { kind: 'more'; id: number }
  | { kind: 'forget'; id: number }
export type FromWriter =
  | { kind: 'piece'; id: number; bytes: Uint8Array }
  | { kind: 'done'; id: number }
  | { kind: 'failed'; id: number; reason: string }

/** What reports may hold besides their numbers, which lie outside the heap. */
const heapMegabytes = 512

/** In the bundle the thread lies beside every chunk; in the sources it is TypeScript, which threads do not read by themselves. */
function startWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes }
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(
        `import('tsx/esm/api').then(({ tsImport }) => tsImport('./writing-worker.ts', '${import.meta.url}'))`,
        { eval: true, execArgv: [], resourceLimits },
      )
    : new Worker(new URL('./writing-worker.js', import.meta.url), { resourceLimits })
  worker.unref()
  return worker
}

/**
 * Writes long reports beside the thread that takes orders: that one hands over numbers nobody has looked at, and passes on
 * bytes as their readers take them. Starts with the first report; one that dies ends its reports and is started again.
 */
export class WritingThread {
  #worker: Worker | null = null
  readonly #readers = new Map<number, Readable>()
  #nextId = 1

  /** The pieces of the report are gone from here afterwards. */
  write(report: FoundReport, form: ReportForm): Readable {
    const worker = this.#running()
    const id = this.#nextId++
    const tell = (message: ToWriter, moved: ArrayBuffer[] = []): void => worker.postMessage(message, moved)
    const reader = new Readable({
      // A piece is asked for when the last one was taken.
      highWaterMark: 1,
      read: () => tell({ kind: 'more', id }),
      destroy: (error, done) => {
        if (this.#readers.delete(id)) tell({ kind: 'forget', id })
        done(error)
      },
    })
    this.#readers.set(id, reader)
    const found = ownPieces(report.found)
    tell({ kind: 'write', id, report: { ...report, found }, form }, buffersOf(found))
    return reader
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const worker = startWorker()
    this.#worker = worker
    worker.on('message', (message: FromWriter) => this.#hear(message))
    worker.on('error', (error) => this.#end(worker, error))
    worker.once('exit', () => this.#end(worker, new Error('the thread that writes reports ended')))
    return worker
  }

  #hear(message: FromWriter): void {
    const reader = this.#readers.get(message.id)
    if (!reader) return
    if (message.kind === 'piece') reader.push(message.bytes)
    else {
      this.#readers.delete(message.id)
      if (message.kind === 'done') reader.push(null)
      else reader.destroy(new Error(message.reason))
    }
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const readers = [...this.#readers.values()]
    this.#readers.clear()
    for (const reader of readers) reader.destroy(error)
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }
}

/** Numbers that came in one message lie in one buffer: what is handed over needs its own. */
function ownPieces({ told, pieces, groups }: ReportPieces): ReportPieces {
  return {
    groups,
    told: told.map((one) => one && own(one)),
    pieces: pieces.map(({ levels, keys, sums }) => ({
      levels: own(levels),
      keys: keys.map(({ codes, told: ofPiece }) => ({ codes: own(codes), told: ofPiece && own(ofPiece) })),
      sums: sums.map(({ values, empty }) => ({
        values: values instanceof BigInt64Array ? own(values) : values,
        empty: own(empty),
      })),
    })),
  }
}

const own = <Numbers extends Uint8Array | Int32Array | BigInt64Array>(numbers: Numbers): Numbers =>
  numbers.slice() as Numbers

function buffersOf({ told, pieces }: ReportPieces): ArrayBuffer[] {
  const all = [
    ...told,
    ...pieces.flatMap(({ levels, keys, sums }) => [
      levels,
      ...keys.flatMap(({ codes, told: ofPiece }) => [codes, ofPiece]),
      ...sums.flatMap(({ values, empty }) => [values instanceof BigInt64Array ? values : null, empty]),
    ]),
  ]
  return all.flatMap((numbers) => (numbers ? [numbers.buffer as ArrayBuffer] : []))
}
