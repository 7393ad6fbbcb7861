/** What the bench of screens needs: a till with a big menu as a process of its own, a bare reference, a browser. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { provideChromium } from '../../../scripts/chromium.mjs'
import { loadSeed } from '../../../src/app/books/load-seed.ts'
import { openApp } from '../../../src/main/open-app.ts'
import { SandboxClock } from '../../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../../src/main/system-random.ts'
import { openEmbedded, openExternal } from '../../../src/storage/engines/index.ts'
import { migrate } from '../../../src/storage/migrate.ts'
import { openStorage } from '../../../src/storage/open-storage.ts'
import { spawnServer } from '../../support/server-process.ts'
import { chainWithDishes } from './big-menu.ts'

export type ScreensWorld = {
  /** Addresses. */
  till: string
  bare: string
  pids: { till: number; bare: number }
  browser: Browser
  close(): Promise<void>
}

export async function openScreensWorld(dishes: number): Promise<ScreensWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'trapeza-bench-screens-'))
  const engine = await openEmbedded({ dataDir: join(dataDir, 'database') })
  await engine.pool.query('create database ours')
  const databaseUrl = engine.url.replace('/trapeza?', '/ours?')
  await seed(databaseUrl, dishes)
  const till = await spawnServer(['--data', join(dataDir, 'node'), '--database-url', databaseUrl])
  const bare = await startBare()
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
  const browser = await chromium.launch({ executablePath: provideChromium(() => {}), args })
  return {
    ...{ till: till.baseUrl, bare: bare.url, pids: { till: till.pid, bare: bare.pid }, browser },
    async close() {
      await browser.close()
      till.kill('SIGTERM')
      await till.exited
      await bare.stop()
      await engine.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function seed(databaseUrl: string, dishes: number): Promise<void> {
  const { pool, close } = await openExternal({ databaseUrl })
  await migrate(pool)
  const clock = new SandboxClock()
  const random = systemRandom(clock)
  const storage = await openStorage({ pool }, { clock, random })
  await loadSeed(openApp(storage, { clock, random }).app, chainWithDishes(dishes))
  await storage.close()
  await close()
}

function startBare(): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL('../references/bare-screens.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = (): Promise<void> => {
    child.kill('SIGTERM')
    return exited
  }
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const url = /^ready (\S+)$/m.exec(String(chunk))?.[1]
      if (url) resolve({ url, pid: child.pid ?? 0, stop })
    })
    exited.then(() => reject(new Error('the reference ended')), reject)
  })
}
