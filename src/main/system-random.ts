import { randomBytes } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'

/** Random by the operating system. Ids are uuid version 7: those made later sort later, which keeps indexes narrow. */
export function systemRandom(clock: Clock): Random {
  const pool = new BytePool()
  const digits = new HexDigits()
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
      const random = digits.take(19)
      // Two bits of the variant are fixed.
      const variant = '89ab'.charAt(Number.parseInt(random.charAt(18), 16) & 3)
      return `${prefix}${random.slice(0, 3)}-${variant}${random.slice(3, 6)}-${random.slice(6, 18)}`
    },
  }
}

const poolBytes = 8192

/** Random hexadecimal digits for ids, which are no secrets. */
class HexDigits {
  #digits = ''
  #at = 0

  take(count: number): string {
    if (this.#at + count > this.#digits.length) {
      this.#digits = randomBytes(poolBytes).toString('hex')
      this.#at = 0
    }
    this.#at += count
    return this.#digits.slice(this.#at - count, this.#at)
  }
}

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
