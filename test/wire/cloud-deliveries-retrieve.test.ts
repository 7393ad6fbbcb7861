import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type Deliveries,
  dayMs,
  deliveriesOf,
  employeeId,
  hourMs,
  type Json,
  noon,
} from './cloud-deliveries-driver.ts'

let server: TestServer
let shop: Deliveries
let kazan: Deliveries
/** Pickups only: the place for orders in bulk. */
let cafe: Deliveries

beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  shop = deliveriesOf(server, 'pokrovka')
  kazan = deliveriesOf(server, 'baumana')
  cafe = deliveriesOf(server, 'malysheva')
})
afterAll(() => server.close())

const uuid = () => crypto.randomUUID()
let phones = 0
const aPhone = () => `+7900666${String(++phones).padStart(4, '0')}`

/** Orders of one restaurant in an answer of a list. */
const listed = (answer: { json: Json }, { organizationId }: Deliveries = shop): Json[] =>
  answer.json.ordersByOrganizations.find((one: Json) => one.organizationId === organizationId).orders
const idsOf = (orders: Json[]): string[] => orders.map(({ id }) => id)

/** A token that was given after the clock moved. */
async function freshToken(number = 0): Promise<string> {
  const { apiLogin } = server.chain.apiKeys[number] ?? {}
  return (await server.post('/api/1/access_token', { apiLogin }, null)).json.token
}

async function elsewhen<T>(instant: number, work: (token: string) => Promise<T>): Promise<T> {
  const before = server.clock.now()
  server.clock.jumpTo(instant)
  try {
    return await work(await freshToken())
  } finally {
    server.clock.jumpTo(before)
  }
}

describe('by_id [F27]', () => {
  const ask = (body: Json, token?: string) =>
    shop.post('deliveries/by_id', { organizationId: shop.organizationId, ...body }, token)

  test('in the order of the question, unknown ids are absent, twice is once', async () => {
    const [a, b] = [await shop.placed(shop.anOrder()), await shop.placed(shop.anOrder())]
    const answer = await ask({ orderIds: [b.id, uuid(), a.id, b.id.toUpperCase()] })
    expect(idsOf(answer.json.orders)).toEqual([b.id, a.id])
    expect((await ask({ orderIds: [uuid()] })).json.orders).toEqual([])
    expect((await ask({ orderIds: [] })).json.orders).toEqual([])
  })

  test('by the ids of the till', async () => {
    const { id, posId } = await shop.placed(shop.anOrder())
    expect(idsOf((await ask({ posOrderIds: [posId] })).json.orders)).toEqual([id])
    expect((await ask({ posOrderIds: [id] })).json.orders).toEqual([])
  })

  test('one list or the other', async () => {
    const both = await ask({ orderIds: [uuid()], posOrderIds: [uuid()] })
    expect([both.status, both.json.errorDescription]).toEqual([400, expect.stringContaining('posOrderIds')])
    const none = await ask({})
    expect([none.status, none.json.errorDescription]).toEqual([400, expect.stringContaining('orderIds')])
  })

  test('200 ids and no more', async () => {
    const many = Array.from({ length: 201 }, uuid)
    expect((await ask({ orderIds: many.slice(1) })).status).toBe(200)
    for (const body of [{ orderIds: many }, { posOrderIds: many }]) {
      const answer = await ask(body)
      expect([answer.status, answer.json.error]).toEqual([422, 'TOO_MANY_DATA_REQUESTED'])
    }
  })

  test('an order of another restaurant is not in this one', async () => {
    const { id } = await cafe.placed(cafe.aPickup({ items: [cafe.anItem('10101', 400)] }))
    expect((await ask({ orderIds: [id] })).json.orders).toEqual([])
  })

  test('seven days after its last change it is out of reach', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const seen = (token: string) => ask({ orderIds: [id] }, token)
    await elsewhen(noon + 6 * dayMs, async (token) => {
      expect((await seen(token)).json.orders).toHaveLength(1)
    })
    await elsewhen(noon + 7 * dayMs + hourMs, async (token) => {
      expect((await seen(token)).json.orders).toEqual([])
    })
  })

  test('contacts come in one query however many orders there are', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => shop.create(shop.anOrder())))
    await server.settle()
    const { contacts } = server.node.storage.now
    const { load } = contacts
    let loads = 0
    contacts.load = (...args) => {
      loads++
      return load.apply(contacts, args)
    }
    try {
      const answer = await ask({ orderIds: orders.map(({ json }) => json.orderInfo.id) })
      expect(answer.json.orders.every((info: Json) => info.order.customer.name === 'Anna')).toBe(true)
    } finally {
      contacts.load = load
    }
    expect(loads).toBe(1)
  })
})

