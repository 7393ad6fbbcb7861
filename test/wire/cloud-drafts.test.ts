import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { foreignId, good, refused } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Deliveries, deliveriesOf, type Json, noon } from './cloud-deliveries-driver.ts'

const siteKey = 'de300000-0000-4000-8000-000000000002'
const drafts = '/api/1/deliveries/drafts'
const paths = {
  create: '/api/1/deliveries/drafts/create',
  save: '/api/1/deliveries/drafts/save',
  byId: '/api/1/deliveries/drafts/by_id',
  byFilter: '/api/1/deliveries/drafts/by_filter',
  lock: '/api/1/deliveries/drafts/lock',
  unlock: '/api/1/deliveries/drafts/unlock',
  delete: '/api/1/deliveries/drafts/delete',
  commit: '/api/1/deliveries/drafts/commit',
} as const

let server: TestServer
let shop: Deliveries
let [anna, boris] = ['', '']
beforeAll(async () => {
  server = await startServer()
  shop = deliveriesOf(server, 'pokrovka')
  const people = server.chain.items.filter(
    (item) => item.book === 'employee' && item.body.organizationIds.includes(shop.organizationId),
  )
  ;[anna = '', boris = ''] = people.map(({ id }) => id)
})
afterAll(() => server.close())
beforeEach(() => {
  server.clock.setSpeed(0)
  server.clock.jumpTo(noon)
})

/** What an operator composes: a courier order from the menu of the site. */
const anOrder = (order: Json = {}): Json => shop.anOrder({ menuId: '1', ...order }).order
const aDraft = (order: Json = {}, more: Json = {}): Json => ({
  organizationId: shop.organizationId,
  order: anOrder(order),
  ...more,
})
const at = (orderId: string, more: Json = {}): Json => ({
  organizationId: shop.organizationId,
  orderId,
  ...more,
})
const created = async (order: Json = {}, more: Json = {}): Promise<string> =>
  (await good(server, paths.create, aDraft(order, more))).orderId
const read = (orderId: string): Promise<Json> => good(server, paths.byId, at(orderId))
const found = async (more: Json = {}): Promise<string[]> =>
  (
    await good(server, paths.byFilter, { organizationIds: [shop.organizationId], limit: 500, ...more })
  ).drafts.map(({ id }: Json) => id)
const gone = (orderId: string) =>
  refused(server, paths.byId, at(orderId), { status: 400, text: `Order ${orderId} is not found` })

describe('create', () => {
  test('keeps what was composed; no till and no list of orders hears of it', async () => {
    const order = anOrder({ comment: 'ring twice', completeBefore: '2027-03-12 15:00:00.000' })
    const { orderId } = await good(server, paths.create, {
      ...shop.place,
      order: { ...order, id: null },
    })
    const draft = await read(orderId)
    expect(draft).toMatchObject({
      ...shop.place,
      createdAt: '2027-03-12 09:00:00.000',
      lockedByUser: null,
      lockedAt: null,
    })
    const { deliveryPoint: _, ...said } = order
    expect(draft.order).toMatchObject({ ...said, id: orderId, orderTypeId: null, payments: null })
    expect(draft.order.deliveryPoint).toMatchObject(order.deliveryPoint)
    expect(await shop.byId(orderId)).toBeUndefined()
  })

  test('the same draft again is the same draft; another one with its id is a duplicate', async () => {
    const id = crypto.randomUUID()
    const first = await server.post(paths.create, aDraft({ id }))
    const again = await server.post(paths.create, aDraft({ id }))
    expect(again.json).toEqual(first.json)
    expect(again.headers.get('idempotent-replay')).toBe('true')
    const other = await refused(server, paths.create, aDraft({ id, comment: 'other' }), { status: 400 })
    expect(other.json.error).toBe('DuplicatedOrderId')
  })

  test('refuses the id of an order', async () => {
    const { id } = await shop.placed(shop.anOrder())
    const answer = await refused(server, paths.create, aDraft({ id }), { status: 400 })
    expect(answer.json.error).toBe('DuplicatedOrderId')
  })

  test('refuses what is wrong in it, naming the field, and keeps nothing', async () => {
    const before = await found()
    const cases: [Json, string][] = [
      [aDraft({ menuId: undefined }), "'menuId'"],
      [aDraft({ menuId: '' }), 'order.menuId'],
      [aDraft({ phone: '12' }), 'phone'],
      [aDraft({ orderTypeId: foreignId }), 'order.orderTypeId'],
      [aDraft({ orderServiceType: null }), 'order.orderTypeId'],
      [aDraft({ completeBefore: 'tomorrow' }), 'completeBefore'],
      [aDraft({}, { terminalGroupId: foreignId }), foreignId],
      [{ organizationId: shop.organizationId }, "'order'"],
    ]
    for (const [body, text] of cases) await refused(server, paths.create, body, { status: 400, text })
    expect(await found()).toEqual(before)
  })
})

