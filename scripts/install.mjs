// @ts-check
// Makes node_modules match package-lock.json. Plain JavaScript without dependencies: it runs before anything is there.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from './places.mjs'

const nodeMin = /** @type {const} */ ([20, 19])

/** Refuses in words on a Node that is too old; everything below may use what 20.19 has. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > nodeMin[0] || (major === nodeMin[0] && minor >= nodeMin[1])) return
  console.error(`Trapeza needs Node ${nodeMin.join('.')} or newer; this is Node ${process.versions.node}.`)
  console.error('Install a newer Node (https://nodejs.org) and run the same command again.')
  process.exit(1)
}

const lockPath = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const stampPath = join(modules, '.trapeza-installed')

/** @param {string} path @param {string} text */
function writeIfAllowed(path, text) {
  try {
    writeFileSync(path, text)
  } catch {
    // A tree that belongs to another user is fine to run from; the stamp only saves milliseconds.
  }
}

/** npm keeps its own record of what it installed; a tree made by a plain `npm ci` counts as installed too. */
function installedByHand() {
  const hidden = join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  /** @type {Record<string, { version?: string, integrity?: string, optional?: boolean }>} */
  const wanted = JSON.parse(readFileSync(lockPath, 'utf8')).packages
  /** @type {typeof wanted} */
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    if (!found) return entry.optional === true // binaries of other platforms stay away
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

function isInstalled() {
  const lockHash = createHash('sha256').update(readFileSync(lockPath)).digest('hex')
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === lockHash) return true
  if (!installedByHand()) return false
  writeIfAllowed(stampPath, lockHash)
  return true
}

/** npm wants to write its cache below HOME; an account without a home gets one in the temporary folder. */
function npmCacheArguments() {
  if (process.env['npm_config_cache'] && existsSync(process.env['npm_config_cache'])) return []
  try {
    const home = homedir()
    mkdirSync(join(home, '.npm'), { recursive: true })
    accessSync(join(home, '.npm'), constants.W_OK)
    return []
  } catch {
    return ['--cache', join(tmpdir(), `trapeza-npm-${process.getuid?.() ?? 0}`)]
  }
}

function npmCommand() {
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js')
  const cli = [process.env['npm_execpath'], beside].find(
    (path) => path?.endsWith('npm-cli.js') && existsSync(path),
  )
  return cli ? { command: process.execPath, first: [cli] } : { command: 'npm', first: [] }
}

/**
 * Installs when needed and says what it does while it does it. Throws npm's words.
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(say) {
  if (isInstalled()) return
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  const again = existsSync(modules)
  say(
    again
      ? 'packages: package-lock.json has changed, installing …'
      : 'packages: installing for the first time …',
  )
  const { command, first } = npmCommand()
  const args = [
    ...first,
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--loglevel=error',
    ...npmCacheArguments(),
  ]
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ticking = setInterval(() => say(`packages: still installing, ${seconds()}`), 5000)
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    child.kill(signal)
    process.exit(1)
  }
  process.once('SIGINT', passOn)
  process.once('SIGTERM', passOn)
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.on('close', resolve)
  })
  clearInterval(ticking)
  process.off('SIGINT', passOn)
  process.off('SIGTERM', passOn)
  if (code !== 0) {
    const words = output.trim().split('\n').slice(0, 15).join('\n')
    throw new Error(
      `${words}\npackages: npm ci failed after ${seconds()}. Is a package registry reachable (npm ping)?`,
    )
  }
  writeIfAllowed(stampPath, createHash('sha256').update(readFileSync(lockPath)).digest('hex'))
  say(`packages: installed in ${seconds()}`)
}
