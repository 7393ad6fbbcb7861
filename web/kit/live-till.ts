import { boardKeeper, keepTill, recallTill, type TillMemory } from './offline/till-memory.ts'
import { pause } from './pause.ts'
import type { PluginWord } from './plugin-types.ts'
import type { ServerEvent } from './server-events.ts'
import { Refused, type TillApi } from './till-api.ts'
import type {
  Board,
  Books,
  Command,
  Confirmation,
  Delivery,
  Notice,
  Reserve,
  TableOrder,
} from './till-types.ts'

/** What a screen knows of its till. Without its stream it keeps the last board and says how old it is. */
export type TillState = {
  phase: 'connecting' | 'live' | 'lost'
  board: Board | null
  books: Books | null
  /** Till's time minus this computer's. */
  clockOffsetMs: number
  /** Till's time of its last word, once it is lost. */
  heardAt: number | null
}

export type LiveTill = {
  state(): TillState
  subscribe(listener: () => void): () => void
  /** Hears notices that are to be shown once. */
  onNotice(listener: (notice: Notice) => void): () => void
  /** Hears what plugins tell the screens. */
  onPlugins(listener: (word: PluginWord) => void): () => void
  send(command: Command, confirmation?: Confirmation): Promise<void>
  start(): void
  stop(): void
}