describe('save', () => {
  test('replaces the draft as a whole', async () => {
    const id = await created({ comment: 'first', externalNumber: 'A-1' }, shop.place)
    const order = anOrder({ id, phone: '+79005550399', comment: 'second' })
    const body = { employeeId: anna, organizationId: shop.organizationId, order }
    expect(await good(server, paths.save, body)).toMatchObject({ orderId: id })
    const draft = await read(id)
    expect(draft.order).toMatchObject({ phone: '+79005550399', comment: 'second', externalNumber: null })
    expect(draft.terminalGroupId).toBeNull()
    expect(await found({ phone: '+79005550399' })).toEqual([id])
  })

  test('refuses an unknown draft, an unknown operator, and an order without its id', async () => {
    const id = await created()
    const body = (order: Json, employee = anna) => ({
      employeeId: employee,
      organizationId: shop.organizationId,
      order: anOrder(order),
    })
    const unknown = await refused(server, paths.save, body({ id: foreignId }), { status: 400 })
    expect(unknown.json.error).toBe('OrderNotFound')
    const nobody = await refused(server, paths.save, body({ id }, foreignId), {
      status: 400,
      text: foreignId,
    })
    expect(nobody.json.error).toBe('UserNotFound')
    await refused(server, paths.save, body({}), { status: 400, text: 'order.id' })
    expect((await read(id)).order.comment).toBeNull()
  })
})

describe('lock and unlock', () => {
  const lock = (path: typeof paths.lock | typeof paths.unlock, id: string, employee: string) =>
    good(server, path, at(id, { employeeId: employee }))

  test('a locked draft is its operator’s alone until it is given back', async () => {
    const id = await created()
    await lock(paths.lock, id, anna)
    expect(await read(id)).toMatchObject({ lockedByUser: anna, lockedAt: '2027-03-12 09:00:00.000' })
    server.clock.advance(60_000)
    await lock(paths.lock, id, anna)
    expect((await read(id)).lockedAt).toMatch(/^2027-03-12 09:01/)

    const text = `is being edited by employee ${anna}`
    const save = (employee: string) => ({
      employeeId: employee,
      organizationId: shop.organizationId,
      order: anOrder({ id, comment: `by ${employee}` }),
    })
    for (const path of [paths.lock, paths.unlock] as const) {
      await refused(server, path, at(id, { employeeId: boris }), { status: 400, text })
    }
    const inUse = await refused(server, paths.save, save(boris), { status: 400, text })
    expect(inUse.json.error).toBe('EntityAlreadyInUse')
    await good(server, paths.save, save(anna))
    expect(await read(id)).toMatchObject({ lockedByUser: anna, order: { comment: `by ${anna}` } })

    await lock(paths.unlock, id, anna)
    await lock(paths.unlock, id, boris)
    expect(await read(id)).toMatchObject({ lockedByUser: null, lockedAt: null })
    await good(server, paths.save, save(boris))
    expect((await read(id)).order.comment).toBe(`by ${boris}`)
  })

  test('refuse unknown drafts and operators', async () => {
    const id = await created()
    for (const path of [paths.lock, paths.unlock] as const) {
      await refused(server, path, at(foreignId, { employeeId: anna }), { status: 400, text: foreignId })
      await refused(server, path, at(id, { employeeId: foreignId }), { status: 400, text: foreignId })
      await refused(server, path, at(id), { status: 400, text: "'employeeId'" })
    }
  })
})

