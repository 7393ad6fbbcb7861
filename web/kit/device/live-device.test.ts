import { afterEach, expect, test, vi } from 'vitest'
import { Refused, Unreachable } from '../till-api.ts'
import { createLiveDevice, type DeviceState, type Shelf } from './live-device.ts'

type Picture = { numbers: number[] }
type Script = (signal: AbortSignal) => AsyncGenerator<{ event: string; data: unknown }>

const told = (now: number, ...numbers: number[]) => ({ event: 'state', data: { now, picture: { numbers } } })

/** A device whose till plays these streams one after the other, the last one again and again. */
function aDevice(scripts: Script[], kept: ReturnType<Shelf<Picture>['read']> = null) {
  const shelf = { read: () => kept, write: vi.fn() } satisfies Shelf<Picture>
  const [onKey, onLockedOut] = [vi.fn(), vi.fn()]
  let played = 0
  const live = createLiveDevice<Picture>({
    api: {
      stream: (_path, signal) => {
        const script = scripts[Math.min(played, scripts.length - 1)]
        played += 1
        if (!script) throw new Error('no stream')
        return script(signal)
      },
    },
    path: '/queue/stream',
    shelf,
    onKey,
    onLockedOut,
    now: () => 1000,
    sleep: () => Promise.resolve(),
  })
  const seen: DeviceState<Picture>[] = []
  live.subscribe(() => seen.push(live.state()))
  stops.push(live.stop)
  return { live, shelf, onKey, onLockedOut, seen }
}
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const silence = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('over'))))

test('a picture is shown, kept for the next start, and stays when the till is lost', async () => {
  const { live, shelf, seen } = aDevice([
    async function* () {
      yield told(5000, 17)
    },
    async function* (signal) {
      await silence(signal)
      yield told(0)
    },
  ])
  live.start()
  await vi.waitFor(() => expect(live.state().phase).toBe('lost'))
  expect(seen[0]).toMatchObject({ phase: 'live', picture: { numbers: [17] }, clockOffsetMs: 4000 })
  expect(live.state()).toMatchObject({ picture: { numbers: [17] }, heardAt: 5000 })
  expect(shelf.write).toHaveBeenCalledWith({ picture: { numbers: [17] }, at: 5000, clockOffsetMs: 4000 })
})

test('without its till a device starts with what it showed last, and by the clock of the till', () => {
  const { live } = aDevice([], { picture: { numbers: [4] }, at: 77, clockOffsetMs: -9000 })
  expect(live.state()).toMatchObject({
    phase: 'connecting',
    picture: { numbers: [4] },
    heardAt: 77,
    clockOffsetMs: -9000,
  })
})

test('a licence that is full is said in words and tried again; a key that is no longer good ends it', async () => {
  const full = { ru: 'Мест нет', en: 'No seat is free' }
  const refusing = (error: Error): Script =>
    // biome-ignore lint/correctness/useYield: it refuses before it tells anything.
    async function* () {
      throw error
    }
  const { live, onLockedOut, seen } = aDevice([
    refusing(new Refused(402, 'access.licence-seats', full)),
    refusing(new Unreachable('no answer')),
    refusing(new Refused(401, 'till.not-logged-in', full)),
  ])
  live.start()
  await vi.waitFor(() => expect(onLockedOut).toHaveBeenCalledOnce())
  expect(seen.map(({ refusal }) => refusal)).toEqual([full, null])
})

test('a key that the till gives instead is kept, and is no picture', async () => {
  const { live, onKey, seen } = aDevice([
    async function* (signal) {
      yield { event: 'key', data: { key: 'another' } }
      yield told(5000, 17)
      await silence(signal)
    },
  ])
  live.start()
  await vi.waitFor(() => expect(live.state().phase).toBe('live'))
  expect(onKey).toHaveBeenCalledExactlyOnceWith('another')
  expect(seen.map(({ picture }) => picture)).toEqual([{ numbers: [17] }])
})
