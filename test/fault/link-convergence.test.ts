import { expect, test } from 'vitest'
import { handoverOf, wantsHandover } from '../../src/app/till/hand-over.ts'
import { greetMain } from '../../src/app/till/standby/reign.ts'
import type { Till } from '../../src/app/till/till-command.ts'
import { type Carrier, inProcessCarriers } from '../../src/link/carrier.ts'
import { LinkHub } from '../../src/link/hub.ts'
import { type Frame, linkVersion, readFrame, writeFrame } from '../../src/link/protocol.ts'
import { ServerSpoke } from '../../src/link/server-spoke.ts'
import { LinkSpoke } from '../../src/link/spoke.ts'
import { usualTiming } from '../../src/link/timing.ts'
import type { Node } from '../../src/main/node.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import type { LineFault } from '../support/link-ends.ts'
import { linkedPair } from '../support/link-ends.ts'
import { aPickup, demoLogin, placeThroughCloud } from '../support/orders.ts'

/** A small generator so that a seed replays the line exactly. */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

test('a till of its own node takes a delivery from the cloud and tells it back', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const login = await demoLogin(pair.cloud.app, pair.chain)
    const id = await placeThroughCloud(pair.cloud.app, login, aPickup(pair.cloud.app, pair.chain, pair))
    await pair.converge()
    const [picture] = await pair.cloud.storage.now.cloudOrders.search({
      tenantId: pair.chain.tenant.id,
      organizationIds: [pair.organizationId],
      sourceKeys: null,
      orderIds: [id],
      limit: 1,
    })
    expect(picture?.creationStatus).toBe('Success')
    const atTill = await pair.till.storage.now.tillOrders.load(pair.chain.tenant.id, pair.organizationId, [
      id,
    ])
    expect(picture?.state).toEqual(atTill.get(id))
  } finally {
    await pair.close()
  }
})

test('a till that is not told where to resume greets again on the same line', async () => {
  const toLose = ['hello', 'resume', 'resume']
  const loseGreeting = (text: string): LineFault => {
    if (readFrame(text)?.type !== toLose[0]) return 'pass'
    toLose.shift()
    return 'lose'
  }
  const pair = await linkedPair('pokrovka', loseGreeting, { ...usualTiming, resendMs: 100 })
  try {
    const login = await demoLogin(pair.cloud.app, pair.chain)
    await placeThroughCloud(pair.cloud.app, login, aPickup(pair.cloud.app, pair.chain, pair))
    await pair.converge()
    expect(toLose).toEqual([])
    expect(pair.dials).toBe(1)
    expect([...pair.till.tills.keys()]).toEqual([pair.terminalGroupId])
  } finally {
    await pair.close()
  }
})

test('a till that was cut off for hours works on and converges: nothing lost, nothing doubled', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { cloud, till, chain, organizationId } = pair
    const login = await demoLogin(cloud.app, chain)
    const before = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    await pair.converge()
    pair.cut()
    const during = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    const local = [...till.tills.values()][0]
    const outcome = await local?.run({
      id: till.app.random.uuid(),
      actor: 'cashier',
      deadline: null,
      command: { kind: 'delivery.printToKitchen', orderId: before },
    })
    expect(outcome?.refusal).toBeNull()
    cloud.clock.advance(3 * 3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const find = async (id: string) =>
      (
        await cloud.storage.now.cloudOrders.search({
          tenantId: chain.tenant.id,
          organizationIds: [organizationId],
          sourceKeys: null,
          orderIds: [id],
          limit: 1,
        })
      )[0]
    expect((await find(during))?.creationStatus).toBe('Error')
    expect((await find(before))?.state?.whenPrinted).toBeNull()
    pair.mend()
    await pair.converge()
    expect((await find(during))?.creationStatus).toBe('Success')
    expect((await find(before))?.state?.whenPrinted).not.toBeNull()
    expect((await find(before))?.state?.items[0]?.status).toBe('PrintedNotCooking')
  } finally {
    await pair.close()
  }
})

