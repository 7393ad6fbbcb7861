import { loadSeed, type Seed } from '../app/books/load-seed.ts'
import type { App, Storage } from '../app/ports.ts'
import type { AskStock } from '../app/till/stock-question.ts'
import type { TillHooks } from '../app/till/till-hooks.ts'
import type { Followers } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'
import { openStorage } from '../storage/open-storage.ts'
import { Clockwork } from './clockwork.ts'
import { type Crew, openCrew } from './crew.ts'
import { inTurn } from './in-turn.ts'
import { Listeners } from './listeners.ts'
import type { NodeOptions } from './node-options.ts'
import { openApp } from './open-app.ts'
import type { SandboxClock } from './sandbox-clock.ts'
import type { LocalTill } from './tills.ts'
import { worksOf } from './works.ts'

/** A running node without its HTTP door. */
export type Node = {
  app: App
  storage: Storage
  clock: SandboxClock
  tills: ReadonlyMap<Uuid, LocalTill>
  followers: Followers
  /** Hears that entries became visible; call the answer to stop. */
  onPlaced(listener: () => void): () => void
  /**
   * Hears that the cloud has drawn what tills told it, which may be long after {@link Node.onPlaced}; what it draws itself
   * is there when that tells. Call the answer to stop.
   */
  onPictured(listener: () => void): () => void
  /** How to know of the tills of other nodes whose line is open; such a till does not fall asleep. */
  listenBy(hears: (terminalGroupId: Uuid) => boolean): void
  /** Sets the tills to work anew: one was taken over by another node, or this node learnt which one it plays. */
  restartTills(): Promise<void>
  /** Tells whether the cloud of this node's till, which is another node, can be asked, and how it is asked for its stock. */
  watchUplink(isUp: () => boolean, askStock?: AskStock): void
  /**
   * How what a till's screen is told of is made safe first: it is at the standby (ADR 32). `admit` throws where this node
   * does not play its till.
   */
  secureBy(secure: () => Promise<void>, admit: () => void): void
  /** True: the till of this node rests, whatever its books say; another node plays it. */
  holdTills(isHeld: boolean): Promise<void>
  /** Does what the clock makes due: heartbeats and commands that nobody answered in time. */
  tick(): Promise<void>
  /** Lets the node rest while the whole database is exchanged for another one, then sets it to work on that. */
  replaceData(work: () => Promise<void>): Promise<void>
  /** Whoever is asked before the tills of this node decide (plugins); null: nobody. */
  hookTills(hooks: TillHooks | null): void
  /** Hears that the tills were set to work anew; call the answer to stop. */
  onRestarted(listener: () => void): () => void
  /** Hears that all data was exchanged; call the answer to stop. */
  onReplaced(listener: () => void): () => void
  /** Sets followers, tills and clocks to work, unless they are; resolves when the tills have said what they have to say. */
  begin(): Promise<void>
  /** Loads a seed into an empty storage and starts its tills. */
  load(seed: Seed): Promise<void>
  stop(): Promise<void>
}

