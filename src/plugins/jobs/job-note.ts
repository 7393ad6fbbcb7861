import type { PluginDataPlace } from '../../app/plugin-ports.ts'
import type { PluginSession } from '../session.ts'

/** What the host keeps of a job from one start to the next; moments by the till's clock. */
export type JobNote = {
  /** Due times up to this moment were run, or were before the job was there. */
  settledUntil: number
  /** Due time of the run that was begun last; null: none was. */
  ranFor: number | null
  /** It was begun and nobody has heard of its end. */
  isUnderWay: boolean
  endedAt: number | null
  runs: number
  failures: number
  /** Without a run that went well in between. */
  failuresInRow: number
  lastError: string | null
}

const wordsMax = 1000

export const newNote = (now: number): JobNote => ({
  ...{ settledUntil: now, ranFor: null, isUnderWay: false, endedAt: null },
  ...{ runs: 0, failures: 0, failuresInRow: 0, lastError: null },
})

/** A due time is taken: whatever becomes of the run, nobody runs it again. */
export const begun = (note: JobNote, due: number): JobNote => ({
  ...note,
  ...{ settledUntil: due, ranFor: due, isUnderWay: true, runs: note.runs + 1 },
})

export const endedWell = (note: JobNote, now: number): JobNote => ({
  ...note,
  ...{ isUnderWay: false, endedAt: now, failuresInRow: 0 },
})

export const failed = (note: JobNote, now: number, words: string): JobNote => ({
  ...note,
  ...{ isUnderWay: false, endedAt: now, lastError: words.slice(0, wordsMax) },
  ...{ failures: note.failures + 1, failuresInRow: note.failuresInRow + 1 },
})

/**
 * Where notes lie: among the texts that plugins keep, under a module that no plugin can have, so that no plugin reads,
 * clears or counts them.
 */
export const hostModuleId = 0

export const noteKeyOf = ({ manifest }: Pick<PluginSession, 'manifest'>, job: string): string =>
  `job ${manifest.name} ${job}`
export const notePlaceOf = ({ till }: Pick<PluginSession, 'till'>): PluginDataPlace => ({
  ...{ tenantId: till.tenantId, terminalGroupId: till.terminalGroupId, moduleId: hostModuleId },
})

/** A note as it was kept; null: there is none that can be read. */
export function readNote(text: string | null): JobNote | null {
  if (text === null) return null
  try {
    const note = { ...newNote(0), ...(JSON.parse(text) as object) } as JobNote
    return Number.isFinite(note.settledUntil) ? note : null
  } catch {
    return null
  }
}
