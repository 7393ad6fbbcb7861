import { concerns } from '../app/concerns.ts'
import type { FollowStep, PlacedEntry, Storage } from '../app/ports.ts'
import { Calm } from './calm.ts'
import { Pace } from './pace.ts'
import { Patience } from './patience.ts'

export type FollowerSpec = Omit<FollowStep, 'limit' | 'notAfter'> & {
  limit?: number
  /** Entries of a later time wait; null when none has to. */
  notAfter?: () => number | null
  /** While false the follower rests: a till whose cable is pulled. */
  isConnected?: () => boolean
  /** In a rush it waits a little, and then has more to do at once: those who wait to be acknowledged come first. */
  waitsInRush?: boolean
  /** It keeps what is read now and then: in a rush and shortly after it leaves the machine to others. */
  waitsForCalm?: boolean
  /** Called after a batch committed; for effects outside the database. */
  afterBatch?: () => void
}

export type FollowerState = Pick<FollowerSpec, 'name' | 'kinds' | 'terminalGroupId' | 'skipsDone'> & {
  /** It rests on purpose. */
  isResting: boolean
  /** Why its last batch failed; null when it did not. */
  trouble: string | null
}

export type Followers = {
  states(): FollowerState[]
  /** Something was appended or a follower was reconnected. */
  wake(): void
  /** Resolves when what was committed before the call has its position. */
  place(): Promise<void>
  /** Resolves when the present work of all followers is done. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const pollMs = 250
const sequenceLimit = 2000
/** A batch is decided in one turn of the loop: requests wait meanwhile, and its objects outlive a young collection. */
const followLimit = 64
const retryMs = 500
/** In a rush entries that nobody is in a hurry for get their positions together, after so many milliseconds. */
const rushedPauseMs = 250
/** Crowds that come so soon one after the other are one rush to it. */
const crowdPauseMs = 100
const restMsMax = 50
const laterMs = 20
/** What a round of a loop did; `full`: more is waiting for sure; `later`: it was no time for it. */
type Round = 'nothing' | 'some' | 'full' | 'later'

const roundOf = (count: number, limit: number): Round =>
  count === 0 ? 'nothing' : count < limit ? 'some' : 'full'

const rest = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(ms, restMsMax)))

/**
 * Runs `work` until it finds nothing to do, then rests until kicked; a failure is reported and tried again. Between
 * rounds that were not full it rests as long as it worked: under load the batches grow instead of their number, and
 * those who wait for an acknowledgement get the other half of the time.
 */
class Loop {
  readonly #work: () => Promise<Round>
  readonly #report: (error: unknown) => void
  #running: Promise<void> | null = null
  /** Rounds that found work; tells whether anything happened in between. */
  rounds = 0
  trouble: string | null = null
  #again = false
  #isStopped = false
  #retryTimer: NodeJS.Timeout | undefined

  constructor(work: () => Promise<Round>, report: (error: unknown) => void) {
    this.#work = work
    this.#report = report
  }

  kick(): void {
    if (this.#isStopped) return
    this.#again = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
      if (this.#again) this.kick()
    })
  }

