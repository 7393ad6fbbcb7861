import {
  ArgumentError,
  DisconnectedError,
  NotSupportedError,
  OperationCanceledError,
} from '../../../sdk/plugin/src/wire/errors.ts'
import type { PluginSession, ScheduledJob } from '../session.ts'
import type { PluginWorld } from '../world.ts'
import { JobBreak } from './job-break.ts'
import {
  begun,
  endedWell,
  failed,
  type JobNote,
  newNote,
  noteKeyOf,
  notePlaceOf,
  readNote,
} from './job-note.ts'
import { dueSince, isOfAnotherClock, nextAfter, readJobPlan, wordsOfTimes } from './job-times.ts'

/** How a job stands, for people; moments are epoch milliseconds of the till's clock. */
export type JobView = {
  name: string
  times: string
  nextAt: number
  isRunning: boolean
  endedAt: number | null
  runs: number
  failures: number
  failuresInRow: number
  lastError: string | null
  /** It failed too often and rests; null: it does not. */
  restsUntil: number | null
}

export type JobDeskOptions = {
  world: PluginWorld
  /** For tests; null: as each job says. */
  limitMs: number | null
  /** Processes whose jobs may run now. */
  sessions(): readonly PluginSession[]
  /** A job of it failed, or none fails any more. */
  toldHealth(session: PluginSession, reason: string | null): void
}

/** One job of one plugin on one till, whichever process of the plugin is there. */
type Job = { note: JobNote; rest: JobBreak; isBusy: boolean; notBefore: number }

const jobsMax = 50
/** The till's storage did not take a note. */
const retryMs = 30_000

/**
 * Runs jobs of plugins when they are due by the till's clock (front-api §9.22). A due time is noted before it is run, so it
 * is run at most once whoever dies meanwhile.
 */
export class JobDesk {
  readonly #options: JobDeskOptions
  readonly #jobs = new Map<string, Promise<Job> | Job>()
  #isOver = false

  constructor(options: JobDeskOptions) {
    this.#options = options
  }

