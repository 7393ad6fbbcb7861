import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Manifest, readManifest } from './manifest.ts'

/** A folder that may be a plugin: with its manifest, or with what is wrong. */
export type FoundPlugin = { dir: string; folder: string } & (
  | { manifest: Manifest; problems: null }
  | { manifest: null; problems: string[] }
)

/**
 * The plugins in these directories, one in each folder (front-api §1.2). A folder that begins with a dot or an underscore is
 * passed over: a way to switch a plugin off. Of two with the same name the first one counts.
 */
export async function discoverPlugins(directories: readonly string[]): Promise<FoundPlugin[]> {
  const found: FoundPlugin[] = []
  for (const directory of directories) {
    for (const folder of await foldersOf(directory)) {
      const dir = join(directory, folder)
      const reading = await readManifest(dir)
      if ('problems' in reading) {
        found.push({ dir, folder, manifest: null, problems: reading.problems })
        continue
      }
      const { manifest } = reading
      const twin = found.find((other) => other.manifest?.name === manifest.name)
      found.push(
        twin
          ? { dir, folder, manifest: null, problems: [`${manifest.name} is there already: ${twin.dir}`] }
          : { dir, folder, manifest, problems: null },
      )
    }
  }
  return found
}

async function foldersOf(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    return entries
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !/^[._]/.test(entry.name))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
