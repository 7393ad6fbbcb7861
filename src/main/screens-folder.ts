import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the build put the screens: beside the bundle, or in `dist/` when the sources run as they are. */
export function screensFolder(): string {
  const [built, fromSources] = ['./web', '../../dist/web'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  ) as [string, string]
  return existsSync(built) ? built : fromSources
}
