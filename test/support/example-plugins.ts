import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { vi } from 'vitest'
import type { TestServer } from './start-server.ts'

const examples = fileURLToPath(new URL('../../examples', import.meta.url))

/** An example built as its author would, in a directory of plugins that is nobody else's. */
export type BuiltExample = {
  pluginsDir: string
  /** Where the plugin of a till listens, by what it says in its log. */
  urlAt(server: TestServer, till: string): Promise<string>
  remove(): void
}

/** Builds `examples/NAME` for a real host. */
export async function buildExample(name: string): Promise<BuiltExample> {
  const pluginsDir = mkdtempSync(join(tmpdir(), 'trapeza-example-'))
  const folder = join(pluginsDir, name)
  const isWanted = (path: string): boolean => !/\/(src|dist|node_modules)$/.test(path)
  cpSync(join(examples, name), folder, { recursive: true, filter: isWanted })
  await build({
    entryPoints: [join(examples, name, 'src/index.ts')],
    outfile: join(folder, 'dist/index.js'),
    external: ['@trapeza/plugin'],
    ...{ bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' },
  })
  return {
    pluginsDir,
    async urlAt(server, till) {
      await server.plugins?.ready()
      const file = join(server.dataDir, `CashServer/Logs/plugin-${name}.log`)
      const found = (): string | undefined =>
        existsSync(file)
          ? new RegExp(`${till}: (http://[^\\s"]+)`).exec(readFileSync(file, 'utf8'))?.[1]
          : undefined
      return vi.waitUntil(found, { timeout: 60_000, interval: 100 })
    },
    remove: () => rmSync(pluginsDir, { recursive: true }),
  }
}
