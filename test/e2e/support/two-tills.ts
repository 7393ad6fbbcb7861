import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { startServer, type TestServer } from '../../support/start-server.ts'
import { openBrowser, takeProblems } from './browser.ts'

const token = 'token of the pair'
const patience = { timeout: 60_000, interval: 100 }

/** A cloud and the two nodes of the till on Pokrovka, each a server with a database and an address of its own. */
export type TwoTills = {
  readonly browser: Browser
  readonly cloud: TestServer
  readonly main: TestServer
  readonly standby: TestServer
  /** The main till is gone; the cloud agrees that its standby takes over. */
  loseMain(): Promise<void>
  /** The cloud and the main till are gone, as with a burnt switch. */
  loseMainAndCloud(): Promise<void>
  /** The old main till is switched on again at its address. */
  bringMainBack(): Promise<TestServer>
  /** How a node stands in the pair. */
  standing(server: TestServer): Promise<{ role: string; standby: string; epoch: number }>
}

/** For the stories of one file. A page that complains fails the story that opened it. */
export function twoTills(): TwoTills {
  const running = new Set<TestServer>()
  const databases: TestDatabase[] = []
  const parts: { browser?: Browser; cloud?: TestServer; main?: TestServer; standby?: TestServer } = {}
  const given = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error('the evening has not begun')
    return thing
  }
  const begin = async (options: Parameters<typeof startServer>[0]): Promise<TestServer> => {
    const server = await startServer(options)
    running.add(server)
    return server
  }
  const end = async (server: TestServer): Promise<void> => {
    if (running.delete(server)) await server.close()
  }
  /** It keeps its database when it ends. */
  const engine = async () => {
    const database = await testDatabase()
    databases.push(database)
    return { ...database, close: async () => {} }
  }
  const tillOf = async (cloud: TestServer) => ({
    ...{ roles: ['till' as const], isEmpty: true, engine: await engine() },
    link: { url: `${cloud.baseUrl.replace('http', 'ws')}/link`, token },
  })
  let mainOptions: Awaited<ReturnType<typeof tillOf>> | undefined

  beforeAll(async () => {
    parts.browser = await openBrowser()
    const cloud = await begin({})
    parts.cloud = cloud
    const { tenantId, organizationId, terminalGroupId } = cloud.till('pokrovka')
    const peer = { id: cloud.node.app.random.uuid(), name: 'pokrovka' }
    await cloud.node.storage.now.links.savePeer({ ...peer, tenantId, organizationId, terminalGroupId }, token)
    await cloud.node.restartTills()
    mainOptions = await tillOf(cloud)
    const main = await begin(mainOptions)
    parts.main = main
    await vi.waitFor(() => expect(main.node.tills.size).toBe(1), patience)
    const standby = await begin({ ...(await tillOf(cloud)), standbyOf: main.baseUrl })
    parts.standby = standby
    await vi.waitFor(async () => expect((await standing(main)).standby).toBe('in-sync'), patience)
  })
  afterEach(async () => {
    for (const context of parts.browser?.contexts() ?? []) await context.close()
    expect(takeProblems()).toEqual([])
  })
  afterAll(async () => {
    await parts.browser?.close()
    for (const server of [...running].toReversed()) await end(server)
    for (const database of databases) await database.close()
  })
  const standing = async ({ baseUrl }: TestServer) => (await fetch(`${baseUrl}/till/standing`)).json()

  return {
    get browser() {
      return given(parts.browser)
    },
    get cloud() {
      return given(parts.cloud)
    },
    get main() {
      return given(parts.main)
    },
    get standby() {
      return given(parts.standby)
    },
    loseMain: () => end(given(parts.main)),
    async loseMainAndCloud() {
      await end(given(parts.cloud))
      await end(given(parts.main))
    },
    async bringMainBack() {
      const port = Number(new URL(given(parts.main).baseUrl).port)
      parts.main = await begin({ ...given(mainOptions), port })
      return parts.main
    },
    standing,
  }
}
