/**
 * Deliveries come to a till by two roads: decided in the transaction that accepts them, or told through the journal
 * (ADR 24). The same requests by both leave the same: pictures, books of the till, journal, outcomes, webhooks. A failure
 * prints the seed; run it again with SEED=….
 */
import { afterAll, expect, test } from 'vitest'
import { acceptDelivery } from '../../src/app/cloud/accept-delivery.ts'
import type { DeliveryRequest } from '../../src/app/cloud/delivery-request.ts'
import type { Login } from '../../src/app/cloud/login.ts'
import { toldApart } from '../../src/app/journey/told-apart.ts'
import { takeCommands } from '../../src/app/till/take-commands.ts'
import { canonicalJson } from '../../src/kernel/canonical.ts'
import { refuse } from '../../src/kernel/refusals.ts'
import { type Node, openNode } from '../../src/main/node.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import type { LocalTill } from '../../src/main/tills.ts'
import { type DemoChain, demoChain } from '../../src/seed/demo/index.ts'
import { type Chance, chanceOf } from '../support/chance.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { aPickup, demoLogin, productByCode } from '../support/orders.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`two-roads: SEED=${seed}`)

const noon = Date.UTC(2026, 10, 27, 9)
const codes = ['10101', '10102', '10103', '60111']
const steps = 24
const crowdMax = 12

type Road = {
  isAtHand: boolean
  node: Node
  local: LocalTill
  login: Login
  clock: SandboxClock
  database: TestDatabase
  problems: string[]
  count: { asKnown: number }
}
const opened: Road[] = []
afterAll(async () => {
  for (const { node, database } of opened) {
    await node.stop()
    await database.close()
  }
})

async function openRoad(chain: DemoChain, isAtHand: boolean, isHeard: boolean): Promise<Road> {
  const database = await testDatabase()
  const clock = new SandboxClock()
  clock.setSpeed(0)
  clock.jumpTo(noon)
  const problems: string[] = []
  const node = await openNode({
    engine: database,
    clock,
    random: systemRandom(clock),
    roles: new Set(['cloud', 'server', 'till']),
    log: (level, text, details) => {
      if (level === 'error') problems.push(`${text} ${JSON.stringify(details)}`)
    },
  })
  const count = countAsKnown(node)
  await node.load(chain)
  const local = [...node.tills.values()].find(({ code }) => code === 'pokrovka')
  if (!local) throw new Error('no till')
  if (!isAtHand) local.atHand = () => null
  const login = await demoLogin(node.app, chain)
  if (isHeard) await subscribe(node, local, login)
  const road = { isAtHand, node, local, login, clock, database, problems, count }
  opened.push(road)
  return road
}

async function subscribe(node: Node, { till }: LocalTill, login: Login): Promise<void> {
  const { tenantId, organizationId } = till
  await node.storage.now.webhooks.saveSubscription({
    ...{ tenantId, organizationId, loginId: login.key.id, uri: 'https://example.org/hook' },
    ...{ authToken: null, profile: 'iiko', signingSecret: null, blockedUntil: null, blockLevel: 0 },
    filter: {
      deliveryOrderFilter: { orderStatuses: ['WaitCooking', 'Unconfirmed'], errors: true },
      stopListUpdateFilter: { updates: true },
    },
  })
}

/** Counts groups that a till opened from now on writes by what is known of it, without reading. */
function countAsKnown({ storage }: Node): { asKnown: number } {
  const count = { asKnown: 0 }
  const open = storage.openDeskLine
  storage.openDeskLine = () => {
    const line = open()
    return {
      ...line,
      async saveAsKnown(...given) {
        const saved = await line.saveAsKnown(...given)
        if (saved) count.asKnown += 1
        return saved
      },
    }
  }
  return count
}

/** What is asked in one moment: either something of the till's screen, or deliveries that come together. */
type Step =
  | { kind: 'stop'; code: string; balance: bigint }
  | { kind: 'clear' }
  | { kind: 'refuse'; isOn: boolean }
  | { kind: 'orders'; orders: Asked[] }
type Asked = {
  id: string
  label: string
  lines: { code: string; amount: bigint; positionId: string | null }[]
  phone: string
  isNameless: boolean
  isUnknown: boolean
}

/** The last steps: whatever chance made of the others, groups come to a till that was read and that nobody has changed since. */
const calmSteps = 4

