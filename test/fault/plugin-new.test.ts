/** `trapeza plugin new` makes a plugin that checks, tests, builds and runs on a host. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { listPlugins, newPlugin } from '../../src/cli/plugins.ts'
import { discoverPlugins } from '../../src/plugins/discover.ts'
import { aTill, pluginWorld } from '../support/plugin-world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const into = mkdtempSync(join(tmpdir(), 'trapeza-new-'))
afterAll(() => rmSync(into, { recursive: true }))

/** What `npm install` would do, without a network. */
function install(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@trapeza'), { recursive: true })
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
  symlinkSync(join(root, 'sdk/plugin'), join(folder, 'node_modules/@trapeza/plugin'))
  for (const name of ['esbuild', 'typescript', '@types/node', 'undici-types', '.bin'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
}
const run = (folder: string, script: string): string =>
  execFileSync('npm', ['run', '--silent', script], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })

test('a new plugin checks, passes its test, builds and vetoes on a host', async () => {
  const printed: string[] = []
  const asked = { name: 'acme', into, moduleId: '21016318', sdk: join(root, 'sdk/plugin') }
  await newPlugin(asked, (line) => printed.push(line))
  await expect(newPlugin(asked, () => {})).rejects.toThrow('is there already')
  await expect(newPlugin({ ...asked, name: '../x' }, () => {})).rejects.toThrow('letters, digits')
  const folder = join(into, 'acme')
  install(folder)
  run(folder, 'check')
  expect(run(folder, 'test')).toContain('pass 2')
  run(folder, 'build')
  listPlugins(await discoverPlugins([into]), (line) => printed.push(line))
  expect(printed[1]).toBe(`acme 0.1.0  module 21016318  permissions hooks, ui:buttons, ui:dialogs  ${folder}`)

  const world = pluginWorld([], { folders: { acme: folder } })
  try {
    await world.host.start([aTill])
    await world.until(() => world.host.views()[0]?.state === 'running', 'it runs')
    const { veto } = await world.host.hooks.run(aTill.terminalGroupId, {
      hook: 'beforeOrderBill',
      argument: async () => ({ order: { id: '1', items: [] } }),
      lend: () => ({}),
    })
    expect(veto).toEqual({ plugin: 'acme', message: 'The order is empty' })
  } finally {
    await world.close()
  }
})
