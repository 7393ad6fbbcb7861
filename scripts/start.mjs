// @ts-check
// `npm start`: installs and builds what is missing, then becomes the server in this very process.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuilt } from './build.mjs'
import { ensureInstalled, requireNode } from './install.mjs'
import { root } from './places.mjs'

requireNode()
try {
  await ensureInstalled(console.log)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
if (!isBuilt()) {
  // In a process of its own: compilers leave memory behind that a server should not carry for weeks.
  const build = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
  if (build.status !== 0) {
    console.error('build: failed, so there is nothing to start')
    process.exit(1)
  }
}
const entry = join(root, 'dist/cli.js')
process.argv = [process.execPath, entry, 'serve', ...process.argv.slice(2)]
await import(pathToFileURL(entry).href)