describe('by_filter', () => {
  test('finds by each of its fields', async () => {
    server.clock.advance(3_600_000)
    const typeId = demoId('orderType', 'courier')
    const one = await created(
      {
        phone: '+79005550801',
        customer: { type: 'one-time', name: 'Ярослава' },
        sourceKey: 'hall',
        operatorId: anna,
        orderServiceType: null,
        orderTypeId: typeId,
        externalNumber: 'K-77',
      },
      shop.place,
    )
    server.clock.advance(1000)
    const two = await created({ phone: '+79005550802', customer: { type: 'one-time', name: 'Борис' } })
    const among = async (more: Json) => (await found(more)).filter((id) => id === one || id === two)
    expect(await among({})).toHaveLength(2)
    const onlyOne: Json[] = [
      { phone: '8 900 555 08 01' },
      { searchText: 'ярос' },
      { searchText: 'k-7' },
      { searchText: '9005550801' },
      { sourceKeys: ['hall'] },
      { operatorIds: [anna] },
      { orderTypeIds: [typeId] },
      { terminalGroupIds: [shop.terminalGroupId] },
      { dateTo: '2027-03-12 10:00:00.900', dateFrom: '2027-03-12 09:59:00' },
    ]
    for (const wish of onlyOne) expect(await among(wish), JSON.stringify(wish)).toEqual([one])
    expect(await among({ dateFrom: '2027-03-12 10:00:00.900' })).toEqual([two])
    expect(await among({ searchText: 'nobody' })).toEqual([])
  })

  test('sorts by promised time or name and gives pages of fifty', async () => {
    const phone = '+79005550803'
    const names = ['Вера', 'Анна', 'Борис']
    const times = ['15:00', '14:00', '16:00']
    const ids: string[] = []
    for (const [index, name] of names.entries()) {
      const completeBefore = `2027-03-12 ${times[index]}:00.000`
      ids.push(await created({ phone, customer: { type: 'one-time', name }, completeBefore }))
    }
    const [vera, alla, bor] = ids
    expect(await found({ phone })).toEqual([alla, vera, bor])
    expect(await found({ phone, sortDirection: 'Descending' })).toEqual([bor, vera, alla])
    expect(await found({ phone, sortProperty: 'Customer' })).toEqual([alla, bor, vera])
    expect(await found({ phone, limit: 1, offset: 1 })).toEqual([vera])
    expect(await found({ phone, offset: 3 })).toEqual([])
    for (let more = 0; more < 50; more += 1) await created({ phone })
    expect(await found({ phone, limit: null })).toHaveLength(50)
  })

  test('refuses malformed wishes', async () => {
    const wish = (more: Json) => ({ organizationIds: [shop.organizationId], ...more })
    const cases: [Json, string][] = [
      [wish({ limit: 0 }), 'limit'],
      [wish({ offset: -1 }), 'offset'],
      [wish({ dateFrom: 'monday' }), 'dateFrom'],
      [wish({ sortProperty: 'Weight' }), 'sortProperty'],
      [wish({ organizationIds: [] }), 'At least one organization'],
    ]
    for (const [body, text] of cases) await refused(server, paths.byFilter, body, { status: 400, text })
  })
})

describe('delete', () => {
  test('takes the draft away with what it said of the guest', async () => {
    const id = await created({ phone: '+79005550901' })
    const { rows } = await server.pool.query('select contact_id from order_draft where id = $1', [id])
    await good(server, paths.delete, at(id))
    await gone(id)
    expect(await found({ phone: '+79005550901' })).toEqual([])
    const records = await server.pool.query('select 1 from personal_record where id = $1', [
      rows[0].contact_id,
    ])
    expect(records.rowCount).toBe(0)
    await refused(server, paths.delete, at(id), { status: 400, text: id })
  })
})

