import { join } from 'node:path'
import type { TimeZone } from '../kernel/local-time.ts'
import { type LogLevel, plainLine, stampOf } from './line.ts'
import { type LogLimits, RotatingFile } from './rotating-file.ts'

/** Where a till keeps its logs. */
const folder = 'CashServer/Logs'
const messageLengthMax = 4000
/** Lines that wait for the disk; more are dropped, since nobody may wait for a log. */
const waitingMax = 20_000

export type PlainLogs = {
  /** `file` is a name in the folder of a till's logs. Never waits and never fails. */
  write(file: string, level: LogLevel, message: string): void
  /** Resolves when all that was said is written. */
  settle(): Promise<void>
}

/** Logs that do not come out of the journal: `plugin-NAME.log` and `api.log` (front-api §1.9). */
export function openPlainLogs(options: {
  dataDir: string
  limits: LogLimits
  now(): number
  zone: TimeZone
  report(error: unknown): void
}): PlainLogs {
  const files = new Map<string, { file: RotatingFile; waiting: string[]; writing: Promise<void> | null }>()
  const { dataDir, limits, now, zone, report } = options

  function of(name: string) {
    const known = files.get(name)
    if (known) return known
    const made = { file: new RotatingFile(join(dataDir, folder, name), limits), waiting: [], writing: null }
    files.set(name, made)
    return made
  }

  async function drain(log: ReturnType<typeof of>): Promise<void> {
    while (log.waiting.length > 0) await log.file.append(log.waiting.splice(0))
  }

  return {
    write(name, level, message) {
      const log = of(name)
      if (log.waiting.length >= waitingMax) return
      log.waiting.push(plainLine(stampOf(now(), zone), level, message.slice(0, messageLengthMax)))
      log.writing ??= drain(log)
        .catch(report)
        .finally(() => {
          log.writing = null
        })
    },
    async settle() {
      for (const { writing } of files.values()) await writing
    },
  }
}
