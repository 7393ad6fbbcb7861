import { mkdir } from 'node:fs/promises'
import { type Engine, openEmbedded, openExternal } from '../storage/engines/index.ts'
import type { ServeConfig } from './config.ts'
import type { Log } from './log.ts'

/** Opens the database of the configuration, the embedded one or the one that was named. */
export async function openEngine(
  config: Pick<ServeConfig, 'databaseUrl' | 'dataDir'>,
  log: Log,
): Promise<Engine> {
  const onProgress = (step: { ru: string; en: string }): void => log('info', step.en)
  if (config.databaseUrl) return openExternal({ databaseUrl: config.databaseUrl })
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  return openEmbedded({ dataDir: config.dataDir, onProgress })
}
