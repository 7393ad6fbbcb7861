/** Commands about plugins of tills. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import type { Print } from '../cli/print.ts'
import { readServeConfig, type ServeFlags } from './config.ts'

/** Adds the commands to the program. */
export function registerPlugins(program: Command, print: Print): void {
  const plugin = program.command('plugin').description('plugins of tills')
  plugin
    .command('new <name>')
    .description('make the folder of a plugin in TypeScript, with a test')
    .option('--dir <dir>', 'where to make it (default .)', '.')
    .option('--module <number>', 'its licence module', '21016318')
    .action(async (name: string, { dir, module }: { dir: string; module: string }) => {
      const { newPlugin } = await import('../cli/plugins.ts')
      await newPlugin({ name, into: dir, moduleId: module, sdk: sdkFolder() }, print)
    })
  plugin
    .command('list')
    .description('plugins that the tills of a data directory start')
    .option('--data <dir>', 'data directory (default ./data)')
    .option('--plugins <dir>', 'plugins besides those in DATA/plugins')
    .action(async (flags: ServeFlags) => {
      const { dataDir, pluginsDir } = readServeConfig(flags, process.env)
      const [{ listPlugins }, { discoverPlugins }] = await Promise.all([
        import('../cli/plugins.ts'),
        import('../plugins/discover.ts'),
      ])
      listPlugins(
        await discoverPlugins([join(dataDir, 'plugins'), ...(pluginsDir ? [pluginsDir] : [])]),
        print,
      )
    })
}

/** In the bundle this file lies one folder below the root, in the sources two. */
const sdkFolder = (): string =>
  fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? '../../sdk/plugin' : '../sdk/plugin', import.meta.url),
  )
