/** Work that is due by the clock, whether or not a screen or a cash shift is open (front-api §9.22). */

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** When a job is due: every so many minutes (1 to 10080, a week), or at times of day by the restaurant's clock. */
export type JobTimes =
  | { everyMinutes: number; at?: never; days?: never }
  | {
      /** `'04:30'`, or up to 24 such times. */
      at: string | readonly string[]
      /** Absent: every day. */
      days?: readonly Weekday[]
      everyMinutes?: never
    }

export type JobOptions = JobTimes & {
  /** How long one run may take, 1 to 60 minutes; 5 unless said otherwise. Then its signal aborts, and it has failed. */
  timeLimitMinutes?: number
}

/** One run of a job; moments are epoch milliseconds of the till's clock. */
export type JobRun = {
  name: string
  /** What it is due for. Of several due times that were missed only the last one is run. */
  dueAt: number
  /** The due time of the run before; null: this is the first one. */
  previousAt: number | null
}

export type JobHandler = (run: JobRun, signal: AbortSignal) => unknown

/** Needs the permission `jobs`. */
export type Jobs = {
  /**
   * Runs `handler` whenever it is due, until disposed. The host remembers by the name of the job what was run, so a restart
   * neither repeats a due time nor forgets one that passed meanwhile: that is run once, when the plugin is there again. A
   * run that fails or is cut off is not repeated; the next due time comes. Two runs of a job are never under way at once.
   */
  schedule(name: string, options: JobOptions, handler: JobHandler): Disposable
}
