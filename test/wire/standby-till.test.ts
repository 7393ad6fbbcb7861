import { expect, onTestFinished, test } from 'vitest'
import { type CommandBody, readCommand } from '../../src/api/till/commands.ts'
import { bookKinds } from '../../src/app/till/standby/follow-main.ts'
import { claimReign } from '../../src/app/till/standby/reign.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { aPickup, demoLogin, placeThroughCloud, productByCode } from '../support/orders.ts'
import { type PairedTill, type PairWorld, pairWorld } from '../support/till-pair-ends.ts'

/*
 * Two nodes of one till (ADR 32): the standby has what screens hear of, takes over when the main till is gone, and a main
 * till that comes back is kept out until it has become the standby.
 */

async function aPair() {
  const world = await pairWorld()
  onTestFinished(() => world.close())
  const [main, standby] = world.tills as [PairedTill, PairedTill]
  await main.start()
  await soon(() => main.screen !== null, true)
  await standby.start()
  await inSync(main)
  return { world, main, standby }
}

const soon = <T>(look: () => T | Promise<T>, wanted: T) =>
  expect.poll(look, { timeout: 20_000, interval: 30 }).toEqual(wanted)
const inSync = (main: PairedTill) => soon(() => main.pair.view().standby, 'in-sync')
const plays = (till: PairedTill) => soon(() => till.isAlive && till.screen !== null, true)

const person = demoId('employee', '1111')
const asScreen = (world: PairWorld, body: CommandBody) =>
  readCommand(body, {
    ...{ scale: 2, employeeId: person, newId: world.newId, confirmedById: null, isRepeatAllowed: true },
  })

/** A screen does it, and the till says yes. */
async function done(till: PairedTill, world: PairWorld, body: CommandBody): Promise<void> {
  expect((await till.run(asScreen(world, body))).refusal, body.kind).toBeNull()
}

const aLine = (world: PairWorld, amount = 1) => ({
  ...{ productId: productByCode(world.chain, '10101'), amount },
  positionId: world.newId(),
})

let nextTable = 0
const atTable = (world: PairWorld, dishes = 1) => {
  nextTable += 1
  return {
    ...{ kind: 'tableOrder.place', orderId: world.newId(), guestCount: 2 },
    tableIds: [demoId('table', `main/${(nextTable % 12) + 1}`)],
    items: Array.from({ length: dishes }, () => aLine(world)),
  }
}

async function numbers(till: PairedTill, world: PairWorld): Promise<Map<string, number>> {
  const { tenantId, terminalGroupId } = world.till
  const orders = await till.node.storage.now.tableOrders.board(tenantId, terminalGroupId, 0)
  return new Map(orders.map(({ id, number }) => [id, number]))
}

/** A piece of a day: everything that books are made of happens once at least. */
async function aDay(till: PairedTill, world: PairWorld): Promise<void> {
  await done(till, world, { kind: 'shift.close' })
  await done(till, world, { kind: 'shift.open', startCash: 1000 })
  await done(till, world, { kind: 'personalShift.open', employeeId: person })
  const stopped = { productId: productByCode(world.chain, '10101'), balance: 50 }
  await done(till, world, { kind: 'stopList.put', ...stopped })
  const [paid, open] = [atTable(world, 2), atTable(world, 3)]
  for (const order of [paid, open]) await done(till, world, order)
  const { orderId } = paid
  await done(till, world, { kind: 'tableOrder.printToKitchen', orderId })
  const payments = [{ typeId: demoId('paymentType', 'cash'), sum: 840 }]
  await done(till, world, { kind: 'tableOrder.pay', orderId, payments })
  const login = await demoLogin(world.cloud.app, world.chain)
  const asked = await placeThroughCloud(
    world.cloud.app,
    login,
    aPickup(world.cloud.app, world.chain, world.till),
  )
  const { tenantId, organizationId } = world.till
  const { tillOrders } = till.node.storage.now
  await soon(async () => (await tillOrders.load(tenantId, organizationId, [asked])).size, 1)
}

const nodeIdOf = (till: PairedTill): string => till.node.storage.node.id

/** What a node has of the till's journal besides commands. */
async function heardBy(till: PairedTill, { till: { tenantId, terminalGroupId } }: PairWorld) {
  await till.node.followers.settle()
  const filter = { tenantId, terminalGroupId, origin: 'any', kinds: bookKinds } as const
  return till.node.storage.now.links.entriesFor(filter, 0n, 1000)
}

