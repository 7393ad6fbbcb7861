import { expect, test } from 'vitest'
import { clearOldData } from './clear-old-data.ts'
import type { HookRunner } from './hook-runner.ts'
import type { PluginWorld } from './world.ts'

test('beforeCustomDataClear offers what nobody touched; what is answered stays', async () => {
  const day = 86_400_000
  const removed: unknown[] = []
  const touched: unknown[] = []
  const world = {
    now: () => 10 * day,
    shared: {
      untouched: async (_till: object, since: number) => {
        expect(since).toBe(7 * day)
        return [
          { moduleId: 1, key: 'a', value: 'x' },
          { moduleId: 1, key: 'b', value: 'y' },
          { moduleId: 2, key: 'c', value: 'z' },
          // The host's own note of a job that is due once a week.
          { moduleId: 0, key: 'job night-watch rounds', value: '{}' },
        ]
      },
      get: async (_place: object, key: string) => touched.push(key),
      remove: async ({ moduleId }: { moduleId: number }, keys: readonly string[]) =>
        removed.push([moduleId, keys]),
    },
  } as unknown as PluginWorld
  const hooks = {
    run: async (_till: string, { argument, only }: Parameters<HookRunner['run']>[1]) => {
      const { data } = (await argument()) as { data: Map<string, string> }
      const isFirst = only?.({ manifest: { moduleId: 1 } } as never)
      return { veto: null, answers: isFirst && data.has('b') ? [{ plugin: 'p', value: ['b'] }] : [] }
    },
  } as unknown as HookRunner
  await clearOldData(world, hooks, { tenantId: 't', organizationId: 'o', terminalGroupId: 'g' })
  expect(removed).toEqual([
    [1, ['a']],
    [2, ['c']],
  ])
  expect(touched).toEqual(['b'])
})
