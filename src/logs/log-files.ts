import { join } from 'node:path'
import type { App, FollowStep } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { type EntryView, viewsOf } from './entry-view.ts'
import { logLine, marksOf } from './line.ts'
import { KnownOrders } from './order-facts.ts'
import { type LogLimits, RotatingFile } from './rotating-file.ts'
import { frontDelivery } from './writers/front-delivery.ts'
import { frontTransport } from './writers/front-transport.ts'
import { jms } from './writers/jms.ts'
import { rmsIntegration } from './writers/rms-integration.ts'
import { rmsIntegrationUpdater } from './writers/rms-integration-updater.ts'
import type { LogWriter } from './writers/writer.ts'

export type LogFilesOptions = {
  dataDir: string
  limits: LogLimits
  /** The node has the role server or cloud: it keeps the logs of a server. */
  isServer: boolean
  /** Whether a till of this node plays the group: only then its log is kept here. */
  playsGroup: (terminalGroupId: Uuid) => boolean
}

/** What may have been written without the cursor having moved is at most one batch. */
const linesPerBatch = 64
const messageLengthMax = 1000
const recoveredBytes = linesPerBatch * 4096

/**
 * The log files that support asks for (corrections 7), as a follower of the journal. A batch is written before its
 * cursor moves, so a crash may write it again: marks at the ends of the last lines say what is there already. A power
 * cut may lose the last lines, since files are not synced on the way of the sale; the journal and `trace` have them.
 */
export function logFilesFollower(
  app: App,
  options: LogFilesOptions,
): Omit<FollowStep, 'limit' | 'notAfter'> & { limit: number } {
  const orders = new KnownOrders()
  const files = writersOf(options).map(
    (writer) => new LogFile(writer, new RotatingFile(join(options.dataDir, writer.path), options.limits)),
  )
  return {
    name: 'log files',
    kinds: null,
    terminalGroupId: null,
    limit: linesPerBatch,
    async handle(tx, entries) {
      const views = await viewsOf(app, tx, orders, entries)
      const marks = new Set(views.map(({ mark }) => mark))
      for (const file of files) await file.write(views, marks)
    },
  }
}

const writersOf = ({ isServer, playsGroup }: LogFilesOptions): LogWriter[] => [
  ...(isServer ? [jms, rmsIntegration, rmsIntegrationUpdater] : []),
  frontTransport(playsGroup),
  frontDelivery(playsGroup),
]

class LogFile {
  readonly #writer: LogWriter
  readonly #file: RotatingFile
  /** Marks of the lines that a repeated batch would write again. */
  #written: ReadonlySet<string> | null = null

  constructor(writer: LogWriter, file: RotatingFile) {
    this.#writer = writer
    this.#file = file
  }

  async write(views: readonly EntryView[], marks: ReadonlySet<string>): Promise<void> {
    this.#written ??= marksOf(await this.#file.recover(recoveredBytes))
    const lines: string[] = []
    for (const view of views) {
      if (this.#written.has(view.mark)) continue
      const message = this.#writer.message(view)
      if (message !== null) lines.push(lineOf(view, message))
    }
    await this.#file.append(lines)
    this.#written = marks
  }
}

const lineOf = ({ stamp, told, ending, mark }: EntryView, message: string): string =>
  logLine({ stamp, level: told.level, message: `${message.slice(0, messageLengthMax)}; ${ending}`, mark })