describe('by_delivery_date_and_status', () => {
  const ask = (body: Json) =>
    shop.post('deliveries/by_delivery_date_and_status', {
      organizationIds: [shop.organizationId],
      deliveryDateFrom: '2027-03-14 00:00:00.000',
      deliveryDateTo: '2027-03-14 23:59:59.999',
      ...body,
    })
  const at = (time: string, order: Json = {}) =>
    shop.placed(shop.anOrder({ completeBefore: `2027-03-14 ${time}`, ...order }))

  test('planned dates of the place, borders included, by time; statuses and couriers', async () => {
    const late = await at('18:00:00.000')
    const early = await at('15:00:00.000')
    expect(idsOf(listed(await ask({})))).toEqual([early.id, late.id])
    const border = { deliveryDateFrom: '2027-03-14T15:00:00', deliveryDateTo: '2027-03-14 15:00:00' }
    expect(idsOf(listed(await ask(border)))).toEqual([early.id])
    expect(listed(await ask({ ...border, deliveryDateFrom: '2027-03-14 15:00:00.001' }))).toEqual([])
    expect(listed(await ask({ statuses: ['OnWay'] }))).toEqual([])
    expect(listed(await ask({ statuses: ['waitcooking', 'OnWay'] }))).toHaveLength(2)
    expect(listed(await ask({ statuses: [], courierIds: [] }))).toHaveLength(2)
    await shop.done('update_order_courier', late.id, { employeeId: employeeId('5555') })
    expect(idsOf(listed(await ask({ courierIds: [employeeId('5555')] })))).toEqual([late.id])
  })

  test('an entry for every restaurant that was asked for, even an empty one', async () => {
    const answer = await ask({
      organizationIds: [kazan.organizationId, shop.organizationId, kazan.organizationId],
      deliveryDateFrom: '2027-05-01 00:00:00',
      deliveryDateTo: null,
    })
    expect(answer.json.ordersByOrganizations).toEqual([
      { organizationId: kazan.organizationId, orders: [] },
      { organizationId: shop.organizationId, orders: [] },
    ])
    expect(answer.json.maxRevision).toBeGreaterThan((noon - hourMs) * 1000)
  })

  test('one restaurant of somebody else refuses the whole question [F3]', async () => {
    const answer = await ask({ organizationIds: [shop.organizationId, uuid()] })
    expect(answer.status).toBe(403)
    expect((await ask({ organizationIds: [] })).status).toBe(400)
    expect((await ask({ deliveryDateFrom: null })).json.errorDescription).toContain('deliveryDateFrom')
    expect((await ask({ deliveryDateTo: 'soon' })).json.errorDescription).toContain('deliveryDateTo')
  })
})

