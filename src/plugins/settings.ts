import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Settings of a plugin: `CONFIGS/NAME/settings.json`, an object that its author describes; nothing when there is none. */
export async function readSettings(
  configs: string,
  name: string,
  complain: (words: string) => void,
): Promise<Readonly<Record<string, unknown>>> {
  const file = join(configs, name, 'settings.json')
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
    complain('settings.json must be an object')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      complain(`settings.json cannot be read: ${(error as Error).message}`)
  }
  return {}
}
