import type { SequencedEntry } from '../../src/app/ports.ts'
import { type Till, tillCommandKind } from '../../src/app/till/till-command.ts'
import type { Carrier } from '../../src/link/carrier.ts'
import { inProcessCarriers } from '../../src/link/carrier.ts'
import { LinkHub } from '../../src/link/hub.ts'
import { LinkSpoke } from '../../src/link/spoke.ts'
import { type LinkTiming, usualTiming } from '../../src/link/timing.ts'
import { type Node, openNode } from '../../src/main/node.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'
import { testDatabase } from './database.ts'
import { demoDatabase } from './start-server.ts'

/** How a bad line treats one frame. */
export type LineFault = 'pass' | 'lose' | 'double' | 'delay'

export type LinkedPair = {
  chain: DemoChain
  cloud: Node
  till: Node
  terminalGroupId: string
  organizationId: string
  /** How often the till has dialled. */
  readonly dials: number
  cut(): void
  mend(): void
  /** Resolves when both nodes say the same and the cloud has made its pictures of it, or throws after a while. */
  converge(): Promise<void>
  close(): Promise<void>
}

/** A cloud and a till in nodes and databases of their own, joined by a line that a test may spoil. */
export async function linkedPair(
  groupCode: string,
  fault: (text: string) => LineFault = () => 'pass',
  timing: LinkTiming = usualTiming,
  /** What the cloud's own process does for the group before a node of its own takes it over. */
  beforehand: (cloud: Node, place: Till) => Promise<void> = async () => {},
): Promise<LinkedPair> {
  const chain = demoChain()
  const clock = new SandboxClock()
  const problems: string[] = []
  const log = (level: string, text: string, details?: unknown): void => {
    if (level === 'error') problems.push(`${text} ${JSON.stringify(details)}`)
  }
  const databases = [await demoDatabase(), await testDatabase()] as const
  const random = systemRandom(clock)
  const cloud = await openNode({
    engine: databases[0],
    clock,
    random,
    roles: new Set(['cloud', 'server', 'till']),
    log,
  })
  const group = [...cloud.tills.values()].find((one) => one.code === groupCode)
  if (!group) throw new Error(`no group ${groupCode}`)
  const { tenantId, organizationId, terminalGroupId } = group.till
  await beforehand(cloud, group.till)
  const peer = { id: random.uuid(), tenantId, organizationId, terminalGroupId, name: groupCode }
  await cloud.storage.now.links.savePeer(peer, 'test token')
  await cloud.restartTills()
  const till = await openNode({
    engine: databases[1],
    clock,
    random,
    roles: new Set(['till']),
    isLinkedTill: true,
    log,
  })

  let isCut = false
  let dials = 0
  let live: Carrier[] = []
  const report = (error: unknown): void => {
    if (!isCut) problems.push(String(error))
  }
  const hub = new LinkHub({ app: cloud.app, report, timing })
  const spoke = new LinkSpoke({
    app: till.app,
    timing,
    dial: async () => {
      dials += 1
      if (isCut) throw new Error('the line is cut')
      const [here, there] = inProcessCarriers()
      live = [here, there]
      hub.accept(spoil(there, fault), peer)
      return spoil(here, fault)
    },
    report,
    onReady: async (place) => {
      await till.storage.now.links.saveIdentity(place)
      if (!till.tills.has(place.terminalGroupId)) await till.restartTills()
    },
  })
  cloud.onPlaced(() => hub.kick())
  till.watchUplink(
    () => spoke.isConnected,
    (_place, question) => spoke.askStock(question),
  )
  till.onPlaced(() => spoke.kick())
  spoke.start()

  return {
    chain,
    cloud,
    till,
    terminalGroupId,
    organizationId,
    get dials() {
      return dials
    },
    cut() {
      isCut = true
      for (const end of live) end.close()
    },
    mend() {
      isCut = false
    },
    async converge() {
      const deadline = Date.now() + 30_000
      for (;;) {
        await cloud.followers.settle()
        await till.followers.settle()
        // What the cloud makes of the last entries is its followers' work still.
        if (await haveConverged(cloud, till, { tenantId, terminalGroupId }))
          return await cloud.followers.settle()
        if (Date.now() > deadline) throw new Error('the nodes did not converge')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async close() {
      isCut = true
      spoke.stop()
      hub.close()
      await till.stop()
      await cloud.stop()
      for (const database of databases) await database.close()
      if (problems.length > 0) throw new Error(problems.join('\n'))
    },
  }
}

/** Both journals hold the same entries of the group, and the till has answered everything that the cloud asked. */
export async function haveConverged(
  cloud: Node,
  till: Node,
  place: { tenantId: string; terminalGroupId: string },
): Promise<boolean> {
  const entriesAt = (node: Node) =>
    node.storage.now.links.entriesFor({ ...place, origin: 'any', kinds: null }, 0n, 1_000_000)
  const [atCloud, atTill] = await Promise.all([entriesAt(cloud), entriesAt(till)])
  const doneByCloud = new Set(
    atCloud.flatMap(({ origin, completes, correlationId }) =>
      completes && origin === cloud.storage.node.id ? [correlationId] : [],
    ),
  )
  const asked = (entries: SequencedEntry[]) =>
    entries.filter(
      ({ origin, kind, correlationId }) =>
        origin === cloud.storage.node.id && kind === tillCommandKind && !doneByCloud.has(correlationId),
    )
  const done = (entries: SequencedEntry[]) => entries.filter(({ origin }) => origin === till.storage.node.id)
  const idsOf = (entries: SequencedEntry[]): string => String(entries.map(({ entryId }) => entryId).sort())
  const answered = new Set(atCloud.flatMap((entry) => (entry.completes ? [entry.correlationId] : [])))
  return (
    idsOf(asked(atCloud)) === idsOf(asked(atTill)) &&
    idsOf(done(atCloud)) === idsOf(done(atTill)) &&
    asked(atCloud).every(({ correlationId }) => answered.has(correlationId))
  )
}

/** A carrier whose frames meet faults on their way out; a delayed one is overtaken by those behind it. */
export function spoil(carrier: Carrier, fault: (text: string) => LineFault): Carrier {
  const pass = (text: string): void => {
    switch (fault(text)) {
      case 'pass':
        return carrier.send(text)
      case 'lose':
        return
      case 'double':
        carrier.send(text)
        return carrier.send(text)
      case 'delay':
        setTimeout(() => carrier.send(text), 15)
    }
  }
  return { ...bound(carrier), send: pass }
}

const bound = (carrier: Carrier): Carrier => ({
  send: (text) => carrier.send(text),
  close: () => carrier.close(),
  onText: (listener) => carrier.onText(listener),
  onClose: (listener) => carrier.onClose(listener),
})
