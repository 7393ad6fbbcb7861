/** Ports of the host of plugins. */
import type { Uuid } from '../kernel/ids.ts'

/** Whose keys: all instances of a module in a terminal group share them (front-api §2.12). */
export type PluginDataPlace = { tenantId: Uuid; terminalGroupId: Uuid; moduleId: number }

/** Texts that plugins keep by key. Limits are the host's affair. */
export type PluginData = {
  /** Touches the key. */
  get(at: PluginDataPlace, key: string, now: number): Promise<string | null>
  set(at: PluginDataPlace, key: string, value: string, now: number): Promise<'created' | 'updated'>
  /** Touches them all. */
  all(at: PluginDataPlace, now: number): Promise<Map<string, string>>
  count(at: PluginDataPlace): Promise<number>
  /** Returns the keys that were there. */
  remove(at: PluginDataPlace, keys: readonly string[]): Promise<string[]>
  /** What nobody touched since: all modules of a group. */
  untouched(
    at: Omit<PluginDataPlace, 'moduleId'>,
    since: number,
  ): Promise<{ moduleId: number; key: string; value: string }[]>
}
