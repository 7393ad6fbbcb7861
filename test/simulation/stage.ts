import type { LinkPeer } from '../../src/app/ports.ts'
import { openNode } from '../../src/main/node.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { forgetSessions } from './mortal-engine.ts'
import { smallChain, tillCodes } from './small-chain.ts'

/** Databases of one world. They serve one seed after another: making new ones costs more than the seed itself. */
export type Stage = {
  chain: ReturnType<typeof smallChain>
  cloud: TestDatabase
  tills: {
    code: string
    database: TestDatabase
    peer: LinkPeer
    /** Of the other node of the till; null: it has none. */
    standby: TestDatabase | null
  }[]
  /** Forgets everything that happened; the cloud keeps its books, keys and peers, the tills know nothing. */
  sweep(): Promise<void>
  close(): Promise<void>
}

/** What a cloud knows before anything happens. */
const keptByCloud = new Set([
  'node',
  'tenant',
  'book_revision',
  'book_item',
  'api_key',
  'api_app',
  'licence',
  'link_peer',
])
const keptByTill = new Set(['node'])
/** One row each, set back instead of deleted; and what migrations have done. */
const heads = new Set(['journal_head', 'cloud_revision', 'schema_lock', 'schema_migration'])

export async function openStage(codes: readonly string[] = tillCodes, hasStandbys = false): Promise<Stage> {
  const chain = smallChain(codes)
  const cloud = await testDatabase()
  const peers = await fillCloud(cloud, chain, codes)
  const tills: Stage['tills'] = []
  for (const [index, code] of codes.entries()) {
    const standby = hasStandbys ? await testDatabase() : null
    tills.push({ code, database: await testDatabase(), peer: peers[index] as LinkPeer, standby })
  }
  const ofTills = tills.flatMap(({ database, standby }) => (standby ? [database, standby] : [database]))
  return {
    chain,
    cloud,
    tills,
    async sweep() {
      await Promise.all([
        sweep(cloud, keptByCloud),
        ...ofTills.map((database) => sweep(database, keptByTill)),
      ])
    },
    async close() {
      for (const database of [cloud, ...ofTills]) {
        await forgetSessions(database.url)
        await database.close()
      }
    },
  }
}

async function fillCloud(
  engine: TestDatabase,
  chain: Stage['chain'],
  codes: readonly string[],
): Promise<LinkPeer[]> {
  const clock = new SandboxClock()
  const node = await openNode({
    engine,
    clock,
    random: systemRandom(clock),
    roles: new Set(['cloud']),
    log: () => {},
  })
  await node.load(chain)
  const peers = chain.items.flatMap((item) =>
    item.book === 'terminalGroup' && item.organizationId
      ? [
          {
            ...{ id: node.app.random.uuid(), tenantId: chain.tenant.id, organizationId: item.organizationId },
            ...{ terminalGroupId: item.id, name: item.body.code },
          },
        ]
      : [],
  )
  const inOrder = codes.map((code) => peers.find(({ name }) => name === code) as LinkPeer)
  for (const peer of inOrder) await node.storage.now.links.savePeer(peer, `token of ${peer.name}`)
  await node.stop()
  return inOrder
}

async function sweep({ pool }: TestDatabase, kept: ReadonlySet<string>): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0`,
  )
  const full = rows.map(({ name }) => name).filter((name) => !kept.has(name) && !heads.has(name))
  // Rows that are only deleted would lie in the way of all seeds that come after.
  await pool.query(
    `${full.length > 0 ? `truncate ${full.map((name) => `"${name}"`).join()};` : ''}
     update journal_head set position = 0, hash = '\\x${'00'.repeat(32)}';
     update cloud_revision set revision = 0`,
  )
}