test('what the cloud did itself before the till got a node of its own is not done again', async () => {
  let before = ''
  const pair = await linkedPair('pokrovka', undefined, undefined, async (cloud, place) => {
    const login = await demoLogin(cloud.app, demoChain())
    before = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, demoChain(), place))
    await cloud.followers.settle()
  })
  try {
    const { cloud, till, chain, organizationId } = pair
    const login = await demoLogin(cloud.app, chain)
    const after = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    await pair.converge()
    const atTill = await till.storage.now.tillOrders.load(chain.tenant.id, organizationId, [before, after])
    expect([...atTill.keys()]).toEqual([after])
    const pictures = await cloud.storage.now.cloudOrders.load(chain.tenant.id, [before, after])
    expect([...pictures.values()].map((order) => order.creationStatus)).toEqual(['Success', 'Success'])
  } finally {
    await pair.close()
  }
})

test('a till that is handed over goes on with its day: numbers, cash shift, staff on shift, stop list, once', async () => {
  const numberOf = async (node: Node, orderId: string, place: Till): Promise<number | undefined> =>
    (await node.storage.now.tillOrders.load(place.tenantId, place.organizationId, [orderId])).get(orderId)
      ?.number
  const dayOf = async ({ storage }: Node, { tenantId, organizationId, terminalGroupId }: Till) => {
    const { shifts, stopLists } = storage.now
    const personal = await shifts.openPersonalShifts(tenantId, organizationId)
    return {
      cashShift: await shifts.openCashShift(tenantId, terminalGroupId),
      personalShifts: personal.filter((shift) => shift.terminalGroupId === terminalGroupId),
      stopList: await stopLists.atTill(tenantId, terminalGroupId),
    }
  }
  const begun: { number?: number | undefined; day?: Awaited<ReturnType<typeof dayOf>> } = {}
  const toLose = ['resume']
  // The answer with the day is lost once and comes twice later.
  const line = (text: string): LineFault => {
    const type = readFrame(text)?.type
    if (type !== 'resume') return 'pass'
    return toLose.shift() ? 'lose' : 'double'
  }
  const timing = { ...usualTiming, resendMs: 100 }
  const pair = await linkedPair('pokrovka', line, timing, async (cloud, place) => {
    const login = await demoLogin(cloud.app, demoChain())
    const id = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, demoChain(), place))
    await cloud.followers.settle()
    const [, product] = (await cloud.app.catalog(place.tenantId)).all('product')
    const local = cloud.tills.get(place.terminalGroupId)
    const outcome = await local?.run({
      id: cloud.app.random.uuid(),
      actor: 'cook',
      deadline: null,
      command: {
        kind: 'stopList.put',
        items: [{ productId: product?.id ?? '', sizeId: null, balance: 3000n }],
      },
    })
    expect(outcome?.refusal).toBeNull()
    Object.assign(begun, { number: await numberOf(cloud, id, place), day: await dayOf(cloud, place) })
  })
  try {
    const { cloud, till, chain, organizationId, terminalGroupId } = pair
    const place = { tenantId: chain.tenant.id, organizationId, terminalGroupId }
    const login = await demoLogin(cloud.app, chain)
    const next = await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    await pair.converge()
    const day = await dayOf(till, place)
    expect(day).toEqual(begun.day)
    expect(day.cashShift?.closedAt).toBeNull()
    expect(day.personalShifts.length).toBeGreaterThan(0)
    expect(day.stopList.length).toBeGreaterThan(0)
    expect(await numberOf(till, next, place)).toBe((begun.number ?? 0) + 1)
    // It stands in the journal of both, once, and is not told again.
    const filter = { ...place, origin: 'any', kinds: ['till.handedOver'] } as const
    for (const node of [till, cloud])
      expect(await node.storage.now.links.entriesFor(filter, 0n, 10)).toHaveLength(1)
    expect(await handoverOf(cloud.app, place)).toBeNull()
    expect(await wantsHandover(till.app)).toBe(false)
  } finally {
    await pair.close()
  }
})