describe('by_revision [F29]', () => {
  const ask = (startRevision: number, more: Json = {}, token?: string) =>
    shop.post(
      'deliveries/by_revision',
      { organizationIds: [shop.organizationId], startRevision, ...more },
      token,
    )
  const now = async (): Promise<number> => {
    const search = { organizationIds: [shop.organizationId], deliveryDateFrom: '2027-06-01 00:00:00' }
    return (await shop.post('deliveries/by_delivery_date_and_status', search)).json.maxRevision
  }

  test('gives each change once, and grows', async () => {
    const start = await now()
    const { id } = await shop.placed(shop.anOrder())
    const created = await ask(start)
    expect(idsOf(listed(created))).toEqual([id])
    const after = created.json.maxRevision
    expect(after).toBeGreaterThan(start)
    const nothing = await ask(after)
    expect(listed(nothing)).toEqual([])
    expect(nothing.json.maxRevision).toBeGreaterThanOrEqual(after)
    await shop.done('change_comment', id, { comment: 'x' })
    const changed = await ask(nothing.json.maxRevision)
    expect(listed(changed)).toMatchObject([{ id, order: { comment: 'x' } }])
  })

  test('tells of an order that its till has not taken yet', async () => {
    const start = await now()
    await server.till('pokrovka').unplug()
    const { json } = await shop.create(shop.anOrder())
    expect(listed(await ask(start))).toMatchObject([{ id: json.orderInfo.id, order: null }])
    server.till('pokrovka').plug()
    await expect
      .poll(async () => listed(await ask(start)), { timeout: 5000 })
      .toMatchObject([{ id: json.orderInfo.id, creationStatus: 'Success' }])
  })

  test('misses nothing while orders come and change', async () => {
    let revision = await now()
    const known = new Map<string, string>()
    const follow = async () => {
      const answer = await ask(revision)
      expect(answer.json.maxRevision).toBeGreaterThanOrEqual(revision)
      revision = answer.json.maxRevision
      for (const { id, creationStatus } of listed(answer)) known.set(id, creationStatus)
    }
    const created: string[] = []
    let isOver = false
    const following = (async () => {
      while (!isOver) await follow()
    })()
    for (let turn = 0; turn < 5; turn++) {
      const some = await Promise.all(Array.from({ length: 8 }, () => shop.create(shop.anOrder())))
      created.push(...some.map(({ json }) => json.orderInfo.id))
    }
    await server.settle()
    isOver = true
    await following
    await follow()
    expect(created.map((id) => known.get(id))).toEqual(created.map(() => 'Success'))
  })

  test('is refused when it is older than three hours', async () => {
    const old = (server.clock.now() - 3 * hourMs) * 1000 - 1_000_000
    for (const revision of [0, old]) {
      const answer = await ask(revision)
      expect(answer.status).toBe(400)
      expect(answer.json).toMatchObject({
        error: 'REVISION_TOO_OLD',
        errorDescription: 'Passed revision is too old',
      })
      expect(Number(answer.headers.get('x-oldest-revision'))).toBeGreaterThan(revision)
    }
  })

  test('stays fresh through a night without orders', async () => {
    let revision = await now()
    for (let hour = 1; hour <= 5; hour++) {
      revision = await elsewhen(server.clock.now() + hour * hourMs, async (token) => {
        const answer = await ask(revision, {}, token)
        expect(answer.status, answer.text).toBe(200)
        return answer.json.maxRevision
      })
    }
  })
})

describe('by phone', () => {
  const ask = (body: Json) =>
    shop.post('deliveries/by_delivery_date_and_phone', { organizationIds: [shop.organizationId], ...body })
  const history = (body: Json, token?: string) =>
    shop.post(
      'deliveries/history/by_delivery_date_and_phone',
      { organizationIds: [shop.organizationId], rowsCount: 200, ...body },
      token,
    )

  test('the latest first, in any spelling of the number', async () => {
    const phone = aPhone()
    const times = ['15:00', '17:00', '16:00']
    const ids: string[] = []
    for (const time of times) {
      const { id } = await shop.placed(shop.anOrder({ phone, completeBefore: `2027-03-15 ${time}:00` }))
      ids.push(id)
    }
    const [three, five, four] = ids
    expect(idsOf(listed(await ask({ phone })))).toEqual([five, four, three])
    const spelled = `8 (${phone.slice(2, 5)}) ${phone.slice(5)}`
    expect(idsOf(listed(await ask({ phone: spelled, rowsCount: 2 })))).toEqual([five, four])
    const afternoon = { deliveryDateFrom: '2027-03-15 15:30:00', deliveryDateTo: '2027-03-15 16:00:00' }
    expect(idsOf(listed(await ask({ phone, ...afternoon })))).toEqual([four])
    expect(listed(await ask({ phone: aPhone() }))).toEqual([])
    const { maxRevision } = (await ask({ phone })).json
    expect(listed(await ask({ phone, startRevision: maxRevision }))).toEqual([])
    await shop.done('change_comment', four ?? '', { comment: 'x' })
    expect(idsOf(listed(await ask({ phone, startRevision: maxRevision })))).toEqual([four])
    expect(idsOf(listed(await history({ phone, rowsCount: 1 })))).toEqual([five])
  })

  test('history reaches 90 days back', async () => {
    const phone = aPhone()
    const { id } = await shop.placed(shop.anOrder({ phone }))
    await elsewhen(noon + 89 * dayMs, async (token) => {
      expect(idsOf(listed(await history({ phone }, token)))).toEqual([id])
    })
    await elsewhen(noon + 91 * dayMs, async (token) => {
      expect(listed(await history({ phone }, token))).toEqual([])
    })
  })

  test.each<[string, Json, string]>([
    ['no phone', { phone: null }, 'phone'],
    ['no rows', { phone: '+79005550000', rowsCount: 0 }, 'rowsCount'],
  ])('%s is refused', async (_, body, field) => {
    const answer = await ask(body)
    expect(answer.status).toBe(400)
    expect(answer.json.errorDescription).toContain(field)
  })

  test('history wants 200 rows at most and a fresh revision', async () => {
    const phone = aPhone()
    expect((await history({ phone, rowsCount: 201 })).json.errorDescription).toContain('rowsCount')
    expect((await history({ phone, rowsCount: null })).status).toBe(400)
    expect((await history({ phone, startRevision: 1 })).json.error).toBe('REVISION_TOO_OLD')
  })
})

