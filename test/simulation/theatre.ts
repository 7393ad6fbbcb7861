import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeEvidence } from '../support/evidence.ts'
import { Counts } from './counts.ts'
import { openStage, type Stage } from './stage.ts'
import { ordersPerSeed, playStory } from './story.ts'

const stagesAtATime = 3
const seedsUsual = 100

/**
 * Seeds 1 to 100, or SEEDS of them from SEED_FIRST on, or SEED alone; the files of the suite share them. A seed draws
 * every fault and deed, though not how fast the machine is: one that failed once may have to be played again.
 */
function seedsOf(part: number, parts: number): number[] {
  const only = process.env['SEED']
  if (only !== undefined) return part === 0 ? [Number(only)] : []
  const first = Number(process.env['SEED_FIRST'] ?? 1)
  const count = Number(process.env['SEEDS'] ?? seedsUsual)
  return Array.from({ length: count }, (_, index) => first + index).filter((seed) => seed % parts === part)
}

/** Declares the tests of one of `parts` files: each seed is a test, a few are played at a time. */
export function playSeeds(part: number, parts: number): void {
  const seeds = seedsOf(part, parts)
  const free: Stage[] = []
  const total = new Counts()
  const durations: number[] = []
  const failed: number[] = []
  beforeAll(async () => {
    const count = Math.min(stagesAtATime, seeds.length)
    for (let i = 0; i < count; i++) free.push(await openStage())
  })
  afterAll(async () => {
    for (const stage of free) await stage.close()
    const sorted = durations.toSorted((a, b) => a - b).map(Math.round)
    const summary = {
      seeds: seeds.length,
      firstSeed: seeds[0],
      failed,
      ordersPerSeed,
      happened: total,
      medianMs: sorted[Math.floor(sorted.length / 2)],
      longestMs: sorted.at(-1),
    }
    console.log(`simulation: ${JSON.stringify(summary)}`)
    writeEvidence(`simulation-${part}`, summary)
  })
  describe.concurrent(`${seeds.length} worlds`, () => {
    test.each(seeds)('seed %i: nothing lost, nothing doubled', async (seed) => {
      const stage = free.pop()
      if (!stage) throw new Error('more tests at a time than stages')
      const startedAt = performance.now()
      try {
        const { faults, counts } = await playStory(stage, seed)
        total.addAll(counts)
        if (faults.length > 0) failed.push(seed)
        expect(faults, `replay with SEED=${seed}; ${JSON.stringify(counts)}`).toEqual([])
      } finally {
        durations.push(performance.now() - startedAt)
        free.push(stage)
      }
    })
  })
}
