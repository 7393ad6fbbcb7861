import type { Random } from '../../kernel/random.ts'

/** Chance that a text replays exactly: the same year on every machine. */
export class Draw {
  #state = 2_166_136_261

  constructor(text: string) {
    for (const letter of text) this.#state = Math.imul(this.#state ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  }

  /** A whole number from 0 to below `below`. */
  int(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }

  /** True `parts` times of a hundred. */
  often(parts: number): boolean {
    return this.int(100) < parts
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to pick from')
    return list[this.int(list.length)] as T
  }
}

/** What a till needs of chance for ids that nobody sees: those of its own. */
export function tillRandom(text: string): Random {
  const draw = new Draw(text)
  const hex = (): string =>
    draw
      .int(2 ** 32)
      .toString(16)
      .padStart(8, '0')
  return {
    uuid: () => `${hex()}-${hex().slice(4)}-4${hex().slice(5)}-8${hex().slice(5)}-${hex()}${hex().slice(4)}`,
    int: (below) => draw.int(below),
    bytes: (length) => Uint8Array.from({ length }, () => draw.int(256)),
  }
}