describe('by filter', () => {
  const day = { deliveryDateFrom: '2027-03-16 00:00:00', deliveryDateTo: '2027-03-16 23:59:59' }
  const ask = (body: Json) =>
    shop.post('deliveries/by_delivery_date_and_source_key_and_filter', {
      organizationIds: [shop.organizationId],
      ...day,
      ...body,
    })
  let a: Json
  let b: Json
  let c: Json
  beforeAll(async () => {
    const street = (name: string) => ({ address: { street: { name, city: 'Москва' }, house: '3' } })
    a = await shop.placed(
      shop.anOrder({
        completeBefore: '2027-03-16 14:00:00',
        phone: aPhone(),
        customer: { name: 'Борис Седов' },
        deliveryPoint: street('Маросейка'),
        externalNumber: 'WEB-7',
      }),
    )
    const taganka = deliveriesOf(server, 'taganka')
    b = await taganka.placed(
      taganka.anOrder({
        completeBefore: '2027-03-16 13:00:00',
        customer: { name: 'Анна' },
        phone: aPhone(),
        items: [shop.anItem('10102', 390)],
      }),
    )
    c = await shop.placed(
      shop.aPickup({ completeBefore: '2027-03-16 15:00:00', phone: aPhone(), customer: { name: 'Вера' } }),
    )
  })
  const found = async (body: Json) => idsOf(listed(await ask(body)))

  test('everything of the day, by promised time', async () => {
    expect(await found({})).toEqual([b.id, a.id, c.id])
    expect(await found({ rowsCount: 2 })).toEqual([b.id, a.id])
  })

  test.each<[string, () => Json, () => string[]]>([
    ['terminal group', () => ({ terminalGroupIds: [server.till('taganka').terminalGroupId] }), () => [b.id]],
    ['service type', () => ({ orderServiceType: 'DeliveryByClient' }), () => [c.id]],
    ['status', () => ({ statuses: ['Closed'] }), () => []],
    ['ids', () => ({ orderIds: [c.id, a.id] }), () => [a.id, c.id]],
    ['ids of the till', () => ({ posOrderIds: [a.posId] }), () => [a.id]],
    ['name', () => ({ searchText: 'СЕД' }), () => [a.id]],
    ['street', () => ({ searchText: 'марос' }), () => [a.id]],
    ['the partner’s number', () => ({ searchText: 'web-7' }), () => [a.id]],
    [
      'number',
      () => ({ searchText: String(c.order.number), orderServiceType: 'DeliveryByClient' }),
      () => [c.id],
    ],
    ['phone', () => ({ searchText: a.order.phone.slice(0, 12) }), () => [a.id]],
    ['the middle of a word', () => ({ searchText: 'едов' }), () => []],
  ])('by %s', async (_, body, expected) => {
    expect(await found(body())).toEqual(expected())
  })

  test('sorted by what is asked', async () => {
    expect(await found({ sortProperty: 'Customer' })).toEqual([b.id, a.id, c.id])
    expect(await found({ sortProperty: 'Customer', sortDirection: 'Descending' })).toEqual([c.id, a.id, b.id])
    expect((await found({ sortProperty: 'Sum' }))[0]).toBe(b.id)
    expect(await found({ sortProperty: 'CompleteBefore', sortDirection: 'Descending' })).toEqual([
      c.id,
      a.id,
      b.id,
    ])
  })

  test('with a problem or without one', async () => {
    await shop.done('update_order_problem', a.id, { hasProblem: true, problem: 'no dill' })
    expect(await found({ hasProblem: true })).toEqual([a.id])
    expect(await found({ hasProblem: false })).toEqual([b.id, c.id])
    await shop.atTill({ kind: 'delivery.printToKitchen', orderId: c.id })
    await shop.done('print_delivery_bill', c.id)
    const late = { hasProblem: true, timeToCookingErrorTimeout: 60, cookingTimeout: 600 }
    await elsewhen(Date.UTC(2027, 2, 16, 12), async (token) => {
      const answer = await shop.post(
        'deliveries/by_delivery_date_and_source_key_and_filter',
        { organizationIds: [shop.organizationId], ...day, ...late },
        token,
      )
      expect(idsOf(listed(answer))).toEqual([a.id, c.id])
    })
  })

  test('two lists of ids are refused', async () => {
    const answer = await ask({ orderIds: [a.id], posOrderIds: [a.posId] })
    expect(answer.status).toBe(400)
    expect((await ask({ rowsCount: -1 })).status).toBe(400)
  })
})

