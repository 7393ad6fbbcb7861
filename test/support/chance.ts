/** Randomness that a seed replays exactly. */
export type Chance = {
  /** A whole number from 0 to below `below`. */
  int(below: number): number
  /** True with this probability. */
  often(probability: number): boolean
  pick<T>(list: readonly T[]): T
  uuid(): string
  /** Another stream, so that what one part draws does not shift what another part gets. */
  fork(): Chance
}

/** mulberry32: 32 bits of state, good enough to spread faults and values. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = (): number => bits() / 2 ** 32
  const hex = (): string => bits().toString(16).padStart(8, '0')
  return {
    int: (below) => Math.floor(next() * below),
    often: (probability) => next() < probability,
    pick: (list) => {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[Math.floor(next() * list.length)] as (typeof list)[number]
    },
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()]
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
    },
    fork: () => chanceOf(bits()),
  }
}

/**
 * The seed of a run: SEED of the environment, else `usual`. Everybody's run draws the same, so that a red one is the
 * fault of the change; `npm run test:long` draws new ones.
 */
export const seedOfRun = (usual: number): number => Number(process.env['SEED'] ?? usual)
