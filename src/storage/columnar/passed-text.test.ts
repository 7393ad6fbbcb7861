import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchText } from './passed-text.ts'
import { Texts } from './texts.ts'

const dir = mkdtempSync(join(tmpdir(), 'texts-'))
const socketPath = join(dir, 'texts')
const texts = new Texts()
beforeAll(() => texts.listen(socketPath))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const line = '{"Блюдо":"Борщ","sum":420.5},'
/** `pieces` of some 90 KB; tells how many were written. */
function* written(pieces: number, told: { written: number } = { written: 0 }): Generator<string> {
  for (; told.written < pieces; told.written++) yield line.repeat(2500)
}

/** Takes a piece now and then, as a reader at a slow line does. */
function slowReader(pauseMs: number): { stream: Writable; text(): string } {
  const pieces: Buffer[] = []
  const stream = new Writable({
    highWaterMark: 1,
    // What is written is looked at late: were the buffer filled anew meanwhile, the text would differ.
    write(piece: Buffer, _encoding, taken) {
      setTimeout(() => {
        pieces.push(Buffer.from(piece))
        taken()
      }, pauseMs)
    },
  })
  return { stream, text: () => Buffer.concat(pieces).toString() }
}

test('a text comes whole to whoever takes it straight away, slowly, or piece by piece', async () => {
  const whole = [...written(20)].join('')
  texts.offer(1, written(20))
  const { stream, text } = slowReader(1)
  const ended = new Promise((resolve) => stream.once('finish', resolve))
  const passed = await fetchText(socketPath, 1, undefined)
  const wasRead = new Promise((resolve) => passed.once('end', resolve))
  passed.pipe(stream)
  await Promise.all([ended, wasRead])
  expect(text() === whole).toBe(true)

  texts.offer(2, written(20))
  const pieces: Buffer[] = []
  for await (const piece of await fetchText(socketPath, 2, undefined)) {
    pieces.push(piece)
    await sleep(1)
  }
  expect(Buffer.concat(pieces).toString() === whole).toBe(true)

  texts.offer(3, written(0))
  let nothing = ''
  for await (const piece of await fetchText(socketPath, 3, undefined)) nothing += piece
  expect(nothing).toBe('')
})

test('a text that breaks off, and one that is gone, end in an error', async () => {
  texts.offer(4, breaking())
  const read = async () => {
    for await (const _ of await fetchText(socketPath, 4, undefined));
  }
  await expect(read()).rejects.toThrow('broke off')
  await expect(fetchText(socketPath, 4, undefined)).rejects.toThrow('broke off')
  texts.offer(5, written(1))
  texts.drop(5)
  await expect(fetchText(socketPath, 5, undefined)).rejects.toThrow('broke off')
})

function* breaking(): Generator<string> {
  yield* written(3)
  throw new Error('the writer fell ill')
}

test('what nobody takes is not written; whoever goes away ends the writing', async () => {
  const told = { written: 0 }
  texts.offer(6, written(1000, told))
  const passed = await fetchText(socketPath, 6, undefined)
  await sleep(100)
  const before = told.written
  expect(before).toBeLessThan(10)
  const gone = new Promise((resolve) => passed.once('close', resolve))
  passed.destroy()
  await gone
  await sleep(50)
  expect(told.written - before).toBeLessThan(3)

  const aborted = new AbortController()
  texts.offer(7, written(1000))
  const other = await fetchText(socketPath, 7, aborted.signal)
  const ends = new Promise((resolve) => other.once('close', resolve))
  aborted.abort()
  await ends
  await expect(fetchText(socketPath, 7, aborted.signal)).rejects.toThrow('nobody')
})
