import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handedOverKind } from '../../src/app/route/kinds.ts'
import { type Chance, chanceOf, seedOfRun } from '../support/chance.ts'
import { demoCatalog } from '../support/demo-catalog.ts'
import { writeEvidence } from '../support/evidence.ts'
import { productByCode } from '../support/orders.ts'
import {
  apiKey,
  chain,
  type FivePlaces,
  onData,
  outlet,
  type PlaceName,
  placeNames,
  prepareFivePlaces,
} from './five-places.ts'
import {
  expectBooksOfTheChain,
  expectGuest,
  expectSalesAtTheChain,
  expectTrueReplication,
} from './shared-life.ts'

/*
 * The legacy route in five real processes: the portal of iiko.biz, the call centre's server, the chain, a restaurant's
 * server and its till (biz-card-api §16). Each is killed, each line between two of them cut or muted, while clients add
 * orders; then every order that was acknowledged is closed at the till, once, and all places say so. SEED replays the
 * blows, BLOWS makes more of them.
 */

type Json = any // any: a test looks where it likes

const seed = seedOfRun(1)
const blows = Number(process.env['BLOWS'] ?? 9)
const dish = productByCode(chain, '10101')
const price = Number(demoCatalog().price(outlet.organizationId, dish, null, null)?.price ?? 0n) / 100
const guest = { phone: '+79005550977', name: 'Варвара' }
const secret = apiKey?.apiLogin ?? ''

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'trapeza-five-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function json(url: string, body?: Json, headers: Record<string, string> = {}): Promise<Json> {
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(20_000),
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers },
        }),
  })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${url.split('?')[0]}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

/** A client of iiko.biz: its token is asked anew for every call, since the portal forgets them when it dies. */
function bizAt(portalUrl: string) {
  const call = async (path: string, query: Record<string, string>, body?: Json): Promise<Json> => {
    const login = new URLSearchParams({ user_id: apiKey?.id ?? '', user_secret: secret })
    const token = await json(`${portalUrl}/api/0/auth/access_token?${login}`)
    return json(`${portalUrl}/api/0/${path}?${new URLSearchParams({ access_token: token, ...query })}`, body)
  }
  return {
    add: (id: string, isForced: boolean): Promise<Json> =>
      call(
        'orders/add',
        { request_timeout: '00:00:08' },
        {
          organization: outlet.organizationId,
          // Forced, or by the restrictions (§16.4).
          deliveryTerminalId: isForced ? outlet.terminalGroupId : null,
          customer: { id: null, name: 'Анна', phone: '+79005550311' },
          order: {
            ...{ id, date: null, phone: '+79005550311', isSelfService: 'true' },
            items: [{ id: dish, code: '10101', name: 'Борщ', amount: 1 }],
            paymentItems: [{ sum: price, paymentType: { code: 'CASH' }, isProcessedExternally: false }],
          },
        },
      ),
    info: (id: string): Promise<Json> =>
      call('orders/info', { organization: outlet.organizationId, order: id }),
    register: (phone: string, name: string): Promise<Json> =>
      call(
        'customers/create_or_update',
        { organization: outlet.organizationId },
        { customer: { phone, name } },
      ),
  }
}
type Biz = ReturnType<typeof bizAt>

async function cloudAt(portalUrl: string, orderIds: readonly string[]): Promise<Json[]> {
  const { token } = await json(`${portalUrl}/api/1/access_token`, { apiLogin: secret })
  const ask = { organizationId: outlet.organizationId, orderIds }
  const { orders } = await json(`${portalUrl}/api/1/deliveries/by_id`, ask, {
    authorization: `Bearer ${token}`,
  })
  return orders
}

/**
 * Staff of the till: somebody whom the chain's books know opens the shift; whatever is placed from now on is cooked and
 * closed.
 */
async function employTheTill(tillUrl: string): Promise<void> {
  const api = `${tillUrl}/till/pokrovka/api`
  const { token } = await json(`${api}/login`, { pin: '1111' })
  const staff = { authorization: `Bearer ${token}` }
  // It may be open: then this is refused, and what matters is that it is.
  const id = crypto.randomUUID()
  await json(`${api}/commands`, { id, command: { kind: 'shift.open' } }, staff).catch(() => null)
  await json(`${tillUrl}/__/till/pokrovka/script`, {
    name: 'shift',
    steps: ['accept', 'cook', 'cooked', 'close'].map((deed) => ({ do: deed })),
  })
}

