// @ts-check
// Types of the server, the screens, the browser tests and the simulation of halls, by the native compiler, all at once.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './install.mjs'
import { root } from './places.mjs'

requireNode()
const compiler = join(root, 'node_modules/typescript-native/bin/tsc')
const projects = ['.', 'web', 'test/e2e', 'test/simulation/halls'].filter((folder) => {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder), { recursive: true }) : []
  return folder === '.' || names.some((name) => /\.tsx?$/.test(String(name)))
})
const codes = await Promise.all(
  projects.map((folder) => {
    const child = spawn(
      process.execPath,
      [compiler, '-p', folder, '--pretty', String(process.stdout.isTTY === true)],
      {
        cwd: root,
        stdio: 'inherit',
      },
    )
    return new Promise((resolve) => child.on('close', resolve))
  }),
)
process.exitCode = codes.every((code) => code === 0) ? 0 : 1