const sameBooks = async (one: PairedTill, other: PairedTill) => {
  await one.node.followers.settle()
  expect(await other.books()).toEqual(await one.books())
}

test('what a screen hears of is at the standby first, and its books are those of the main till', async () => {
  const { world, main, standby } = await aPair()
  await aDay(main, world)
  for (let count = 0; count < 10; count++) {
    const id = world.newId()
    await main.run(asScreen(world, atTable(world)), id)
    const there = await standby.node.storage.now.journal.ofCorrelation(world.till.tenantId, id)
    expect(there.some(({ completes }) => completes)).toBe(true)
  }
  await soon(async () => (await standby.books()) as object, (await main.books()) as object)
  expect(standby.screen).toBeNull()
  expect(standby.pair.view()).toMatchObject({ role: 'standby', standby: 'in-sync', epoch: 0 })
})

test('without its standby the main till works on and says so; what it did is there when it is back', async () => {
  const { world, main, standby } = await aPair()
  await standby.kill()
  await soon(() => main.pair.view().standby, 'away')
  await done(main, world, atTable(world))
  const reign = async () => (await world.cloud.storage.now.standbys.reign(world.till))?.isAlone
  await soon(reign, true)
  await standby.start()
  await inSync(main)
  await soon(reign, false)
  await standby.node.followers.settle()
  await sameBooks(main, standby)
})

test('the hub agrees that the main till is gone: the standby reigns, nothing is lost or doubled, the old one is kept out', async () => {
  const { world, main, standby } = await aPair()
  await aDay(main, world)
  const again = { id: world.newId(), command: asScreen(world, atTable(world)) }
  await main.run(again.command, again.id)
  const before = await numbers(main, world)
  await main.kill()
  // Nobody plays the till for a moment; what the cloud takes meanwhile waits for whoever does.
  const login = await demoLogin(world.cloud.app, world.chain)
  const waiting = await placeThroughCloud(
    world.cloud.app,
    login,
    aPickup(world.cloud.app, world.chain, world.till),
  )
  await plays(standby)
  expect(standby.pair.view()).toMatchObject({ role: 'main', epoch: 1, standby: 'away' })
  expect(await numbers(standby, world)).toEqual(before)
  // Its screen heard nothing and says it again, to the new main till.
  expect((await standby.run(again.command, again.id)).refusal).toBeNull()
  expect(await numbers(standby, world)).toEqual(before)
  const fresh = atTable(world)
  await done(standby, world, fresh)
  const given = await numbers(standby, world)
  expect(given.size).toBe(before.size + 1)
  expect(given.get(fresh.orderId)).toBeGreaterThan(Math.max(...before.values()))
  const atTill = async () => {
    const { tenantId, organizationId } = world.till
    return [...(await standby.node.storage.now.tillOrders.load(tenantId, organizationId, [waiting])).keys()]
  }
  await soon(atTill, [waiting])

  await main.start()
  await soon(() => main.pair.view(), { role: 'standby', epoch: 1, standby: 'in-sync', partnerUrl: 'standby' })
  expect(main.screen).toBeNull()
  await inSync(standby)
  await done(standby, world, atTable(world))
  await soon(async () => (await main.books()) as object, (await standby.books()) as object)
  // It may have decided something for the cloud while it died; nothing that a screen was told.
  const aside = await main.node.storage.now.standbys.entriesSetAside(world.till, 100)
  expect(aside.map(({ entity }) => entity)).not.toContain('tableOrder')
  expect(await standby.reigns()).toEqual([1])
  // Back again: the reign changes once more.
  await standby.kill()
  await plays(main)
  expect(main.pair.view().epoch).toBe(2)
  await done(main, world, atTable(world))
  expect((await numbers(main, world)).size).toBe(given.size + 2)
})

test('a standby that lacks something is promoted by right alone; what the old main till did alone is set aside', async () => {
  const { world, main, standby } = await aPair()
  const together = atTable(world)
  await done(main, world, together)
  world.isLanCut = true
  world.isCloudCut = true
  for (const till of [main, standby]) till.cutAll()
  await soon(() => main.pair.view().standby, 'away')
  const alone = atTable(world)
  await done(main, world, alone)
  // By itself it may not: nobody agrees.
  expect(await standby.pair.promote(false, 'till')).toEqual({ refusal: 'hub-away' })
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  const other = atTable(world)
  await done(standby, world, other)
  // They meet before the old main till can tell the cloud of it.
  world.isLanCut = false
  await soon(() => main.pair.view().role, 'standby')
  world.isCloudCut = false
  expect(main.screen).toBeNull()
  await inSync(standby)
  await soon(async () => (await main.books()) as object, (await standby.books()) as object)
  expect([...(await numbers(standby, world)).keys()].sort()).toEqual([together.orderId, other.orderId].sort())
  const aside = await main.node.storage.now.standbys.entriesSetAside(world.till, 100)
  expect(aside.map(({ entityId }) => entityId)).toContain(alone.orderId)
  // Nobody is told of them later.
  await world.cloud.followers.settle()
  const told = await world.cloud.storage.now.journal.ofEntity(world.till.tenantId, alone.orderId)
  expect(told).toEqual([])
})