/** What the till sells, as its screen has it. */
async function menuOf(tillUrl: string): Promise<string> {
  const api = `${tillUrl}/till/pokrovka/api`
  const { token } = await json(`${api}/login`, { pin: '1111' })
  const answer = await fetch(`${api}/menu`, { headers: { authorization: `Bearer ${token}` } })
  return answer.text()
}

/** Adds orders one after the other until it is told to stop; an order without an answer is asked for again. */
function client(biz: Biz, chance: Chance, acknowledged: Set<string>) {
  let isOver = false
  const done = (async () => {
    while (!isOver) {
      const [id, isForced] = [chance.uuid(), chance.often(0.5)]
      for (let tries = 0; tries < 200; tries++) {
        const order = await biz.add(id, isForced).catch(() => null)
        if (order?.orderId === id) {
          acknowledged.add(id)
          break
        }
        await sleep(150)
      }
      await sleep(chance.int(120))
    }
  })()
  return {
    async stop() {
      isOver = true
      await done
    },
  }
}

async function strike(five: FivePlaces, victim: string, chance: Chance): Promise<void> {
  const wire = five.wires[victim]
  if (wire) {
    if (chance.often(0.5)) wire.cut()
    else wire.mute()
    await sleep(300 + chance.int(700))
    return wire.mend()
  }
  const place = five.places[victim as PlaceName]
  await place.kill(chance)
  await sleep(chance.int(400))
  await place.start()
}

