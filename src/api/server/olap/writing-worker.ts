/** A thread that writes long reports, so that those who sell do not wait for those who read (ADR 22). */
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { writeReport } from './write-report.ts'
import type { FromWriter, ToWriter } from './writing-thread.ts'

// Elsewhere priority is that of the whole process.
if (process.platform === 'linux') setPriority(19)

const reports = new Map<number, Generator<string>>()
const say = (message: FromWriter, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(message, moved)

function writeMore(id: number): void {
  const report = reports.get(id)
  if (!report) return
  try {
    const { value, done } = report.next()
    if (done) {
      reports.delete(id)
      return say({ kind: 'done', id })
    }
    const bytes = new TextEncoder().encode(value)
    say({ kind: 'piece', id, bytes }, [bytes.buffer])
  } catch (error) {
    reports.delete(id)
    say({ kind: 'failed', id, reason: String(error) })
  }
}

parentPort?.on('message', (message: ToWriter) => {
  if (message.kind === 'write') reports.set(message.id, writeReport(message.report, message.form))
  else if (message.kind === 'more') writeMore(message.id)
  else reports.delete(message.id)
})
