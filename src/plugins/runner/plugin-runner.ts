/**
 * The process of one plugin: connects to the host that forked it, loads the module that the manifest names and lends it
 * the SDK, which a plugin never brings along (front-api §1.2).
 */
import { register } from 'node:module'
import { pathToFileURL } from 'node:url'
import { connectPlugin } from '../../../sdk/plugin/src/connect-plugin.ts'
import type { Plugin } from '../../../sdk/plugin/src/index.ts'

const [, , mainFile = ''] = process.argv
const isSource = import.meta.url.endsWith('.ts')
const sdk = new URL(isSource ? '../../../sdk/plugin/src/index.ts' : './plugin-sdk.js', import.meta.url).href

// `@trapeza/plugin` is this host's copy, whatever lies in the folder of the plugin.
const resolver = `export async function resolve(name, context, next) {
  return next(name === '@trapeza/plugin' ? ${JSON.stringify(sdk)} : name, context)
}`
register(`data:text/javascript,${encodeURIComponent(resolver)}`)

async function load(): Promise<Plugin> {
  const module = (await import(pathToFileURL(mainFile).href)) as { default?: Partial<Plugin> }
  if (typeof module.default?.start !== 'function')
    throw new TypeError('the default export of main is no plugin: definePlugin({ start(ctx) { … } })')
  return module.default as Plugin
}

/** What was forgotten is a crash, not silence. */
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  })
}
// The host is gone, or let go.
process.on('disconnect', () => process.exit(0))

connectPlugin({
  port: {
    send: (frame) => void process.send?.(frame),
    onFrame: (listener) => void process.on('message', listener),
  },
  load,
  end(reason) {
    if (reason) process.stdout.write(`shut down: ${reason}\n`)
    process.exit(0)
  },
})