test(
  `the legacy route in five processes under ${blows} blows of seed ${seed}: nothing is lost or doubled`,
  async () => {
    const chance = chanceOf(seed)
    const startedAt = performance.now()
    const five = await prepareFivePlaces(home)
    const { places, portalUrl, tillUrl } = five
    const biz = bizAt(portalUrl)
    const acknowledged = new Set<string>()
    const suffered: string[] = []
    try {
      await Promise.all([places.chain.start(), places.portal.start()])
      await Promise.all([places.callcentre.start(), places.server.start(), places.till.start()])
      const first = chance.uuid()
      await expect
        .poll(async () => (await biz.add(first, true).catch(() => null))?.number, {
          timeout: 40_000,
          interval: 300,
        })
        .toMatch(/^\d+$/)
      acknowledged.add(first)
      await employTheTill(tillUrl)
      await biz.register(guest.phone, guest.name)
      const clients = [0, 1].map(() => client(biz, chance.fork(), acknowledged))
      // Everybody once, then whoever it is.
      const everybody = shuffled([...placeNames, ...Object.keys(five.wires)], chance)
      for (let blow = 0; blow < blows; blow++) {
        const victim = everybody[blow] ?? chance.pick(everybody)
        await sleep(150 + chance.int(500))
        await strike(five, victim, chance)
        suffered.push(victim)
        if (victim === 'till') await employTheTill(tillUrl)
      }
      for (const one of clients) await one.stop()
      expect(acknowledged.size).toBeGreaterThan(blows)
      await closeTheRest(five, [...acknowledged])
      await expectOneStory(biz, portalUrl, [...acknowledged])
      await expectSalesAtTheChain(five, acknowledged.size, price)
      await expectBooksOfTheChain(five, () => menuOf(tillUrl))
      await expectTrueReplication(five)
    } finally {
      await Promise.all(placeNames.map((name) => places[name].stop()))
      for (const wire of Object.values(five.wires)) await wire.close()
    }
    await expectGuest(five, guest.phone, guest.name)
    await compareJournals(five, acknowledged)
    const numbers = await numbersAtTill(five)
    compareLogs(five, acknowledged, numbers)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    const summary = { seed, blows: suffered, orders: acknowledged.size, seconds }
    console.log(`legacy route: ${JSON.stringify(summary)}`)
    writeEvidence('legacy-route', summary)
  },
  240_000 + blows * 30_000,
)

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((value) => ({ value, at: chance.int(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

type Status = Map<string, string>

/** What the staff did not get to when the till died is closed by a call of the cloud: it is the same order. */
async function closeTheRest({ portalUrl }: FivePlaces, ids: readonly string[]): Promise<void> {
  const statuses = async (): Promise<Status> =>
    new Map((await cloudAt(portalUrl, ids)).map(({ id, order }) => [id, order?.status ?? '-']))
  const asked = new Set<string>()
  await expect
    .poll(
      async () => {
        const open = [...(await statuses())].filter(([, status]) => status !== 'Closed')
        const { token } = await json(`${portalUrl}/api/1/access_token`, { apiLogin: secret })
        for (const [orderId] of open.filter(([id]) => !asked.has(id))) {
          const call = { organizationId: outlet.organizationId, orderId }
          await json(`${portalUrl}/api/1/deliveries/close`, call, { authorization: `Bearer ${token}` })
          asked.add(orderId)
        }
        return [ids.length - (await statuses()).size, open.map(([id, status]) => `${id} ${status}`)]
      },
      { timeout: 60_000, interval: 1500 },
    )
    .toEqual([0, []])
}

/** Both schemes tell the same of every order (§16.6), each with a number of its own. */
async function expectOneStory(biz: Biz, portalUrl: string, ids: readonly string[]): Promise<void> {
  const numbers = new Set<string>()
  const orders = new Map((await cloudAt(portalUrl, ids)).map((one) => [one.id, one]))
  for (const id of ids) {
    const [legacy, cloud] = [await biz.info(id), orders.get(id)]
    expect([legacy.statusCode, cloud.creationStatus, cloud.order.status]).toEqual([
      'CLOSED',
      'Success',
      'Closed',
    ])
    expect([legacy.number, legacy.sum]).toEqual([String(cloud.order.number), cloud.order.sum])
    numbers.add(legacy.number)
  }
  expect(numbers.size).toBe(ids.length)
}

/** After a clean stop: each place has each order's deeds, its handover and its receipt once, and a whole journal. */
async function compareJournals({ places }: FivePlaces, acknowledged: ReadonlySet<string>): Promise<void> {
  const compare = (name: PlaceName): Promise<void> =>
    onData(places[name].data, async ({ storage }, { pool }) => {
      expect(await storage.verifyJournal(), name).toMatchObject({ brokenAt: null })
      for (const kind of ['delivery.placed', handedOverKind, 'delivery.closed']) {
        const { rows } = await pool.query<{ id: string }>(
          'select entity_id as id from journal where kind = $1 and terminal_group_id = $2',
          [kind, outlet.terminalGroupId],
        )
        const ids = rows.map(({ id }) => id)
        expect(new Set(ids).size, `${kind} at ${name}`).toBe(ids.length)
        expect(
          [...acknowledged].filter((id) => !ids.includes(id)),
          `${kind} at ${name}`,
        ).toEqual([])
      }
    })
  await Promise.all(placeNames.map(compare))
}

async function numbersAtTill({ places }: FivePlaces): Promise<Map<string, number>> {
  return onData(places.till.data, async (_app, { pool }) => {
    const { rows } = await pool.query<{ id: string; number: number }>('select id, number from till_order')
    return new Map(rows.map(({ id, number }) => [id, number]))
  })
}

/** Support finds an order by its number from the portal's message to the closed receipt, at the server and at the till. */
function compareLogs(
  { places }: FivePlaces,
  acknowledged: ReadonlySet<string>,
  numbers: ReadonlyMap<string, number>,
): void {
  const read = (name: PlaceName, file: string): string[] => {
    const path = join(places[name].data, file)
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  }
  const server = read('callcentre', 'Server/logs/JMS.log')
  const till = read('till', 'CashServer/Logs/plugin-Resto.Front.Api.Delivery.log')
  for (const id of acknowledged) {
    const number = numbers.get(id)
    const story = (lines: readonly string[]): string =>
      lines
        .filter((line) => line.includes(`order ${number} (${id})`) || line.includes(`order - (${id})`))
        .join('\n')
    for (const words of ['received from the portal', `Order ${number} handed over to its till`, 'receipt'])
      expect(story(server), `JMS.log of ${id}`).toContain(words)
    for (const words of [
      'Received from the call-centre server',
      'order saved',
      'this till owns it',
      'receipt',
    ])
      expect(story(till), `Delivery.log of ${id}`).toContain(words)
  }
}
