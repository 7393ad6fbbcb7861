// @ts-check
// `npm run dev -- --port 9000 …`: rebuilds on every change; the server restarts, the screens need a reload.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { copyServerFiles, serverOptions } from './build.mjs'
import { ensureInstalled, requireNode } from './install.mjs'
import { root } from './places.mjs'

requireNode()
await ensureInstalled(console.log)
const esbuild = await import('esbuild')
const dist = join(root, 'dist')
mkdirSync(dist, { recursive: true })

/** @type {import('node:child_process').ChildProcess | undefined} */
let server

/** The old server gets its clean stop (SIGTERM) before the new one opens the same data folder. */
async function restart() {
  const old = server
  if (old && old.exitCode === null && old.signalCode === null) {
    const gone = new Promise((resolve) => old.once('exit', resolve))
    old.kill('SIGTERM')
    await gone
  }
  const args = [join(dist, 'cli.js'), 'serve', ...process.argv.slice(2)]
  server = spawn(process.execPath, ['--enable-source-maps', ...args], { cwd: root, stdio: 'inherit' })
}

const options = serverOptions(dist)
const context = await esbuild.context({
  ...options,
  logLevel: 'warning',
  plugins: [
    {
      name: 'restart-server',
      setup(build) {
        build.onEnd(async (result) => {
          if (result.errors.length > 0) return
          copyServerFiles(dist)
          console.log('dev: server built')
          await restart()
        })
      },
    },
  ],
})
const screens = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--watch'], {
  cwd: root,
  stdio: 'inherit',
})
await context.watch()

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, async () => {
    screens.kill()
    server?.kill('SIGTERM')
    await context.dispose()
    if (server && server.exitCode === null) await new Promise((resolve) => server?.once('exit', resolve))
    process.exit(0)
  })
}