describe('commit', () => {
  test('the till takes the order under the same id, and the draft is gone', async () => {
    const id = await created({ comment: 'for the till' }, shop.place)
    await good(server, paths.lock, at(id, { employeeId: anna }))
    const answer = await good(server, paths.commit, at(id))
    expect(answer.orderInfo).toMatchObject({ id, creationStatus: 'InProgress', order: null })
    await server.settle()
    const { creationStatus, order } = await shop.byId(id)
    expect(creationStatus).toBe('Success')
    expect(order).toMatchObject({ comment: 'for the till', menuId: '1', phone: '+79005550301' })
    expect(await shop.commandStatus(answer.correlationId)).toEqual({ state: 'Success' })
    await gone(id)
    expect(await found()).not.toContain(id)

    const again = await server.post(paths.commit, at(id))
    expect(again.json).toMatchObject({ correlationId: answer.correlationId, orderInfo: { id } })
    expect(again.headers.get('idempotent-replay')).toBe('true')
  })

  test('the terminal group of the commit wins over the draft’s', async () => {
    const id = await created({ orderServiceType: 'DeliveryByClient', deliveryPoint: null }, shop.place)
    const { terminalGroupId } = server.till('taganka')
    await good(server, paths.commit, at(id, { terminalGroupId }))
    await server.settle()
    expect((await shop.byId(id)).order.terminalGroupId).toBe(terminalGroupId)
  })

  test('what the till refuses stays a draft that can be mended and sent again', async () => {
    const id = await created({ items: [{ ...shop.anItem('10101', 420), productId: foreignId }] }, shop.place)
    const first = await good(server, paths.commit, at(id))
    await server.settle()
    expect(await shop.byId(id)).toMatchObject({ creationStatus: 'Error', order: null })
    expect((await shop.commandStatus(first.correlationId)).state).toBe('Error')
    expect((await read(id)).order.items[0].productId).toBe(foreignId)

    const order = anOrder({ id, items: [shop.anItem('10101', 420)] })
    await good(server, paths.save, { employeeId: anna, ...shop.place, order })
    const second = await good(server, paths.commit, at(id))
    expect(second.correlationId).not.toBe(first.correlationId)
    await server.settle()
    expect(await shop.byId(id)).toMatchObject({ creationStatus: 'Success', order: { sum: 420 } })
    await gone(id)
  })

  test('a group that the cloud itself refuses: 200 with an error, and the draft stays', async () => {
    const id = await created()
    const { orderInfo } = await good(server, paths.commit, at(id, { terminalGroupId: foreignId }))
    expect(orderInfo).toMatchObject({
      creationStatus: 'Error',
      errorInfo: { code: 'TerminalGroupUnregistered' },
    })
    expect((await read(id)).order.id).toBe(id)
    await good(server, paths.commit, at(id, { terminalGroupId: shop.terminalGroupId }))
    await server.settle()
    expect((await shop.byId(id)).creationStatus).toBe('Success')
  })

  test('on its way to a silent till a draft cannot be changed; after the timeout it can', async () => {
    const till = server.till('pokrovka')
    const id = await created({}, shop.place)
    await till.unplug()
    try {
      const first = await good(server, paths.commit, at(id))
      const again = await good(server, paths.commit, at(id))
      expect(again.correlationId).toBe(first.correlationId)
      const text = 'on its way to the till'
      const save = { employeeId: anna, ...shop.place, order: anOrder({ id }) }
      await refused(server, paths.save, save, { status: 400, text })
      await refused(server, paths.delete, at(id), { status: 400, text })
      server.clock.advance(120_000)
      await expect.poll(async () => (await shop.byId(id)).creationStatus).toBe('Error')
      await good(server, paths.save, save)
      const second = await good(server, paths.commit, at(id))
      expect(second.orderInfo.creationStatus).toBe('InProgress')
    } finally {
      till.plug()
    }
    await server.settle()
    expect((await shop.byId(id)).creationStatus).toBe('Success')
    await gone(id)
  })

  test('refuses an unknown draft and an order that never was one', async () => {
    await refused(server, paths.commit, at(foreignId), { status: 400, text: foreignId })
    const { id } = await shop.placed(shop.anOrder())
    await refused(server, paths.commit, at(id), { status: 400, text: id })
  })
})

