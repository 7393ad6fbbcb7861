import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeEvidence } from '../support/evidence.ts'
import { Counts } from './counts.ts'
import { openStage, type Stage } from './stage.ts'
import { ordersPerSeed, playStory } from './story.ts'

/** What is played: for each seed a story on a stage. */
export type Play = {
  name: string
  /** What is typed after the seed to play it again. */
  replay: string
  seedsUsual: number
  stagesAtATime: number
  ordersPerSeed: number
  openStage(): Promise<Stage>
  story(stage: Stage, seed: number): Promise<{ faults: string[]; counts: Counts }>
}

const deliveries: Play = {
  name: 'simulation',
  replay: 'npm test -- --only simulation seeds',
  ...{ seedsUsual: 100, stagesAtATime: 2, ordersPerSeed, openStage },
  story: playStory,
}

/**
 * Seeds from 1 on, or SEEDS of them from SEED_FIRST on, or SEED alone; the files of a play share them. A seed draws every
 * fault and deed, though not how fast the machine is: one that failed once may have to be played again.
 */
function seedsOf(part: number, parts: number, usual: number): number[] {
  const only = process.env['SEED']
  if (only !== undefined) return part === 0 ? [Number(only)] : []
  const first = Number(process.env['SEED_FIRST'] ?? 1)
  const count = Number(process.env['SEEDS'] ?? usual)
  return Array.from({ length: count }, (_, index) => first + index).filter((seed) => seed % parts === part)
}

/** Declares the tests of one of `parts` files: each seed is a test, a few are played at a time. */
export function playSeeds(part: number, parts: number, play: Play = deliveries): void {
  const { stagesAtATime } = play
  const seeds = seedsOf(part, parts, play.seedsUsual)
  const free: Stage[] = []
  const total = new Counts()
  const durations: number[] = []
  const failed: number[] = []
  beforeAll(async () => {
    const count = Math.min(stagesAtATime, seeds.length)
    for (let i = 0; i < count; i++) free.push(await play.openStage())
  })
  afterAll(async () => {
    for (const stage of free) await stage.close()
    const sorted = durations.toSorted((a, b) => a - b).map(Math.round)
    const summary = {
      seeds: seeds.length,
      firstSeed: seeds[0],
      failed,
      ordersPerSeed: play.ordersPerSeed,
      happened: total,
      medianMs: sorted[Math.floor(sorted.length / 2)],
      longestMs: sorted.at(-1),
    }
    console.log(`${play.name}: ${JSON.stringify(summary)}`)
    writeEvidence(`${play.name}-${part}`, summary)
  })
  describe.concurrent(`${seeds.length} worlds`, () => {
    test.each(seeds)('seed %i: nothing lost, nothing doubled', async (seed) => {
      const stage = free.pop()
      if (!stage) throw new Error('more tests at a time than stages')
      const startedAt = performance.now()
      try {
        const { faults, counts } = await play.story(stage, seed)
        total.addAll(counts)
        if (faults.length > 0) failed.push(seed)
        expect(faults, `replay with SEED=${seed} ${play.replay}; ${JSON.stringify(counts)}`).toEqual([])
      } finally {
        durations.push(performance.now() - startedAt)
        free.push(stage)
      }
    })
  })
}