test('a line that says nothing any more is given up and dialled again', async () => {
  let isMute = false
  const timing = { resendMs: 100, beatMs: 50, silenceMs: 400, retryMsMin: 20, retryMsMax: 50 }
  const pair = await linkedPair('pokrovka', () => (isMute ? 'lose' : 'pass'), timing)
  try {
    const { cloud, chain } = pair
    const login = await demoLogin(cloud.app, chain)
    await pair.converge()
    const before = pair.dials
    isMute = true
    await expect.poll(() => pair.dials, { timeout: 20_000 }).toBeGreaterThan(before)
    isMute = false
    await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    await pair.converge()
  } finally {
    await pair.close()
  }
})

/** A connection whose end is told when the test says so, as often as it says. */
function heldCarrier() {
  const sent: Frame['type'][] = []
  const onClose: (() => void)[] = []
  const onText: ((text: string) => void)[] = []
  const carrier: Carrier = {
    send: (text) => void sent.push(readFrame(text)?.type ?? 'beat'),
    close: () => {},
    onText: (listener) => void onText.push(listener),
    onClose: (listener) => void onClose.push(listener),
  }
  return {
    ...{ carrier, sent },
    say(frame: Frame) {
      for (const listener of onText) listener(writeFrame(frame))
    },
    end() {
      for (const listener of onClose) listener()
    },
  }
}

test('a connection that another has replaced neither ends the newer one nor dials again, at either kind of spoke', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { app } = pair.cloud
    const timing = { ...usualTiming, beatMs: 10, retryMsMin: 10, retryMsMax: 10 }
    for (const kind of ['of a till', 'of a server']) {
      const made: ReturnType<typeof heldCarrier>[] = []
      const dial = async (): Promise<Carrier> => {
        const held = heldCarrier()
        made.push(held)
        return held.carrier
      }
      const common = { app, dial, timing, report: () => {} }
      const spoke =
        kind === 'of a till'
          ? new LinkSpoke({ ...common, onReady: async () => {} })
          : new ServerSpoke({ ...common, answer: null, onBooks: async () => {} })
      spoke.start()
      // A second start dials no second connection.
      spoke.start()
      // It says that it lives before anybody has said who they are.
      await expect.poll(() => made[0]?.sent).toContain('beat')
      made[0]?.end()
      await expect.poll(() => made[1]?.sent).toContain('beat')
      const { terminalGroupId, organizationId, chain } = pair
      const [first, second] = made
      const tenant = { ...chain.tenant }
      const nodeId = app.random.uuid()
      const place = { version: linkVersion, nodeId, tenant, organizationId }
      if (kind === 'of a till') second?.say({ type: 'welcome', ...place, terminalGroupId })
      else second?.say({ type: 'joined', has: 0n, books: 0n })
      await expect.poll(() => spoke.isConnected).toBe(true)
      // The old one's end is told late, and so is what it said.
      first?.say({ type: 'welcome', ...place, terminalGroupId })
      first?.say({ type: 'greeting', ...place, line: 'outlet' })
      first?.end()
      const beats = second?.sent.length ?? 0
      await expect.poll(() => second?.sent.length).toBeGreaterThan(beats + 5)
      expect([
        made.length,
        spoke.isConnected,
        first?.sent.includes('hello'),
        first?.sent.includes('greeted'),
      ]).toEqual([2, true, false, false])
      await spoke.stop()
    }
  } finally {
    await pair.close()
  }
})

