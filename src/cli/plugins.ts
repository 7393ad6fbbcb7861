import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { CommandRefused } from './add-till.ts'
import { pluginFiles } from './plugin-template.ts'
import type { Print } from './print.ts'

/** Of a folder that may be a plugin; `problems` null: it is one. */
export type FolderView = {
  dir: string
  folder: string
  problems: readonly string[] | null
  manifest: { name: string; version: string; moduleId: number; permissions: ReadonlySet<string> } | null
}

/** `trapeza plugin new NAME`: a folder of its own below `into`. Refuses what is there already. */
export async function newPlugin(
  asked: { name: string; into: string; moduleId: string; sdk: string },
  print: Print,
): Promise<void> {
  const { name, into, sdk } = asked
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(name))
    throw new CommandRefused(`${name}: letters, digits, dots and dashes are expected`)
  if (!/^\d{1,10}$/.test(asked.moduleId))
    throw new CommandRefused(`--module ${asked.moduleId}: the number of a licence module is expected`)
  const folder = resolve(into, name)
  if (existsSync(folder)) throw new CommandRefused(`${folder} is there already`)
  const files = pluginFiles({ name, moduleId: Number(asked.moduleId), sdk })
  for (const [place, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, place)), { recursive: true })
    await writeFile(join(folder, place), text)
  }
  print(`${folder}: npm install, npm test, npm run build; then put it into DATA/plugins`)
}

/** `trapeza plugin list`: the plugins that tills of this data directory would start, and folders that are none. */
export function listPlugins(folders: readonly FolderView[], print: Print): void {
  if (folders.length === 0) print('no plugins')
  for (const { dir, folder, problems, manifest } of folders) {
    if (manifest) {
      const permissions = [...manifest.permissions].join(', ') || 'none'
      print(
        `${manifest.name} ${manifest.version}  module ${manifest.moduleId}  permissions ${permissions}  ${dir}`,
      )
    } else for (const problem of problems ?? []) print(`${folder} is no plugin: ${problem}`)
  }
}
