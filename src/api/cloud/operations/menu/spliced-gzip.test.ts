import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spliceableGzip } from './spliced-gzip.ts'

test('head and rest come back as one text, whatever the head', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string({ maxLength: 300 }), fc.nat(4000), async (text, head, times) => {
      const rest = Buffer.from(`{"${text}":1}`.repeat(times))
      const splice = await spliceableGzip(rest)
      for (const one of [Buffer.from(head), Buffer.from('')]) {
        expect(gunzipSync(splice(one)).equals(Buffer.concat([one, rest]))).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('the result is one gzip member, which browsers need', async () => {
  const splice = await spliceableGzip(Buffer.from('rest'.repeat(50_000)))
  const bytes = splice(Buffer.from('{"correlationId":"1",'))
  // A second member would be read behind the end of the first; here any byte behind the end is too many.
  const { engine } = gunzipSync(bytes, { info: true }) as unknown as { engine: { bytesWritten: number } }
  expect(engine.bytesWritten).toBe(bytes.length)
  expect(bytes.subarray(1).indexOf(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0]))).toBe(-1)
  expect(bytes.length).toBeLessThan(gzipSync('rest'.repeat(50_000)).length + 100)
})

test('a head beyond a stored block is refused', async () => {
  const splice = await spliceableGzip(Buffer.from('rest'))
  expect(() => splice(Buffer.alloc(0x1_0000))).toThrow(RangeError)
  expect(gunzipSync(splice(Buffer.alloc(0xffff))).length).toBe(0xffff + 4)
})