describe('source keys', () => {
  test('a login with a key stamps its orders and sees no others', async () => {
    const site = await freshToken(1)
    const start = (
      await shop.post('deliveries/by_revision', {
        organizationIds: [shop.organizationId],
        startRevision: server.clock.now() * 1000,
      })
    ).json.maxRevision
    const other = await shop.placed(shop.anOrder({ sourceKey: 'bot' }))
    const { json } = await shop.create(shop.anOrder({ sourceKey: 'bot' }), site)
    await server.settle()
    const { id } = json.orderInfo
    const own = await shop.byId(id, {}, site)
    expect(own.order.sourceKey).toBe('site-pokrovka')
    expect(await shop.byId(other.id, {}, site)).toBeUndefined()
    const changed = async (more: Json, token?: string) =>
      idsOf(
        listed(
          await shop.post(
            'deliveries/by_revision',
            { organizationIds: [shop.organizationId], startRevision: start, ...more },
            token,
          ),
        ),
      )
    expect(await changed({}, site)).toEqual([id])
    expect(await changed({ sourceKeys: ['bot'] }, site)).toEqual([])
    expect((await changed({})).sort()).toEqual([id, other.id].sort())
    expect(await changed({ sourceKeys: ['bot'] })).toEqual([other.id])
  })
})

describe('more than a thousand orders [F28]', () => {
  const search = { deliveryDateFrom: '2027-04-01 00:00:00.000' }
  let start: number

  beforeAll(async () => {
    const { id } = await cafe.placed(
      cafe.aPickup({
        phone: aPhone(),
        completeBefore: '2027-04-01 15:00:00',
        items: [cafe.anItem('10101', 400)],
      }),
    )
    start = server.clock.now() * 1000
    const { storage } = server.node
    const { tenantId } = server.till('malysheva')
    await storage.transaction(async (tx) => {
      const order = (await tx.cloudOrders.load(tenantId, [id])).get(id)
      if (!order?.state) throw new Error('no order to copy')
      const { state } = order
      let revision = await tx.cloudOrders.takeRevisions(1200, server.clock.now() + 10)
      const copies = Array.from({ length: 1200 }, () => {
        const copy = uuid()
        return { ...order, id: copy, revision: revision++, state: { ...state, id: copy, posId: copy } }
      })
      await tx.cloudOrders.save(copies)
    })
  })

  test('are too many for a search, which says how to split it', async () => {
    const organizationIds = [cafe.organizationId]
    const byStatus = await cafe.post('deliveries/by_delivery_date_and_status', { organizationIds, ...search })
    expect([byStatus.status, byStatus.json.error]).toEqual([422, 'TOO_MANY_DATA_REQUESTED'])
    const filter = 'deliveries/by_delivery_date_and_source_key_and_filter'
    expect((await cafe.post(filter, { organizationIds, ...search })).status).toBe(422)
    expect((await cafe.post(filter, { organizationIds, ...search, searchText: 'ann' })).status).toBe(422)
    const few = await cafe.post(filter, { organizationIds, ...search, rowsCount: 3 })
    expect(listed(few, cafe)).toHaveLength(3)
    const { orders } = (
      await cafe.post('deliveries/by_id', { organizationId: cafe.organizationId, orderIds: [] })
    ).json
    expect(orders).toEqual([])
  })

  test('come in pages when a client follows revisions', async () => {
    const seen = new Set<string>()
    let revision = start
    for (let page = 0; page < 4; page++) {
      const answer = await cafe.post('deliveries/by_revision', {
        organizationIds: [cafe.organizationId],
        startRevision: revision,
      })
      const orders = listed(answer, cafe)
      expect(orders.length).toBeLessThanOrEqual(1000)
      for (const { id } of orders) {
        expect(seen.has(id)).toBe(false)
        seen.add(id)
      }
      revision = answer.json.maxRevision
    }
    expect(seen.size).toBe(1200)
  })
})