  /** Resolves when there is nothing to do at present. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#retryTimer)
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#isStopped) {
      this.#again = false
      try {
        while (!this.#isStopped) {
          const startedAt = performance.now()
          const round = await this.#work()
          if (round === 'nothing') break
          if (round === 'later') {
            await rest(laterMs)
            continue
          }
          this.rounds += 1
          if (round === 'some') await rest(performance.now() - startedAt)
        }
        this.trouble = null
      } catch (error) {
        if (this.#isStopped) return
        this.#again = false
        this.trouble = String(error)
        this.#report(error)
        this.#retryTimer = setTimeout(() => this.kick(), retryMs)
      }
    }
    if (this.#isStopped) this.#again = false
  }
}

/** What a follower's loop does in a round: its next batch, unless it rests or leaves the moment to others. */
function stepOf(storage: Storage, spec: FollowerSpec): () => Promise<Round> {
  const patience = spec.waitsInRush ? new Patience(storage) : null
  const calm = spec.waitsForCalm ? new Calm(storage) : null
  const { notAfter, ...rest } = spec
  const limit = spec.limit ?? followLimit
  return async () => {
    if (spec.isConnected && !spec.isConnected()) return 'nothing'
    if (calm?.mayWait()) return 'later'
    const asked = { ...rest, limit, notAfter: notAfter?.() ?? null }
    // What a slow line holds back is no work that waits.
    if (asked.notAfter === null && patience?.mayWait(asked)) return 'later'
    const startedAt = performance.now()
    const handled = await storage.follow(asked)
    if (handled > 0) spec.afterBatch?.()
    patience?.worked(handled, limit, performance.now() - startedAt)
    // After a rush it has much to do. Nobody waits for that, so it rests between full batches too.
    return roundOf(handled, calm ? Number.POSITIVE_INFINITY : limit)
  }
}

/** One after the other: a node that starts has callers already, who must not queue behind all of them. */
async function beginInTurn(loops: readonly Loop[], isStopped: () => boolean): Promise<void> {
  for (const loop of loops) {
    if (isStopped()) return
    loop.kick()
    await Promise.race([loop.idle(), rest(restMsMax)])
    await rest(laterMs)
  }
}

async function untilDone(
  loops: readonly Loop[],
  kickAll: () => void,
  place: () => Promise<Round>,
): Promise<void> {
  const rounds = (): number => loops.reduce((sum, one) => sum + one.rounds, 0)
  const idle = async (): Promise<void> => {
    for (const loop of loops) await loop.idle()
  }
  for (let before = -1; before !== rounds(); ) {
    before = rounds()
    kickAll()
    await idle()
    // What a follower appended may have come after the sequencer was waited for.
    if ((await place()) !== 'nothing') before = -1
    kickAll()
    await idle()
  }
}

/**
 * Runs the sequencer and every follower of this process. Woken by whoever appends; a slow poll finds what other
 * processes appended. A follower that throws is retried alone: it never slows the others or the sale.
 */
export function runFollowers(
  storage: Storage,
  specs: readonly FollowerSpec[],
  report: (follower: string, error: unknown) => void,
  /** Called when entries became visible to followers. */
  onPlaced: () => void = () => {},
): Followers {
  const followers = specs.map((spec) => new Loop(stepOf(storage, spec), (error) => report(spec.name, error)))
  const tell = (placed: readonly PlacedEntry[]): void => {
    specs.forEach((spec, index) => {
      if (placed.some((entry) => concerns(spec, entry))) followers[index]?.kick()
    })
    onPlaced()
  }
  let isHurried = false
  let lastAt = Number.NEGATIVE_INFINITY
  const pace = new Pace()
  /** Whoever waits until all is done waits for no pace. */
  let settling = 0
  const sequence = async (): Promise<Round> => {
    if (settling > 0) return place()
    const isRushed = storage.sinceRushMs() < crowdPauseMs
    if (!isHurried && isRushed && performance.now() - lastAt < rushedPauseMs) return 'later'
    return pace.mayBegin() ? place() : 'later'
  }
  const place = async (): Promise<Round> => {
    isHurried = false
    lastAt = performance.now()
    const placed = await storage.sequence(sequenceLimit)
    if (placed.length > 0) tell(placed)
    return roundOf(placed.length, sequenceLimit)
  }
  const sequencer = new Loop(sequence, (error) => report('sequencer', error))
  const all = [sequencer, ...followers]
  const kickAll = (): void => {
    for (const loop of all) loop.kick()
  }
  let poll: NodeJS.Timeout | undefined
  let isStopped = false
  void beginInTurn(all, () => isStopped).then(() => {
    if (!isStopped) poll = setInterval(kickAll, pollMs)
  })

  return {
    states: () => [
      { name: 'sequencer', kinds: [], terminalGroupId: null, isResting: false, trouble: sequencer.trouble },
      ...specs.map((spec, index) => ({
        name: spec.name,
        kinds: spec.kinds,
        terminalGroupId: spec.terminalGroupId,
        skipsDone: spec.skipsDone ?? false,
        isResting: spec.isConnected?.() === false,
        trouble: followers[index]?.trouble ?? null,
      })),
    ],
    wake() {
      isHurried = true
      sequencer.kick()
    },
    async place() {
      while ((await place()) === 'full') {
        // Until none is left.
      }
    },
    async settle() {
      settling += 1
      await untilDone(all, kickAll, place).finally(() => {
        settling -= 1
      })
    },
    async stop() {
      isStopped = true
      clearInterval(poll)
      await Promise.allSettled(all.map((loop) => loop.stop()))
    },
  }
}