function stepOf(chance: Chance, index: number, before: Asked[]): Step {
  const isCalm = index >= steps - calmSteps
  if (index === steps - calmSteps) return { kind: 'clear' }
  if (index === steps - calmSteps - 1) return { kind: 'refuse', isOn: false }
  if (!isCalm && index % 6 === 5) return { kind: 'clear' }
  if (!isCalm && index % 6 === 2)
    return { kind: 'stop', code: chance.pick(codes), balance: BigInt(chance.int(9)) * 1000n }
  if (!isCalm && index % 9 === 4) return { kind: 'refuse', isOn: chance.often(0.5) }
  // What is plain is decided by what is known of the till, once it was read: the second step of every six always is.
  const isPlain = isCalm || index % 6 === 1
  const isWithPositions = !isPlain && chance.often(0.4)
  const orders = Array.from({ length: 1 + chance.int(crowdMax) }, (_, place): Asked => {
    const repeated = before.length > 0 && !isPlain && chance.often(0.1) ? chance.pick(before) : null
    // Its id again, with another request: nothing may come of it.
    if (repeated) return { ...repeated, label: `again ${index}/${place}` }
    return {
      id: chance.uuid(),
      label: `${index}/${place}`,
      lines: Array.from({ length: 1 + chance.int(3) }, () => ({
        code: chance.pick(codes),
        amount: BigInt(1 + chance.int(3)) * 1000n,
        positionId: isWithPositions && chance.often(0.2) ? chance.uuid() : null,
      })),
      phone: `+7900555${9000 + chance.int(6)}`,
      isNameless: chance.often(0.2),
      isUnknown: chance.often(0.1),
    }
  })
  // Who comes to whom first is nobody's to say when one id comes twice in one moment.
  const first = new Map(orders.map((order) => [order.id, order]))
  const all = [...first.values()]
  for (const order of all) if (!before.some(({ id }) => id === order.id)) before.push(order)
  return { kind: 'orders', orders: all }
}

function requestOf(road: Road, chain: DemoChain, asked: Asked): DeliveryRequest {
  const { organizationId, terminalGroupId } = road.local.till
  const plain = aPickup(road.node.app, chain, { organizationId, terminalGroupId })
  const [line] = plain.order.items
  if (line?.kind !== 'Product') throw new Error('no line')
  const { customer } = plain.contact
  return {
    ...plain,
    contact: { ...plain.contact, phone: asked.phone, customer: asked.isNameless ? null : customer },
    order: {
      ...plain.order,
      orderId: asked.id,
      externalNumber: asked.label,
      hasCustomer: !asked.isNameless,
      comment: asked.label,
      items: asked.lines.map(({ code, amount, positionId }) => ({
        ...line,
        productId: asked.isUnknown ? asked.id : productByCode(chain, code),
        amount,
        positionId,
      })),
    },
  }
}

async function take(road: Road, chain: DemoChain, step: Step): Promise<string[]> {
  const { node, local } = road
  const request = { id: node.app.random.uuid(), actor: 'screen', deadline: null }
  if (step.kind === 'stop') {
    const items = [{ productId: productByCode(chain, step.code), sizeId: null, balance: step.balance }]
    await local.run({ ...request, command: { kind: 'stopList.put', items } })
    return []
  }
  if (step.kind === 'clear') {
    await local.run({ ...request, command: { kind: 'stopList.clear' } })
    return []
  }
  if (step.kind === 'refuse') {
    local.veto = step.isOn
      ? (order) => (order.items.length > 1 ? refuse('till.refused', { reason: 'no' }) : null)
      : null
    return []
  }
  const place = (asked: Asked): Promise<string> =>
    acceptDelivery(node.app, road.login, requestOf(road, chain, asked)).then(
      ({ order }) => order.creationStatus,
      (error: unknown) => String(error),
    )
  if (road.isAtHand) return Promise.all(step.orders.map(place))
  // The journal tells in which order they came; of a crowd that would be anybody's guess.
  const answers: string[] = []
  for (const asked of step.orders) answers.push(await place(asked))
  return answers
}

/**
 * Tables and columns that tell what was left. Ids that were drawn and secrets are left out, and numbers but for their order:
 * what is refused in a batch leaves a gap after the batch, on either road.
 */
