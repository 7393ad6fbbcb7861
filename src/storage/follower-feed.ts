import { concerns } from '../app/concerns.ts'
import type { FollowStep, SequencedEntry, Tx } from '../app/ports.ts'
import { moveCursor, type Peeked, peekFollower, readCursors } from './follower-store.ts'
import { JournalTail } from './journal-tail.ts'
import type { Sql } from './sql.ts'

/**
 * `seen`: up to there it is known that nothing but what was handled concerns the follower; at or after its cursor.
 * `asked`: the number of the call by which it asked last.
 */
type Standing = { cursor: bigint; seen: bigint; asked: number }

export type FollowerFeed = {
  /** Entries that got their positions after `from`. */
  sequenced(from: bigint, entries: readonly SequencedEntry[]): void
  /** Nothing is pending and the journal ends at `head`: looks whether others sequenced or moved cursors meanwhile. */
  check(head: bigint): Promise<void>
  /** The database is another one. */
  forget(): void
  /** {@link Storage.waiting}. */
  waiting(step: FollowStep): number
  /** {@link Storage.follow}. */
  follow(step: FollowStep, now: number): Promise<number>
}

/** Entries of the tail that wait for a slow follower; what is older is read from the database. */
const tailMax = 20_000
/** A cursor that is so far behind what was seen is moved there, so that a start need not walk over it again. */
const cursorLagMax = 5000n
/** Who did not ask for so many calls of all rests or is gone: for them nothing is kept. */
const restingAfterCalls = 2000

/**
 * Feeds the followers of this process from memory with what this process sequenced. The database is asked at a start,
 * after a gap (another process sequenced, or moved the cursor), and by a follower that is far behind. The cursor lies in
 * the database all the same and moves in the transaction of the effects.
 */
export function followerFeed(
  now: Sql,
  transaction: <T>(work: (sql: Sql, tx: Tx) => Promise<T>) => Promise<T>,
): FollowerFeed {
  const tail = new JournalTail(tailMax)
  const standings = new Map<string, Standing>()

  /** What waits in memory; null when memory does not know. */
  function remembered(step: FollowStep): Peeked | null {
    const standing = standings.get(step.name)
    if (!standing) return null
    const entries = tail.after(standing.seen, (entry) => concerns(step, entry), step.limit)
    if (!entries?.every(({ payload }) => payload !== undefined)) return null
    const early = cutEarly(step, entries)
    const seen = seenBy(step, entries, early, tail.end, standing.seen)
    return { cursor: standing.cursor, entries: early, seen }
  }

  async function read(step: FollowStep): Promise<Peeked> {
    // Taken before: what was placed up to here the statement cannot overlook.
    const end = tail.end
    const { cursor, entries } = await peekFollower(now, step)
    const early = cutEarly(step, entries)
    return { cursor, entries: early, seen: seenBy(step, entries, early, end, cursor) }
  }

  const counts = new WaitingCounts(tail)
  const waiting = (step: FollowStep): number => counts.countOn(step, standings.get(step.name)?.seen ?? null)
  let calls = 0
  function keep(name: string, standing: Omit<Standing, 'asked'>): void {
    standings.set(name, { ...standing, asked: calls })
    let slowest = standing.seen
    for (const [other, { seen, asked }] of standings) {
      if (calls - asked > restingAfterCalls) standings.delete(other)
      else if (seen < slowest) slowest = seen
    }
    tail.dropBefore(slowest)
  }

  return {
    sequenced: (from, entries) => tail.add(from, entries),
    async check(head) {
      if (head !== tail.end) tail.beginAt(head)
      const cursors = await readCursors(now)
      for (const [name, { cursor }] of standings)
        if (cursor !== (cursors.get(name) ?? 0n)) standings.delete(name)
    },
    forget() {
      standings.clear()
      counts.forget()
      tail.beginAt(0n)
    },
    waiting,
    async follow(step, at) {
      calls += 1
      const peeked = remembered(step) ?? (await read(step))
      const { cursor, entries, seen } = peeked
      if (counts.isAsked(step)) waiting(step)
      const last = entries[entries.length - 1]
      if (!last) {
        const to = seen - cursor >= cursorLagMax ? seen : cursor
        if (to > cursor && !(await moveCursor(now, step.name, { from: cursor, to }, at)))
          standings.delete(step.name)
        else keep(step.name, { cursor: to, seen })
        return 0
      }
      const isOurs = await transaction(async (sql, tx) => {
        const isMoved = await moveCursor(sql, step.name, { from: cursor, to: last.position }, at)
        if (isMoved) await step.handle(tx, entries)
        return isMoved
      })
      counts.handled(step, entries.length)
      if (isOurs) keep(step.name, { cursor: last.position, seen })
      else standings.delete(step.name)
      return isOurs ? entries.length : 0
    },
  }
}

/** How many entries wait for followers that were asked about; counts on, since it is asked often and much may wait. */
class WaitingCounts {
  readonly #tail: JournalTail
  readonly #counts = new Map<string, { to: bigint; count: number }>()

  constructor(tail: JournalTail) {
    this.#tail = tail
  }

  isAsked({ name }: FollowStep): boolean {
    return this.#counts.has(name)
  }

  /** `seen` null: nobody knows where it stands. */
  countOn(step: FollowStep, seen: bigint | null): number {
    if (seen === null) return 0
    const before = this.#counts.get(step.name)
    const isKnown = before && before.to >= seen && before.to >= this.#tail.start
    const { to, count } = isKnown ? before : { to: seen, count: 0 }
    const now = count + this.#tail.countAfter(to, (entry) => concerns(step, entry))
    this.#counts.set(step.name, { to: this.#tail.end, count: now })
    return now
  }

  handled({ name }: FollowStep, entries: number): void {
    const before = this.#counts.get(name)
    if (before) before.count = Math.max(0, before.count - entries)
  }

  forget(): void {
    this.#counts.clear()
  }
}

/** How far a follower has seen when it has handled what is not too early. */
function seenBy(
  { limit }: FollowStep,
  found: readonly SequencedEntry[],
  handled: readonly SequencedEntry[],
  end: bigint,
  before: bigint,
): bigint {
  const last = handled[handled.length - 1]?.position ?? before
  const isAll = found.length < limit && handled.length === found.length
  return isAll && end > last ? end : last
}

/** Entries of a later time wait, and what follows them. */
function cutEarly({ notAfter = null }: FollowStep, entries: SequencedEntry[]): SequencedEntry[] {
  const early = notAfter === null ? -1 : entries.findIndex((entry) => entry.at > notAfter)
  return early < 0 ? entries : entries.slice(0, early)
}