test('a main till that worked alone is not taken over by itself', async () => {
  const { world, main, standby } = await aPair()
  world.isLanCut = true
  for (const till of [main, standby]) till.cutLan()
  await soon(() => main.pair.view().standby, 'away')
  const alone = atTable(world)
  await done(main, world, alone)
  await soon(async () => (await world.cloud.storage.now.standbys.reign(world.till))?.isAlone, true)
  const told = () => world.cloud.storage.now.journal.ofEntity(world.till.tenantId, alone.orderId)
  await soon(async () => (await told()).length > 0, true)
  await main.kill()
  await soon(() => world.hub.isConnected(world.till.terminalGroupId), false)
  expect(await standby.pair.promote(false, 'till')).toEqual({ refusal: 'main-was-alone' })
  // What it told the cloud alone comes from there.
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  expect((await numbers(standby, world)).has(alone.orderId)).toBe(true)
})

test('what is set aside is so for all: the cloud, which heard of it, does not bring it back', async () => {
  const { world, main, standby } = await aPair()
  world.isLanCut = true
  world.isCloudCut = true
  for (const till of [main, standby]) till.cutLan()
  standby.cutCloud()
  await soon(() => main.pair.view().standby, 'away')
  const alone = atTable(world)
  await done(main, world, alone)
  const told = () => world.cloud.storage.now.journal.ofEntity(world.till.tenantId, alone.orderId)
  await soon(async () => (await told()).length > 0, true)
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  const other = atTable(world)
  await done(standby, world, other)
  world.isCloudCut = false
  world.isLanCut = false
  await soon(() => main.pair.view().role, 'standby')
  await inSync(standby)
  const asideAt = async ({ storage }: PairedTill['node']) =>
    (await storage.now.standbys.entriesSetAside(world.till, 100)).map(({ entityId }) => entityId)
  await soon(async () => (await asideAt(world.cloud)).includes(alone.orderId), true)

  // It is the standby's turn to hear all from the cloud.
  await main.pair.promote(true, 'employee:manager')
  await inSync(main)
  await soon(async () => (await standby.books()) as object, (await main.books()) as object)
  expect([...(await numbers(standby, world)).keys()]).toEqual([other.orderId])
})

test('the cloud’s pictures of what is set aside are made anew, and other changes of those orders go on from there', async () => {
  const { world, main, standby } = await aPair()
  const { tenantId } = world.till
  const [changed, untouched] = [atTable(world), atTable(world)]
  for (const order of [changed, untouched]) await done(main, world, order)
  const pictured = async () => {
    const ids = [changed.orderId, untouched.orderId]
    const pictures = await world.cloud.storage.now.cloudTableOrders.load(tenantId, ids)
    return ids.map((id) => pictures.get(id)?.state?.items.length)
  }
  const login = await demoLogin(world.cloud.app, world.chain)
  const asked = await placeThroughCloud(
    world.cloud.app,
    login,
    aPickup(world.cloud.app, world.chain, world.till),
  )
  const comment = async () =>
    (await world.cloud.storage.now.cloudOrders.load(tenantId, [asked])).get(asked)?.state?.comment
  await soon(async () => (await comment()) === undefined, false)
  const before = await comment()
  await soon(pictured, [1, 1])
  await inSync(main)
  await soon(async () => (await standby.books()) as object, (await main.books()) as object)
  world.isLanCut = true
  world.isCloudCut = true
  for (const till of [main, standby]) till.cutLan()
  standby.cutCloud()
  await soon(() => main.pair.view().standby, 'away')
  const { orderId } = changed
  await done(main, world, { kind: 'tableOrder.addItems', orderId, items: [aLine(world), aLine(world)] })
  await done(main, world, { kind: 'delivery.changeComment', orderId: asked, comment: 'alone' })
  await soon(pictured, [3, 1])
  await soon(comment, 'alone')
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  world.isCloudCut = false
  world.isLanCut = false
  await soon(() => main.pair.view().role, 'standby')
  await inSync(standby)
  await soon(pictured, [1, 1])
  await soon(comment, before)
  await done(standby, world, { kind: 'tableOrder.addItems', orderId, items: [aLine(world)] })
  await soon(pictured, [2, 1])
  const [atCloud, atTill] = await Promise.all([
    world.cloud.storage.now.cloudTableOrders.load(tenantId, [orderId]),
    standby.node.storage.now.tableOrders.load(tenantId, world.till.organizationId, [orderId]),
  ])
  expect(atCloud.get(orderId)?.state).toEqual(atTill.get(orderId))
})