const traces: Record<string, string> = {
  pictures: `select id, terminal_group_id, login_id, source_key, external_number, creation_status, error, rank() over (order by number) as place, status,
    service_type, sum, complete_before, received_at, received_from_front_at, state, contact_id is null as nobody,
    pos_id is null as unplaced from cloud_order order by id`,
  'order of revisions': 'select id from cloud_order order by revision, id',
  till: `select id, terminal_group_id, rank() over (order by number) as place, status, is_open, complete_before, created_at, version, state
    from till_order order by id`,
  commands: `select order_id, terminal_group_id, kind, state, error, accepted_at, deadline, finished_at from command
    where order_id is not null order by order_id, accepted_at, state`,
  journal: `select j.entity_id, j.kind, j.entity, j.at, j.actor, j.completes, j.terminal_group_id, j.correlation_id is null as alone
    from journal j join journal_position p using (tenant_id, origin, seq)
    where j.kind like 'delivery.%' or j.kind in ('till.command', 'stopList.changed')
    order by case when j.kind = 'stopList.changed' then null else j.entity_id end nulls last, p.position`,
  refusals: `select payload::json->>'orderId' as id, payload::json->'refusal' as refusal from journal
    where kind = 'till.commandFailed' order by 1`,
  contents: `select entity_id, regexp_replace(payload,
      '"(guestId|posId|positionId|contactId|number)":("[^"]*"|\\d+)', '"\\1":"drawn"', 'g') as payload
    from journal where kind in ('delivery.placed', 'till.command') order by entity_id, kind desc, seq`,
  counters: `select name, value from till_counter where name like 'orders %' order by name`,
  'stop list of the till': 'select terminal_group_id, items from till_stop_list order by 1',
  'stop list of the cloud': 'select terminal_group_id, items from cloud_stop_list order by 1',
  guests: 'select count(*)::int as guests from guest',
  positions: `select id from client_id_claim where kind = 'position' order by id`,
  claims: `select id, organization_id from client_id_claim where kind = 'order' order by id`,
  webhooks: `select entity_id, event_type, at from webhook_event
    where event_type <> 'StopListUpdate' order by entity_id, seq`,
  'webhooks of stop lists': `select count(*)::int as events from webhook_event where event_type = 'StopListUpdate'`,
}

async function left({ database }: Road): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const [name, text] of Object.entries(traces)) found[name] = (await database.pool.query(text)).rows
  return found
}

type Content = { entity_id: string; payload: string }

/** Deliveries of which one entry tells that they were asked for and what the till did. */
const doneAtOnce = (contents: readonly Content[]): Set<string> =>
  new Set(contents.filter(({ payload }) => JSON.parse(payload).asked).map(({ entity_id }) => entity_id))

/** The entries of both sides as the one of a delivery that was done at once tells them (ADR 24). */
function asDone(contents: readonly Content[], done: ReadonlySet<string>): Content[] {
  const deadlines = new Map<string, number | null>()
  return contents.flatMap(({ entity_id, payload }) => {
    if (!done.has(entity_id)) return [{ entity_id, payload }]
    const told = JSON.parse(payload)
    if (told.command) {
      expect(told.command).toMatchObject({ kind: 'delivery.place', orderId: entity_id })
      deadlines.set(entity_id, told.deadline)
      return []
    }
    const deadline = deadlines.get(entity_id)
    expect(deadline, 'it was asked for').toBeDefined()
    return [{ entity_id, payload: canonicalJson({ ...told, asked: { deadline } }) }]
  })
}

const countDone = async ({ database }: Road): Promise<number> => {
  const text = 'select count(*)::int as n from journal_position where is_done'
  return (await database.pool.query<{ n: number }>(text)).rows[0]?.n ?? 0
}

test.each([
  ['while a receiver of webhooks hears of them, for whom the till is read', true],
  ['by what is known of the till', false],
])(
  'the same deliveries by both roads leave the same: %s',
  async (_, isHeard) => {
    const chain = demoChain()
    const [atHand, byJournal] = [await openRoad(chain, true, isHeard), await openRoad(chain, false, isHeard)]
    const chance = chanceOf(seed)
    const before: Asked[] = []
    for (let index = 0; index < steps; index++) {
      const step = stepOf(chance, index, before)
      const answers = []
      for (const road of [atHand, byJournal]) {
        answers.push(await take(road, chain, step))
        await road.node.followers.settle()
        road.clock.advance(1000)
      }
      expect(answers[0], `step ${index}`).toEqual(answers[1])
    }
    const [own, other] = [await left(atHand), await left(byJournal)]
    const [contents, otherContents] = [own['contents'], other['contents']] as [Content[], Content[]]
    const done = doneAtOnce(contents)
    expect([...doneAtOnce(otherContents)]).toEqual([])
    other['contents'] = asDone(otherContents, done)
    other['journal'] = (other['journal'] as { entity_id: string; kind: string }[]).filter(
      ({ entity_id, kind }) => kind !== 'till.command' || !done.has(entity_id),
    )
    for (const name of Object.keys(traces)) expect(own[name], name).toEqual(other[name])
    const pictures = own['pictures'] as { id: string; creation_status: string }[]
    const succeeded = pictures.filter(({ creation_status }) => creation_status === 'Success')
    expect([...done].sort()).toEqual(succeeded.map(({ id }) => id).sort())
    expect(done.size).toBeGreaterThan(0)
    expect(own['pictures']?.length).toBeGreaterThan(20)
    expect(own['refusals']?.length).toBeGreaterThan(0)
    expect(atHand.count.asKnown > 0).toBe(!isHeard)
    expect([(await countDone(atHand)) > 0, await countDone(byJournal)]).toEqual([true, 0])
    expect([atHand.problems, byJournal.problems]).toEqual([[], []])
    expect((await atHand.node.storage.verifyJournal()).brokenAt).toBeNull()
  },
  240_000,
)

