import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Role } from '../../src/link/roles.ts'
import { logFilesFollower } from '../../src/logs/log-files.ts'
import type { Node } from '../../src/main/node.ts'
import { linkedPair } from '../support/link-ends.ts'
import { aPickup, demoLogin, placeThroughCloud } from '../support/orders.ts'

const transport = 'CashServer/Logs/plugin-Resto.Front.Api.iikoTransport.log'
const integration = 'Server/Tomcat9/logs/rms-integration.log'

/** Writes the log files of a node as `serve` does, to their end. */
async function writeLogs(node: Node, roles: ReadonlySet<Role>, dataDir: string): Promise<void> {
  const spec = logFilesFollower(node.app, {
    dataDir,
    limits: { bytesMax: 1_000_000, filesMax: 2 },
    isServer: roles.has('server') || roles.has('cloud'),
    playsGroup: (id) => roles.has('till') && node.tills.has(id),
  })
  while ((await node.storage.follow(spec)) > 0);
}

test('a till on its own node keeps the log of its machine, and its cloud keeps the server’s', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trapeza-logs-'))
  const [atCloud, atTill] = [join(folder, 'cloud'), join(folder, 'till')]
  const pair = await linkedPair('pokrovka')
  try {
    const login = await demoLogin(pair.cloud.app, pair.chain)
    const id = await placeThroughCloud(pair.cloud.app, login, aPickup(pair.cloud.app, pair.chain, pair))
    await pair.converge()
    await writeLogs(pair.cloud, new Set(['server', 'cloud', 'till']), atCloud)
    await writeLogs(pair.till, new Set(['till']), atTill)
    expect(readFileSync(join(atTill, transport), 'utf8')).toContain('save order')
    expect(readFileSync(join(atTill, transport), 'utf8')).toContain(id)
    expect(existsSync(join(atTill, 'Server'))).toBe(false)
    expect(readFileSync(join(atCloud, integration), 'utf8')).toMatch(
      new RegExp(`Handed over to the till: the till took the delivery.*${id}`),
    )
    // The cloud's node plays the other tills of the demo.
    expect(readFileSync(join(atCloud, transport), 'utf8')).not.toContain(id)
  } finally {
    await pair.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