  /** Answers `jobs.schedule` of a plugin. */
  async answer(session: PluginSession, { method, args }: { method: string; args: unknown[] }): Promise<null> {
    if (method !== 'schedule') throw new NotSupportedError(`jobs.${method}`)
    const [name, callback, options] = args
    if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(name))
      throw new ArgumentError('name must be letters, digits, dots, dashes, at most 64', {
        data: { argument: 'name' },
      })
    const { times, limitMs } = readJobPlan(options)
    const others = [...session.jobs.values()]
    if (others.some((job) => job.name === name))
      throw new ArgumentError(`the job ${name} is scheduled already`, { data: { argument: 'name' } })
    if (others.length >= jobsMax)
      throw new ArgumentError(`a plugin has at most ${jobsMax} jobs`, { data: { argument: 'name' } })
    session.jobs.set(String(callback), {
      name,
      callback: String(callback),
      times,
      limitMs: this.#options.limitMs ?? limitMs,
    })
    await this.#known(session, name)
    return null
  }

  /** Begins what is due. */
  look(): void {
    for (const session of this.#options.sessions())
      for (const scheduled of session.jobs.values()) {
        const job = this.#jobs.get(idOf(session, scheduled.name))
        if (job && !(job instanceof Promise) && !job.isBusy) this.#lookAt(session, scheduled, job)
      }
  }

  views(session: PluginSession): JobView[] {
    return [...session.jobs.values()].flatMap(({ name, times }): JobView[] => {
      const job = this.#jobs.get(idOf(session, name))
      if (!job || job instanceof Promise) return []
      const { runs, failures, failuresInRow, lastError, endedAt, settledUntil } = job.note
      return [
        {
          ...{ name, times: wordsOfTimes(times), isRunning: job.isBusy, endedAt, runs, failures },
          ...{ failuresInRow, lastError, restsUntil: job.rest.until(this.#options.world.now()) },
          nextAt: nextAfter(times, settledUntil, session.till.timeZone),
        },
      ]
    })
  }

  /** Whether a job of it failed when it was run last. */
  isIll(session: PluginSession): boolean {
    return this.views(session).some(({ failuresInRow }) => failuresInRow > 0)
  }

  /** What is under way stays noted as begun: nobody hears of its end any more. */
  stop(): void {
    this.#isOver = true
  }

  #lookAt(session: PluginSession, scheduled: ScheduledJob, job: Job): void {
    const now = this.#options.world.now()
    const { times } = scheduled
    if (isOfAnotherClock(times, job.note.settledUntil, now)) job.note = { ...job.note, settledUntil: now }
    const due = dueSince(times, job.note.settledUntil, now, session.till.timeZone)
    if (due === null || !job.rest.mayTry(now) || performance.now() < job.notBefore) return
    job.isBusy = true
    this.#run(session, scheduled, job, due)
      .catch((error: unknown) => {
        job.notBefore = performance.now() + retryMs
        this.#options.world.log('error', 'a job of a plugin could not be noted', {
          ...{ plugin: session.manifest.name, job: scheduled.name, error: String(error) },
        })
      })
      .finally(() => {
        job.isBusy = false
      })
  }

  async #run(session: PluginSession, scheduled: ScheduledJob, job: Job, due: number): Promise<void> {
    const { name } = scheduled
    const previousAt = job.note.ranFor
    await this.#keep(session, name, job, begun(job.note, due))
    const startedAt = performance.now()
    const words = await callInTime(session, scheduled, { name, dueAt: due, previousAt })
    if (this.#isOver) return
    const now = this.#options.world.now()
    if (words === null) {
      session.log('info', `job ${name} ended after ${Math.round(performance.now() - startedAt)} ms`)
      const wasIll = job.note.failuresInRow > 0
      job.rest.succeeded()
      await this.#keep(session, name, job, endedWell(job.note, now))
      if (wasIll && !this.isIll(session)) this.#options.toldHealth(session, null)
      return
    }
    await this.#failed(session, name, job, words)
  }

  async #failed(session: PluginSession, name: string, job: Job, words: string): Promise<void> {
    const now = this.#options.world.now()
    session.log('error', `job ${name} failed: ${words}`)
    job.rest.failed(now)
    const until = job.rest.until(now)
    if (until !== null)
      session.log('warn', `job ${name} failed too often and rests until ${new Date(until).toISOString()}`)
    await this.#keep(session, name, job, failed(job.note, now, words))
    this.#options.toldHealth(session, `the job ${name} failed; see its log`)
  }

  /** In memory only when it is kept: a due time that could not be noted is not run. */
  async #keep(session: PluginSession, name: string, job: Job, note: JobNote): Promise<void> {
    const { world } = this.#options
    const place = notePlaceOf(session)
    await world.shared.set(place, noteKeyOf(session, name), JSON.stringify(note), world.now())
    job.note = note
  }

  /** What is known of a job; one that was cut off when the till or its plugin ended is a failure that nobody told yet. */
  async #known(session: PluginSession, name: string): Promise<void> {
    const id = idOf(session, name)
    const known = this.#jobs.get(id)
    if (known) return void (await known)
    const loading = this.#load(session, name)
    this.#jobs.set(id, loading)
    try {
      this.#jobs.set(id, await loading)
    } catch (error) {
      this.#jobs.delete(id)
      throw error
    }
  }

  async #load(session: PluginSession, name: string): Promise<Job> {
    const { world } = this.#options
    const text = await world.shared.get(notePlaceOf(session), noteKeyOf(session, name), world.now())
    const note = readNote(text)
    const job: Job = { note: note ?? newNote(world.now()), rest: new JobBreak(), isBusy: false, notBefore: 0 }
    if (!note) await this.#keep(session, name, job, job.note)
    else if (note.isUnderWay) {
      const due = new Date(note.ranFor ?? note.settledUntil).toISOString()
      await this.#failed(session, name, job, `the run that was due at ${due} was cut off`)
    }
    return job
  }
}

const idOf = ({ till, manifest }: PluginSession, job: string): string =>
  `${till.terminalGroupId} ${manifest.name} ${job}`

/** Null: it went well; else what went wrong, in words. */
async function callInTime(
  session: PluginSession,
  { callback, limitMs }: ScheduledJob,
  run: { name: string; dueAt: number; previousAt: number | null },
): Promise<string | null> {
  const giveUp = new AbortController()
  const late = `it took longer than ${limitMs / 1000} s`
  const timer = setTimeout(() => giveUp.abort(new OperationCanceledError(late)), limitMs)
  try {
    await session.callback(callback, [run], { signal: giveUp.signal })
    return null
  } catch (error) {
    if (giveUp.signal.aborted) return late
    if (error instanceof DisconnectedError) return `the plugin ended in the middle (${error.message})`
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    clearTimeout(timer)
  }
}