test('a command whose answer was set aside is decided anew by a node that knows of no other answer', async () => {
  const { world, main, standby } = await aPair()
  world.isLanCut = true
  world.isCloudCut = true
  standby.cutAll()
  main.cutLan()
  await soon(() => main.pair.view().standby, 'away')
  const login = await demoLogin(world.cloud.app, world.chain)
  const asked = await placeThroughCloud(
    world.cloud.app,
    login,
    aPickup(world.cloud.app, world.chain, world.till),
  )
  const { tenantId, organizationId } = world.till
  const atTill = async () => [
    ...(await main.node.storage.now.tillOrders.load(tenantId, organizationId, [asked])).keys(),
  ]
  await soon(atTill, [asked])
  main.cutCloud()
  // The standby has neither the command nor the answer.
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  world.isLanCut = false
  await soon(() => main.pair.view().role, 'standby')
  await inSync(standby)
  await soon(atTill, [])
  await standby.kill()
  expect(await main.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  await soon(atTill, [asked])
  const unanswered = (await main.node.storage.now.standbys.unanswered(world.till)).map(({ kind }) => kind)
  expect(unanswered).toEqual([])
})

test('what the main till has of what is set aside counts: it came by the cloud before anybody knew', async () => {
  const { world, main, standby } = await aPair()
  await done(main, world, atTable(world))
  const { tenantId } = world.till
  const origin = nodeIdOf(main)
  const last = await main.node.storage.now.standbys.lastSeq(tenantId, origin)
  await main.node.storage.now.standbys.putAside(world.till, {
    ...{ origin, afterSeq: last - 1n, upToSeq: last + 5n },
    ...{ epoch: 1, at: world.clock.now() },
  })
  await main.kill()
  await plays(standby)
  await main.start()
  await inSync(standby)
  const asideAt = async ({ node }: PairedTill) =>
    (await node.storage.now.standbys.setAside(world.till)).map(({ afterSeq, upToSeq }) => [afterSeq, upToSeq])
  for (const till of [standby, main]) await soon(() => asideAt(till), [[last, last + 5n]])
  await soon(async () => (await main.books()) as object, (await standby.books()) as object)
})

test('a standby that never met its main till is promoted with all that the cloud knows of it', async () => {
  const world = await pairWorld()
  onTestFinished(() => world.close())
  const [main, standby] = world.tills as [PairedTill, PairedTill]
  await main.start()
  await soon(() => main.screen !== null, true)
  world.isLanCut = true
  await aDay(main, world)
  await standby.start()
  await soon(async () => (await heardBy(standby, world)).length, (await heardBy(main, world)).length)
  const before = await main.books()
  await main.kill()
  await soon(() => world.hub.isConnected(world.till.terminalGroupId), false)
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  expect(await standby.books()).toEqual(before)
  await done(standby, world, atTable(world))
})

test('a main till that was superseded takes over again with what the cloud heard of the other, when that one is gone', async () => {
  const { world, main, standby } = await aPair()
  const together = atTable(world)
  await done(main, world, together)
  world.isLanCut = true
  world.isCloudCut = true
  for (const till of [main, standby]) till.cutAll()
  await soon(() => main.pair.view().standby, 'away')
  const alone = atTable(world)
  await done(main, world, alone)
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  const other = atTable(world)
  await done(standby, world, other)
  world.isCloudCut = false
  await soon(() => main.pair.view().role, 'waiting')
  await soon(
    async () => (await heardBy(main, world)).some(({ entityId }) => entityId === other.orderId),
    true,
  )
  // Nobody takes the place of a main till that the cloud hears.
  expect(await main.pair.promote(true, 'employee:manager')).toEqual({ refusal: 'superseded' })
  await standby.kill()
  await soon(() => world.hub.isConnected(world.till.terminalGroupId), false)
  expect(await main.pair.promote(false, 'till')).toEqual({ refusal: 'superseded' })
  expect(await main.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  expect(main.pair.view().epoch).toBe(2)
  expect([...(await numbers(main, world)).keys()].sort()).toEqual([together.orderId, other.orderId].sort())
  const aside = await main.node.storage.now.standbys.entriesSetAside(world.till, 100)
  expect(aside.map(({ entityId }) => entityId)).toContain(alone.orderId)
  await done(main, world, atTable(world))
  world.isLanCut = false
  await standby.start()
  await inSync(main)
  await soon(async () => (await standby.books()) as object, (await main.books()) as object)
})

test('a reign that was given to a standby that died before it began goes back to the main till', async () => {
  const { world, main, standby } = await aPair()
  const together = atTable(world)
  await done(main, world, together)
  const nodeId = standby.node.storage.node.id
  await standby.kill()
  const claim = { nodeId, epoch: 0, isByRight: false, isMainHeard: false }
  await soon(async () => (await world.cloud.storage.now.standbys.reign(world.till))?.isAlone, true)
  // The hub gave it, and nobody heard that any more.
  expect(await claimReign(world.cloud.app, world.till, { ...claim, isByRight: true })).toEqual({
    ...{ epoch: 1, refusal: null },
  })
  main.cutCloud()
  await soon(() => main.pair.view().role, 'waiting')
  await standby.start()
  await plays(main)
  await inSync(main)
  await done(main, world, atTable(world))
  expect((await numbers(main, world)).has(together.orderId)).toBe(true)
  await soon(async () => (await standby.books()) as object, (await main.books()) as object)
  // The next one may be taken as ever.
  await main.kill()
  await plays(standby)
})

test('a main till that is cut off sells on when a standby comes back that had been given its place', async () => {
  const { world, main, standby } = await aPair()
  const nodeId = standby.node.storage.node.id
  await standby.kill()
  const { spoke } = main.living
  await spoke.halt()
  const claim = { nodeId, epoch: 0, isByRight: true, isMainHeard: false }
  expect((await claimReign(world.cloud.app, world.till, claim)).epoch).toBe(1)
  const alone = atTable(world)
  await done(main, world, alone)
  world.isLanCut = true
  await standby.start()
  await soon(async () => (await world.cloud.storage.now.standbys.reign(world.till))?.nodeId, nodeIdOf(main))
  spoke.resume()
  await soon(() => world.hub.isConnected(world.till.terminalGroupId), true)
  expect(main.pair.view().role).toBe('main')
  expect((await numbers(main, world)).has(alone.orderId)).toBe(true)
})

test('a till does not reign by books that are not whole: what keeps them from it ends first', async () => {
  const { world, main, standby } = await aPair()
  await aDay(main, world)
  const catalog = standby.node.app.catalog
  let isBroken = true
  standby.node.app.catalog = (tenantId) =>
    isBroken ? Promise.reject(new Error('the disk is full')) : catalog(tenantId)
  const waiting = atTable(world)
  await done(main, world, waiting)
  await main.kill()
  await soon(() => world.hub.isConnected(world.till.terminalGroupId), false)
  await expect(standby.pair.promote(true, 'employee:manager')).rejects.toThrow('not whole')
  expect(standby.screen).toBeNull()
  isBroken = false
  // It tries again by itself: its hub counts on it.
  await plays(standby)
  expect((await numbers(standby, world)).has(waiting.orderId)).toBe(true)
  expect(world.problems.splice(0).join()).toContain('the disk is full')
})

test('what a main till could not tell the cloud any more, the new one tells: all of it, before its own', async () => {
  const { world, main, standby } = await aPair()
  world.isCloudCut = true
  for (const till of [main, standby]) till.cutCloud()
  const untold = atTable(world)
  await done(main, world, untold)
  const told = async (id: string) =>
    (await world.cloud.storage.now.journal.ofEntity(world.till.tenantId, id)).map(({ kind }) => kind)
  await main.kill()
  expect(await told(untold.orderId)).toEqual([])
  expect(await standby.pair.promote(true, 'employee:manager')).toEqual({ refusal: null })
  const later = atTable(world)
  await done(standby, world, later)
  world.isCloudCut = false
  await soon(async () => (await told(later.orderId)).length > 0, true)
  expect(await told(untold.orderId)).toEqual(
    (await standby.node.storage.now.journal.ofEntity(world.till.tenantId, untold.orderId)).map(
      ({ kind }) => kind,
    ),
  )
  await world.cloud.followers.settle()
})