function aSign(): { given: Promise<void>; give(): void } {
  let give = (): void => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give: () => give() }
}

/** Waits until somebody waits for a lock. */
async function someoneWaits({ database }: Road): Promise<void> {
  const text = 'select exists (select from pg_locks where not granted) as "isSo"'
  while (!(await database.pool.query<{ isSo: boolean }>(text)).rows[0]?.isSo)
    await new Promise((resolve) => setTimeout(resolve, 5))
}

/** The number of a picture, or why there is none. */
type Outcome = { status: string; number: number | null }

test.each([1, 2])(
  'a till that somebody holds when groups come is looked at as that one leaves it: %i under way',
  async (groups) => {
    const chain = demoChain()
    const road = await openRoad(chain, true, false)
    const { node, local, database } = road
    const { tenantId, organizationId, terminalGroupId } = local.till
    const chance = chanceOf(seed)
    const place = async (code: string): Promise<string> => {
      const id = chance.uuid()
      const lines = [{ code, amount: 1000n, positionId: null }]
      const asked = { id, label: id, lines, phone: '+79005559001', isNameless: false, isUnknown: false }
      await acceptDelivery(node.app, road.login, requestOf(road, chain, asked))
      return id
    }
    const outcomeOf = async (ids: readonly string[]): Promise<Outcome[]> => {
      const found = await node.storage.now.cloudOrders.load(tenantId, ids)
      return [...found.values()].map(({ creationStatus, state }) => ({
        status: creationStatus,
        number: state?.number ?? null,
      }))
    }
    const first = [await place('10101'), await place('10101')]
    expect(road.count.asKnown).toBe(1)

    const { rows } = await database.pool.query<{ name: string }>(
      `select name from till_counter where terminal_group_id = $1 and name like 'orders %'`,
      [terminalGroupId],
    )
    const [locked, released] = [aSign(), aSign()]
    const holding = node.storage.transaction(async (tx) => {
      await tx.tillOrders.takeNumbers({ ...local.till, counter: rows[0]?.name ?? '' }, 0)
      const stopped = {
        productId: productByCode(chain, '10101'),
        sizeId: null,
        balance: 0n,
        isCounted: false,
      }
      await tx.stopLists.saveAtTill(tenantId, organizationId, terminalGroupId, [
        { ...stopped, dateAdd: noon },
      ])
      locked.give()
      await released.given
    })
    await locked.given
    const placing: Promise<string>[] = []
    for (let group = 0; group < groups; group++) {
      placing.push(place('10101'))
      await someoneWaits(road)
      // The next one is decided behind it, by what this one is believed to leave.
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    released.give()
    await holding
    const refused = await outcomeOf(await Promise.all(placing))
    expect(refused.map(({ status }) => status)).toEqual(placing.map(() => 'Error'))
    const later = [await place('10102'), await place('10102'), await place('10102')]
    const numbers = (await outcomeOf([...first, ...later])).map(({ number }) => number)
    expect(new Set(numbers).size).toBe(first.length + later.length)
  },
  60_000,
)

test('one entry tells that a delivery was asked for and what its till did; its till asks nothing of it', async () => {
  const chain = demoChain()
  const road = await openRoad(chain, true, false)
  const { storage, app } = road.node
  const id = chanceOf(seed).uuid()
  const asked = { id, label: id, phone: '+79005559001', isNameless: false, isUnknown: false }
  const lines = [{ code: '10101', amount: 1000n, positionId: null }]
  await acceptDelivery(app, road.login, requestOf(road, chain, { ...asked, lines }))
  const written = await storage.now.journal.ofEntity(road.local.till.tenantId, id)
  expect(written.map(({ kind }) => kind)).toEqual(['delivery.placed'])
  const told = written.flatMap(toldApart)
  expect(told.map(({ kind, at, correlationId }) => ({ kind, at, correlationId }))).toEqual(
    ['till.command', 'delivery.placed'].map((kind) => ({
      ...{ kind, at: noon, correlationId: written[0]?.correlationId },
    })),
  )
  // As journals of an earlier version hold it; under another id, so that no answer of the till is known.
  const heard = told.map((entry, index) => ({
    ...entry,
    ...{ correlationId: app.random.uuid(), position: BigInt(index + 1), isDone: false },
  }))
  const countEntries = async (): Promise<number> =>
    (await road.database.pool.query('select from journal')).rows.length
  const before = await countEntries()
  await storage.transaction((tx) => takeCommands(app, tx, road.local.till, heard))
  expect(await countEntries()).toBe(before)
})
