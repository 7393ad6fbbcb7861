import { IDBFactory } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { createLiveTill } from './live-till.ts'
import { openTillMemory, type TillMemory } from './offline/till-memory.ts'
import type { ServerEvent } from './server-events.ts'
import { Refused, type TillApi, Unreachable } from './till-api.ts'
import type { Board, Books, Delivery } from './till-types.ts'

const delivery = (id: string, version: number): Delivery => ({ id, version }) as Delivery
const emptyBoard = (deliveries: Delivery[] = []): Board => ({
  now: 5000,
  link: { now: 5000, isConnected: true, waitingEntries: 0, cloudSeenAt: null, pair: null },
  deliveries,
  tableOrders: [],
  reserves: [],
  stopList: [],
  shift: null,
  staffOnShift: [],
})

/** A stream that a test speaks through. */
function aStream() {
  const waiting: ServerEvent[] = []
  let wake = (): void => {}
  let end: 'open' | 'ended' | Error = 'open'
  return {
    say(event: string, data: unknown = null) {
      waiting.push({ event, data })
      wake()
    },
    isHeard: () => waiting.length === 0,
    close(how: 'ended' | Error = 'ended') {
      end = how
      wake()
    },
    async *read(signal: AbortSignal): AsyncGenerator<ServerEvent> {
      signal.addEventListener('abort', () => wake())
      while (!signal.aborted) {
        const next = waiting.shift()
        if (next) yield next
        else if (end === 'ended') return
        else if (end !== 'open') throw end
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    },
  }
}

/** A screen whose till is played by the test: streams are handed out in turn, sleeping takes no time. */
function aScreen(streams: ReturnType<typeof aStream>[], board: () => Promise<Board>, memory?: TillMemory) {
  const left = [...streams]
  const onLoggedOut = vi.fn()
  const api = {
    stream: (signal: AbortSignal) => {
      const next = left.shift()
      if (next) return next.read(signal)
      throw new Unreachable('no more streams')
    },
    board,
    books: async () => ({ revision: '1' }) as Books,
    heard: () => {},
  } as unknown as TillApi
  const live = createLiveTill({
    api,
    onLoggedOut,
    ...(memory ? { memory } : {}),
    now: () => 1000,
    sleep: () => (left.length > 0 ? Promise.resolve() : new Promise(() => {})),
  })
  return { live, onLoggedOut }
}

const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(() => {
    if (!condition()) throw new Error('not yet')
  })

test('what changes while the board is being read is not lost', async () => {
  const stream = aStream()
  const { live } = aScreen([stream], async () => {
    stream.say('deliveries', [delivery('a', 3)])
    await until(stream.isHeard)
    return emptyBoard([delivery('a', 2), delivery('b', 1)])
  })
  live.start()
  stream.say('hello')
  await until(() => live.state().phase === 'live')
  await until(() => live.state().board?.deliveries[0]?.version === 3)
  expect(live.state().board?.deliveries.map(({ id }) => id)).toEqual(['a', 'b'])
  live.stop()
})

test('a picture that is older than what the screen has changes nothing', async () => {
  const stream = aStream()
  const { live } = aScreen([stream], async () => emptyBoard([delivery('a', 7)]))
  live.start()
  stream.say('hello')
  await until(() => live.state().phase === 'live')
  stream.say('deliveries', [delivery('a', 6)])
  stream.say('staff', ['somebody'])
  await until(() => live.state().board?.staffOnShift.length === 1)
  expect(live.state().board?.deliveries[0]?.version).toBe(7)
  live.stop()
})

test('the screen shows the time of the till, also after its clock was set', async () => {
  const stream = aStream()
  const { live } = aScreen([stream], async () => emptyBoard())
  live.start()
  stream.say('hello')
  await until(() => live.state().phase === 'live')
  expect(live.state().clockOffsetMs).toBe(4000)
  stream.say('link', { now: 91_000, isConnected: false, waitingEntries: 2, cloudSeenAt: 1 })
  await until(() => live.state().clockOffsetMs === 90_000)
  expect(live.state().board?.link.waitingEntries).toBe(2)
  live.stop()
})

test('a broken stream keeps the last board, says so, and reads everything anew when the till is back', async () => {
  const [first, second] = [aStream(), aStream()]
  const boards = [emptyBoard([delivery('a', 1)]), emptyBoard([delivery('a', 9)])]
  const { live } = aScreen([first, second], async () => boards.shift() ?? emptyBoard())
  const phases: string[] = []
  live.subscribe(() => phases.push(live.state().phase))
  live.start()
  first.say('hello')
  await until(() => live.state().phase === 'live')
  first.close(new Error('the cable'))
  await until(() => live.state().phase === 'lost')
  expect(live.state().board?.deliveries[0]?.version).toBe(1)
  expect(live.state().heardAt).toBe(5000)
  second.say('hello')
  await until(() => live.state().phase === 'live')
  expect(live.state().board?.deliveries[0]?.version).toBe(9)
  live.stop()
})

test('a till that never answered is called lost, not awaited in silence', async () => {
  const { live } = aScreen([], async () => emptyBoard())
  live.start()
  await until(() => live.state().phase === 'lost')
  expect(live.state()).toMatchObject({ board: null, heardAt: null })
  live.stop()
})

test('a token that is no longer good logs out and asks no more', async () => {
  const stream = aStream()
  const { live, onLoggedOut } = aScreen([stream], async () => {
    throw new Refused(401, 'till.not-logged-in', { ru: '', en: '' })
  })
  live.start()
  stream.say('hello')
  await until(() => onLoggedOut.mock.calls.length === 1)
})

test('a screen that was opened without its till shows what it said last, by the till’s clock, and how old that is', async () => {
  const memory = openTillMemory('pokrovka', new IDBFactory())
  const first = aStream()
  const before = aScreen([first], async () => emptyBoard([delivery('a', 3)]), memory).live
  before.start()
  first.say('hello')
  await until(() => before.state().phase === 'live')
  await vi.waitFor(async () => expect(await memory.recall('clockOffsetMs')).toBe(4000))
  before.stop()

  const after = aScreen([], async () => emptyBoard(), memory).live
  after.start()
  await until(() => after.state().board !== null)
  expect(after.state()).toMatchObject({ phase: 'lost', heardAt: 5000, clockOffsetMs: 4000 })
  expect(after.state().board?.deliveries[0]?.version).toBe(3)
  after.stop()
})