test('calls with one key are one call', async () => {
  const keyed = (path: string, body: Json, key: string) =>
    server.post(path, body, undefined, { 'Idempotency-Key': key })
  const before = (await found()).length
  const first = await keyed(paths.create, aDraft(), 'draft-1')
  const again = await keyed(paths.create, aDraft(), 'draft-1')
  expect(again.json).toEqual(first.json)
  expect((await found()).length).toBe(before + 1)
  expect((await keyed(paths.create, aDraft({ comment: 'x' }), 'draft-1')).status).toBe(409)

  const id = first.json.orderId
  const locks = [1, 2].map(() => keyed(paths.lock, at(id, { employeeId: anna }), 'lock-1'))
  const [one, two] = (await Promise.all(locks)).map(({ json }) => json.correlationId)
  expect(one).toBe(two)
  const commits = [1, 2].map(() => keyed(paths.commit, at(id, shop.place), 'commit-1'))
  const [sent, repeated] = (await Promise.all(commits)).map(({ json }) => json.correlationId)
  expect(sent).toBe(repeated)
  await server.settle()
  const deleted = await keyed(paths.delete, at(id), 'delete-1')
  expect(deleted.status).toBe(400)
})

test('a login with a source key sees its own drafts only', async () => {
  const token = await server.token(siteKey)
  const own = (await good(server, paths.create, aDraft({ sourceKey: 'ignored' }), token)).orderId
  const others = await created({ sourceKey: 'hall' })
  expect((await read(own)).order.sourceKey).not.toBe('ignored')
  const body = { organizationIds: [shop.organizationId], limit: 500 }
  const seen = (await good(server, paths.byFilter, body, token)).drafts.map(({ id }: Json) => id)
  expect(seen).toContain(own)
  expect(seen).not.toContain(others)
  for (const path of [paths.byId, paths.delete, paths.commit] as const) {
    await refused(server, path, at(others), { status: 400, text: others, token })
  }
})

test('drafts that are switched off are refused by name', async () => {
  const { organizationId } = server.till('malysheva')
  const place = { organizationId, orderId: foreignId, employeeId: anna }
  const bodies: Record<string, Json> = {
    create: { organizationId, order: anOrder() },
    save: { organizationId, employeeId: anna, order: anOrder({ id: foreignId }) },
    by_filter: { organizationIds: [shop.organizationId, organizationId] },
  }
  for (const path of Object.values(paths)) {
    const body = bodies[path.slice(drafts.length + 1)] ?? place
    const answer = await refused(server, path, body, { status: 400 })
    expect(answer.json.error, path).toBe('DRAFTS_DISABLED')
  }
})

test('all refuse callers without a token and organizations of others', async () => {
  const place = { organizationId: foreignId, orderId: foreignId, employeeId: anna }
  for (const path of Object.values(paths)) {
    const body = { ...place, organizationIds: [foreignId], order: anOrder({ id: foreignId }) }
    await refused(server, path, body, { status: 401, token: null })
    await refused(server, path, body, { status: 403, text: foreignId })
  }
})

test('the journal tells the life of a draft and nothing of its guest', async () => {
  const id = await created({ phone: '+79005550911', comment: 'for Zinaida' }, shop.place)
  await good(server, paths.lock, at(id, { employeeId: anna }))
  await good(server, paths.save, { employeeId: anna, ...shop.place, order: anOrder({ id }) })
  await good(server, paths.unlock, at(id, { employeeId: anna }))
  await good(server, paths.commit, at(id))
  await server.settle()
  const entries = await server.node.storage.now.journal.ofEntity(server.chain.tenant.id, id)
  const kinds = entries.filter(({ entity }) => entity === 'draft').map(({ kind }) => kind)
  expect(kinds).toEqual(['draft.created', 'draft.locked', 'draft.saved', 'draft.unlocked', 'draft.committed'])
  const told = JSON.stringify(entries, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
  expect(told).not.toContain('9005550911')
  const { rows } = await server.pool.query('select order_draft::text as text from order_draft')
  expect(rows.map(({ text }) => text).join()).not.toContain('Zinaida')
})
