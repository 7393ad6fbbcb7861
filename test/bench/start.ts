import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { apiLogin } from './demo.ts'
import { rounds } from './measure.ts'
import { post } from './world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Starts differ by a tenth among themselves. */
const starts = Math.max(rounds, 5)

type Started = { readyMs: number; tokenMs: number; rssMb: number }

/** From `npm start` to the first token, beside a bare program that starts the same PostgreSQL; turn by turn in one run. */
export async function benchStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trapeza-bench-start-'))
  try {
    const bare = join(root, 'node_modules/.cache/bare-start.mjs')
    await bundle(bare)
    const ours = (): Promise<Started> =>
      start(['start', '--', '--port', '0', '--data', join(folder, 'ours')], { DATABASE_URL: '' })
    const theirs = (): Promise<Started> => start(['exec', '-c', `exec node ${bare} ${join(folder, 'bare')}`])
    const first = await ours()
    await theirs()
    process.stdout.write(`start: ${starts} rounds; first one ${told(first)}\n`)
    const mine: Started[] = []
    const yours: Started[] = []
    for (let round = 0; round < starts; round++) {
      mine.push(await ours())
      yours.push(await theirs())
    }
    const ratio = middle(mine.map(({ tokenMs }, round) => tokenMs / (yours[round]?.tokenMs ?? 1)))
    process.stdout.write(
      `  ours      ${ofAll(mine)}\n  reference ${ofAll(yours)}\n  ratio of times to the token ${ratio.toFixed(2)}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As ours is: nothing is compiled at the start. Beside node_modules, where its packages are found. */
async function bundle(outfile: string): Promise<void> {
  await build({
    ...{ entryPoints: [join(root, 'test/bench/references/bare-start.ts')], outfile },
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external' },
  })
}

async function start(npmArguments: string[], environment: Record<string, string> = {}): Promise<Started> {
  const startedAt = performance.now()
  const child = spawn('npm', ['--silent', ...npmArguments], {
    ...{ cwd: root, stdio: ['ignore', 'pipe', 'ignore'], detached: true },
    env: { ...process.env, ...environment },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout?.on('data', (chunk) => {
        said += String(chunk)
        const ready = /ready (http\S+)/.exec(said)?.[1]
        if (ready) resolve(ready)
      })
      void ended.then(() => reject(new Error(`it ended before it was ready: ${said}`)))
    })
    const readyMs = performance.now() - startedAt
    const { token } = await post(`${url}/api/1/access_token`, { apiLogin })
    if (typeof token !== 'string') throw new Error('no token')
    return { readyMs, tokenMs: performance.now() - startedAt, rssMb: memoryOf(child.pid ?? 0) }
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await ended
  }
}

/** npm gives its place to what it starts, or waits for it. */
function memoryOf(pid: number): number {
  const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]
  const status = readFileSync(`/proc/${child || pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024
}

const middle = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
const told = ({ readyMs, tokenMs, rssMb }: Started): string =>
  `ready ${Math.round(readyMs)} ms  token ${Math.round(tokenMs)} ms  ${Math.round(rssMb)} MB`
const ofAll = (all: readonly Started[]): string =>
  `${told({ readyMs: middle(all.map((one) => one.readyMs)), tokenMs: middle(all.map((one) => one.tokenMs)), rssMb: middle(all.map((one) => one.rssMb)) })}` +
  `  (rounds: ${all.map(({ tokenMs }) => Math.round(tokenMs)).join(' ')})`