type Options = {
  api: TillApi
  /** The token is no longer good. */
  onLoggedOut: () => void
  /** What the till said when this browser last heard it: shown until it speaks. */
  memory?: TillMemory
  now?: () => number
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

const retryMsMin = 250
const retryMsMax = 4000

/** Keeps a till's board current: stream, then board, then changes; all of it again when the stream breaks. */
export function createLiveTill(options: Options): LiveTill {
  const { api, onLoggedOut, memory, now = Date.now, sleep = pause } = options
  let state: TillState = { phase: 'connecting', board: null, books: null, clockOffsetMs: 0, heardAt: null }
  const listeners = hearers<TillState>()
  const noticeListeners = hearers<Notice>()
  const pluginListeners = hearers<PluginWord>()
  const keepSoon = boardKeeper(memory, () => state.board)
  let running: AbortController | null = null
  let lastWordAt: number | null = null

  function set(change: Partial<TillState>): void {
    state = { ...state, ...change }
    listeners.tell(state)
  }

  /** The till does not answer and this page has not heard it yet: what it said before is better than nothing. */
  async function recall(): Promise<void> {
    const past = await recallTill(memory)
    if (past && !state.board) set({ ...past, heardAt: past.board.link.now })
  }

  const ears: Ears = {
    hear() {
      lastWordAt = now()
    },
    async load() {
      const [board, books] = await Promise.all([api.board(), api.books()])
      api.heard(board.link.pair)
      set({ board, books, phase: 'live', heardAt: null, clockOffsetMs: board.now - now() })
      keepTill(memory, { board, books, clockOffsetMs: state.clockOffsetMs })
    },
    apply({ event, data }) {
      const { board } = state
      if (!board) return
      if (event === 'link') {
        const link = data as Board['link']
        api.heard(link.pair)
        set({ clockOffsetMs: link.now - now() })
      }
      if (event === 'books') reread(options, (books) => set({ books }))
      if (event === 'notice') noticeListeners.tell(data as Notice)
      if (event === 'plugins') pluginListeners.tell(data as PluginWord)
      const next = changedBoard(board, event, data)
      if (next !== board) set({ board: next })
      keepSoon()
    },
  }

  function lose(): void {
    if (state.phase === 'lost') return
    set({ phase: 'lost', heardAt: lastWordAt === null ? null : lastWordAt + state.clockOffsetMs })
    if (!state.board) void recall()
  }

  async function run(signal: AbortSignal): Promise<void> {
    const life = { isLive: () => state.phase === 'live', lose, sleep }
    if (!(await keepFollowing(api, signal, ears, life))) onLoggedOut()
  }

  return {
    state: () => state,
    subscribe: listeners.add,
    onNotice: noticeListeners.add,
    onPlugins: pluginListeners.add,
    send: (command, confirmation) => api.send(command, confirmation),
    start() {
      if (running) return
      running = new AbortController()
      void run(running.signal)
    },
    stop() {
      running?.abort()
      running = null
    },
  }
}

function reread({ api, memory }: Options, show: (books: Books) => void): void {
  api.books().then(
    (books) => {
      show(books)
      void memory?.keep('books', books)
    },
    () => {
      // Read with everything else when the till is back.
    },
  )
}

/** Those who want to be told; `add` gives the way to stop. */
function hearers<Thing>() {
  const all = new Set<(thing: Thing) => void>()
  return {
    add(listener: (thing: Thing) => void): () => void {
      all.add(listener)
      return () => all.delete(listener)
    },
    tell(thing: Thing): void {
      for (const listener of all) listener(thing)
    },
  }
}

type Ears = { hear(): void; load(): Promise<void>; apply(event: ServerEvent): void }

type Life = { isLive(): boolean; lose(): void; sleep: (ms: number, signal: AbortSignal) => Promise<void> }

/** One stream after the other until `signal` aborts; false when the token is no longer good. */
async function keepFollowing(
  api: TillApi,
  signal: AbortSignal,
  ears: Ears,
  { isLive, lose, sleep }: Life,
): Promise<boolean> {
  let retryMs = retryMsMin
  while (!signal.aborted) {
    try {
      await follow(api, signal, ears)
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return false
      // Anything else is a loss of the till: said on the screen and tried again below.
    }
    if (signal.aborted) return true
    if (isLive()) retryMs = retryMsMin
    lose()
    await sleep(retryMs, signal)
    retryMs = Math.min(retryMs * 2, retryMsMax)
  }
  return true
}

/** One life of the stream: resolves when the till ends it, rejects with what broke it. */
async function follow(api: TillApi, signal: AbortSignal, { hear, load, apply }: Ears): Promise<void> {
  const attempt = new AbortController()
  const events = api.stream(AbortSignal.any([signal, attempt.signal]))
  // From the hello on nothing is missed, so what is read now and what comes meanwhile make the whole.
  let early: ServerEvent[] | null = []
  const read = async (): Promise<void> => {
    for await (const event of events) {
      hear()
      if (early) early.push(event)
      else apply(event)
    }
  }
  const fill = async (): Promise<void> => {
    await load()
    for (const event of early ?? []) apply(event)
    early = null
  }
  try {
    for (;;) {
      const { done, value } = await events.next()
      if (done) return
      hear()
      if (value.event === 'hello') break
    }
    await Promise.all([read(), fill()])
  } finally {
    attempt.abort()
  }
}

/** The board after one event of the stream. */
function changedBoard(board: Board, event: string, data: unknown): Board {
  switch (event) {
    case 'deliveries':
      return { ...board, deliveries: merged(board.deliveries, data as Delivery[]) }
    case 'tableOrders':
      return { ...board, tableOrders: merged(board.tableOrders, data as TableOrder[]) }
    case 'reserves':
      return { ...board, reserves: merged(board.reserves, data as Reserve[]) }
    case 'stopList':
      return { ...board, stopList: data as Board['stopList'] }
    case 'shift':
      return { ...board, shift: data as Board['shift'] }
    case 'staff':
      return { ...board, staffOnShift: data as string[] }
    case 'link':
      return { ...board, link: data as Board['link'] }
    default:
      return board
  }
}

/** A picture that is older than what we have changes nothing. */
type Picture = { id: string; version: number }
function merged<Drawn extends Picture>(known: readonly Drawn[], changed: readonly Drawn[]): Drawn[] {
  const byId = new Map(known.map((picture) => [picture.id, picture]))
  for (const picture of changed) {
    const before = byId.get(picture.id)
    if (!before || before.version <= picture.version) byId.set(picture.id, picture)
  }
  return [...byId.values()]
}
