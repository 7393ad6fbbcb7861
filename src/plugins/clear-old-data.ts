import type { Till } from '../app/till/till-command.ts'
import type { HookRunner } from './hook-runner.ts'
import { hostModuleId } from './jobs/job-note.ts'
import type { PluginWorld } from './world.ts'

const dayMs = 86_400_000
/** `customDataObsolescenceDuration`: nobody touched a key for so long (front-api §2.12). */
const obsoleteMs = 3 * dayMs

/**
 * When a cash shift closes, what plugins kept and nobody touched for three days is offered to them: they answer with the
 * keys to keep, and the rest is removed. A plugin that does not run cannot object.
 */
export async function clearOldData(world: PluginWorld, hooks: HookRunner, till: Till): Promise<void> {
  const now = world.now()
  const byModule = new Map<number, Map<string, string>>()
  for (const { moduleId, key, value } of await world.shared.untouched(till, now - obsoleteMs)) {
    // A job of once a week is not forgotten.
    if (moduleId === hostModuleId) continue
    const known = byModule.get(moduleId) ?? new Map<string, string>()
    byModule.set(moduleId, known.set(key, value))
  }
  for (const [moduleId, data] of byModule) {
    const { answers } = await hooks.run(till.terminalGroupId, {
      hook: 'beforeCustomDataClear',
      argument: async () => ({ data }),
      lend: () => ({}),
      only: ({ manifest }) => manifest.moduleId === moduleId,
    })
    const kept = new Set(answers.flatMap(({ value }) => (Array.isArray(value) ? value.map(String) : [])))
    const { tenantId, terminalGroupId } = till
    const place = { tenantId, terminalGroupId, moduleId }
    // To keep is to touch: it is offered again in three days.
    for (const key of data.keys()) if (kept.has(key)) await world.shared.get(place, key, now)
    await world.shared.remove(
      place,
      [...data.keys()].filter((key) => !kept.has(key)),
    )
  }
}