/** Opens the storage and sets followers, tills and clocks to work. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { clock, random, roles, log, isUnderChain = false } = options
  const storage = await openStorage(options.engine, { clock, random, reportCopy: options.reportCopy ?? null })
  const { app, forgetAll } = openApp(
    storage,
    { clock, random, isUnderChain },
    () => crew.followers?.wake(),
    (id) => crew.atHand(id),
  )
  const outside = surroundings()
  let isHeld = options.isHeldAtStart ?? false
  const [placed, pictured] = [new Listeners(), new Listeners()]
  const [replaced, restarted] = [new Listeners(), new Listeners()]
  const report = (error: unknown): void =>
    log('error', 'the clockwork failed and will try again', { error: String(error) })
  const crew: Crew = openCrew(app, options, outside.now, { placed, pictured, report })
  const { tills } = crew
  const { isHeard } = outside.now
  const plays = worksOf(roles)
  const clockwork = new Clockwork({ app, plays, tills, isUnderChain, isHeard, report })
  // Two at once, or one while the node stops, would leave followers running that nobody stops any more.
  const turns = turnsUntilLast()
  const restart = turns.each(async () => {
    await crew.rest()
    await crew.openTills(isHeld)
    crew.work()
    await clockwork.beat()
    restarted.tell()
  })
  const begin = async (): Promise<void> => {
    clockwork.start()
    if (crew.followers) return
    crew.work()
    await crew.greet()
  }
  await crew.openTills(isHeld)
  await crew.recover()
  if (!options.isToldToBegin) await begin()

  return {
    app,
    storage,
    clock,
    tills,
    get followers() {
      if (!crew.followers) throw new Error('the node has not begun')
      return crew.followers
    },
    onPlaced: placed.add,
    onPictured: pictured.add,
    ...outside.setters,
    restartTills: restart,
    async holdTills(held) {
      if (isHeld === held) return
      isHeld = held
      await restart()
      if (held) return
      await crew.greet()
      await crew.recover()
    },
    tick: () => clockwork.tick(),
    replaceData: (work) =>
      exchange(work, { clockwork, storage, rest: crew.rest, restart, turns, forgetAll, replaced }),
    onRestarted: restarted.add,
    onReplaced: replaced.add,
    begin,
    async load(seed) {
      await crew.rest()
      await loadSeed(app, seed)
      await restart()
      await crew.followers?.settle()
    },
    stop: () =>
      turns.last(async () => {
        await clockwork.rest()
        await crew.rest()
        await storage.close()
      }),
  }
}

type Work = () => Promise<void>
type Turns = { isEnding(): boolean; each(work: Work): Work; last(work: Work): Promise<void> }

/** Does `each` work once for each call, one after another; none whose turn comes when the `last` one has been called for. */
function turnsUntilLast(): Turns {
  const next = inTurn()
  let isEnding = false
  return {
    isEnding: () => isEnding,
    each: (work) => () => next(async () => (isEnding ? undefined : work())),
    last(work) {
      isEnding = true
      return next(work)
    },
  }
}

type Exchanging = {
  clockwork: Clockwork
  storage: Pick<Storage, 'forget'>
  rest(): Promise<void>
  restart(): Promise<void>
  turns: Pick<Turns, 'isEnding'>
  forgetAll(): void
  replaced: Listeners
}

/** Nobody works while all data is exchanged, and nobody remembers what was there. */
async function exchange(work: () => Promise<void>, node: Exchanging): Promise<void> {
  await node.clockwork.rest()
  await node.rest()
  try {
    await work()
  } finally {
    node.storage.forget()
    node.forgetAll()
    node.clockwork.forget()
    await node.restart()
    if (!node.turns.isEnding()) node.clockwork.start()
    node.replaced.tell()
  }
}

/** What other rooms let the node know of what is around it; each may say so later than the tills begin. */
function surroundings() {
  let isHeard: (terminalGroupId: Uuid) => boolean = () => false
  let isUplinkUp = (): boolean => true
  let askStock: AskStock | undefined
  let secure = async (): Promise<void> => {}
  let admit = (): void => {}
  let hooks: TillHooks | null = null
  return {
    now: {
      isHeard: (id: Uuid) => isHeard(id),
      isUplinkUp: () => isUplinkUp(),
      askStock: () => askStock,
      secure: () => secure(),
      admit: () => admit(),
      hooks: () => hooks,
    },
    setters: {
      listenBy(hears: typeof isHeard) {
        isHeard = hears
      },
      watchUplink(isUp: typeof isUplinkUp, asks: AskStock = async () => null) {
        isUplinkUp = isUp
        askStock = asks
      },
      secureBy(how: typeof secure, who: typeof admit) {
        secure = how
        admit = who
      },
      hookTills(asked: TillHooks | null) {
        hooks = asked
      },
    },
  }
}