test('a till whose connection ended while it was greeted is not taken for one that is there', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { cloud, chain, organizationId, terminalGroupId } = pair
    const place = { tenantId: chain.tenant.id, organizationId, terminalGroupId }
    await pair.converge()
    pair.cut()
    const problems: unknown[] = []
    const hub = new LinkHub({ app: cloud.app, report: (error) => problems.push(error) })
    const nodeId = cloud.app.random.uuid()
    const peer = { id: cloud.app.random.uuid(), ...place, name: 'pokrovka' }
    const hello = {
      type: 'hello',
      version: linkVersion,
      nodeId,
      has: 0n,
      booksRevision: 0n,
      epoch: 1,
    } as const
    const [here, there] = inProcessCarriers()
    hub.accept(there, peer)
    here.send(writeFrame(hello))
    // It has arrived, and ends while the hub looks who reigns.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    here.close()
    await expect
      .poll(() => cloud.storage.transaction((tx) => tx.standbys.reign(place)))
      .toMatchObject({ nodeId })
    await cloud.followers.settle()
    expect(hub.isConnected(terminalGroupId)).toBe(false)

    // The one that its node dials next is greeted, and stays.
    const [next, other] = inProcessCarriers()
    const heard: Frame[] = []
    next.onText((text) => heard.push(...[readFrame(text)].filter((frame) => frame !== null)))
    hub.accept(other, peer)
    next.send(writeFrame(hello))
    await expect.poll(() => heard.map(({ type }) => type)).toContain('resume')
    expect(hub.isConnected(terminalGroupId)).toBe(true)
    next.close()
    await expect.poll(() => hub.isConnected(terminalGroupId)).toBe(false)
    hub.close()
    expect(problems).toEqual([])
  } finally {
    await pair.close()
  }
})

test('two nodes of a till that were promoted in the same count do not replace each other for ever', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { cloud, chain, organizationId, terminalGroupId } = pair
    const place = { tenantId: chain.tenant.id, organizationId, terminalGroupId }
    await pair.converge()
    pair.cut()
    const [one, other] = [cloud.app.random.uuid(), cloud.app.random.uuid()]
    const greet = (nodeId: string, epoch: number) => greetMain(cloud.app, place, { nodeId, epoch })
    expect(await greet(one, 1)).toEqual({ isWelcome: true, epoch: null })
    // The later word reigns, and is told that it counts as the second.
    expect(await greet(other, 1)).toEqual({ isWelcome: true, epoch: 2 })
    expect(await greet(one, 1)).toEqual({ isWelcome: false, epoch: 2 })
    // That was lost on the way: it is said again, and nobody is refused for it.
    expect(await greet(other, 1)).toEqual({ isWelcome: true, epoch: 2 })
    expect(await greet(other, 2)).toEqual({ isWelcome: true, epoch: null })
  } finally {
    await pair.close()
  }
})

const seeds = [1, 2, 3, 4, 5, 6]

test.each(seeds)('frames lost, doubled and reordered by seed %i change nothing', async (seed) => {
  const next = chance(seed)
  const fault = (): LineFault => {
    const roll = next()
    return roll < 0.15 ? 'lose' : roll < 0.3 ? 'double' : roll < 0.5 ? 'delay' : 'pass'
  }
  let isBad = false
  const pair = await linkedPair('pokrovka', () => (isBad ? fault() : 'pass'))
  try {
    const { cloud, chain, organizationId } = pair
    const login = await demoLogin(cloud.app, chain)
    await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair))
    await pair.converge()
    isBad = true
    const ids: string[] = []
    for (let i = 0; i < 12; i++) {
      ids.push(await placeThroughCloud(cloud.app, login, aPickup(cloud.app, chain, pair)))
      if (next() < 0.2) {
        pair.cut()
        setTimeout(() => pair.mend(), 40)
      }
      await new Promise((resolve) => setTimeout(resolve, Math.floor(next() * 20)))
    }
    isBad = false
    await pair.converge()
    const orders = await cloud.storage.now.cloudOrders.search({
      tenantId: chain.tenant.id,
      organizationIds: [organizationId],
      sourceKeys: null,
      orderIds: ids,
      limit: 100,
    })
    expect(orders.map((order) => order.creationStatus)).toEqual(ids.map(() => 'Success'))
    expect(new Set(orders.map((order) => order.state?.number)).size).toBe(ids.length)
    const atTill = await pair.till.storage.now.tillOrders.load(chain.tenant.id, organizationId, ids)
    expect(atTill.size).toBe(ids.length)
    for (const order of orders) expect(order.state).toEqual(atTill.get(order.id))
  } finally {
    await pair.close()
  }
})
