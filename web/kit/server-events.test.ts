import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type ServerEvent, serverEvents } from './server-events.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const bodyOf = (chunks: Uint8Array[], end: 'closed' | 'silent' = 'closed'): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      if (end === 'closed') controller.close()
    },
  })
async function allOf(body: ReadableStream<Uint8Array>): Promise<ServerEvent[]> {
  const events: ServerEvent[] = []
  for await (const event of serverEvents(body, new AbortController().signal)) events.push(event)
  return events
}

test('events come whole, however the network cuts them, letters of two bytes included', async () => {
  const stream = bytes('event: notice\ndata: {"text":"Суп"}\n\n: still here\n\nevent: staff\ndata: []\n\n')
  const cut = [...stream].map((byte) => Uint8Array.of(byte))
  expect(await allOf(bodyOf(cut))).toEqual([
    { event: 'notice', data: { text: 'Суп' } },
    { event: 'alive', data: null },
    { event: 'staff', data: [] },
  ])
})

test('silence for longer than the till ever keeps it means that the till is gone', async () => {
  const reading = allOf(bodyOf([bytes('event: hello\ndata: 1\n\n')], 'silent'))
  const failed = expect(reading).rejects.toThrow('the till fell silent')
  await vi.advanceTimersByTimeAsync(12_000)
  await failed
})
