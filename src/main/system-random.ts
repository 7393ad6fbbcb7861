import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'

/** Random by the operating system. Ids are uuid version 7: those made later sort later, which keeps indexes narrow. */
export function systemRandom(clock: Clock): Random {
  const pool = new BytePool()
  let last = Number.NaN
  let prefix = ''
  const bytes = (length: number): Buffer => pool.take(length)
  return {
    bytes,
    int(below) {
      if (!Number.isSafeInteger(below) || below <= 0 || below > 2 ** 32)
        throw new RangeError(`bad bound: ${below}`)
      const limit = 2 ** 32 - (2 ** 32 % below)
      for (;;) {
        const value = bytes(4).readUInt32BE()
        if (value < limit) return value % below
      }
    },
    uuid() {
      const now = clock.now()
      if (now !== last) {
        const time = now.toString(16).padStart(12, '0')
        prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`
        last = now
      }
      // All of it but the time and the version is random in a uuid of version 4 already.
      return prefix + randomUUID().slice(15)
    },
  }
}

const poolBytes = 8192

/** Asks the operating system for many bytes at once: ids are made by the thousand, and each call costs. */
class BytePool {
  #bytes = Buffer.alloc(0)

  /** Bytes that nobody else gets. */
  take(length: number): Buffer {
    if (this.#bytes.length < length) this.#bytes = randomBytes(Math.max(poolBytes, length))
    const taken = Buffer.from(this.#bytes.subarray(0, length))
    this.#bytes.fill(0, 0, length)
    this.#bytes = this.#bytes.subarray(length)
    return taken
  }
}
