import { randomBytes } from 'node:crypto'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'

/** Random by the operating system. Ids are uuid version 7: those made later sort later, which keeps indexes narrow. */
export function systemRandom(clock: Clock): Random {
  const pool = new BytePool()
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
      const id = bytes(16)
      id.writeUIntBE(clock.now(), 0, 6)
      id.writeUInt8(0x70 | (id.readUInt8(6) & 0x0f), 6)
      id.writeUInt8(0x80 | (id.readUInt8(8) & 0x3f), 8)
      const hex = id.toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
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
