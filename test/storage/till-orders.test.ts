import { expect, test } from 'vitest'
import type { DeliveryOrder } from '../../src/domain/orders/order.ts'
import { tillOrdersRepository } from '../../src/storage/repositories/till-orders.ts'
import { anOrder, noon } from './an-order.ts'
import { databaseOfFile, gate, nextId, somebodyWaits } from './file-database.ts'

const database = databaseOfFile()
const orders = () => tillOrdersRepository(database.sql)
const aPlace = () => ({ tenantId: nextId(), organizationId: nextId(), terminalGroupId: nextId() })

test('a saved order is read back to the last digit; unknown ids are absent', async () => {
  const place = aPlace()
  const [first, second] = [anOrder(place), anOrder(place)]
  await orders().save([second, first])
  const ids = [second.id, first.id, nextId()]
  const both = new Map([first, second].map((order) => [order.id, order]))
  expect(await orders().load(place.tenantId, place.organizationId, ids)).toEqual(both)
  expect(await orders().loadForChange(place.tenantId, place.organizationId, ids)).toEqual(both)
  expect(await orders().load(place.tenantId, place.organizationId, [])).toEqual(new Map())
  expect(await orders().loadForChange(place.tenantId, place.organizationId, [])).toEqual(new Map())
})

test('an order that is saved again is replaced; twice in one call the last wins', async () => {
  const order = anOrder()
  await orders().save([order])
  const changed: DeliveryOrder = { ...order, status: 'OnWay', version: 3, comment: 'звонить', items: [] }
  await orders().save([{ ...changed, version: 2, status: 'Waiting' }, changed])
  expect((await orders().load(order.tenantId, order.organizationId, [order.id])).get(order.id)).toEqual(
    changed,
  )
})

test('orders loaded for change are locked until the transaction ends', async () => {
  const order = anOrder()
  await orders().save([order])
  const { tenantId, organizationId, id } = order
  const hold = gate()
  const locked = gate()
  const first = database.transaction(async (sql) => {
    const mine = tillOrdersRepository(sql)
    const loaded = (await mine.loadForChange(tenantId, organizationId, [id])).get(id)
    locked.open()
    await hold.opened
    if (loaded) await mine.save([{ ...loaded, version: loaded.version + 1 }])
  })
  await locked.opened
  const second = database.transaction(async (sql) => {
    const loaded = (await tillOrdersRepository(sql).loadForChange(tenantId, organizationId, [id])).get(id)
    return loaded?.version
  })
  await somebodyWaits(database.pool)
  hold.open()
  await first
  expect(await second).toBe(order.version + 1)
})

test('the board shows open orders and fresh ones of its group, by promised time', async () => {
  const place = aPlace()
  const at = (minutes: number) => ({ completeBefore: noon + minutes * 60_000 })
  const longAgo = { whenCreated: noon - 86_400_000 }
  const late = anOrder({ ...place, ...at(50) })
  const openForDays = anOrder({ ...place, ...at(10), ...longAgo, status: 'Delivered' })
  const closedToday = anOrder({ ...place, ...at(30), status: 'Closed' })
  const sameTime = [anOrder({ ...place, ...at(20), number: 5 }), anOrder({ ...place, ...at(20), number: 4 })]
  await orders().save([
    late,
    openForDays,
    closedToday,
    ...sameTime,
    anOrder({ ...place, ...at(5), ...longAgo, status: 'Closed' }),
    anOrder({ ...place, ...at(5), ...longAgo, status: 'Cancelled' }),
    anOrder({ ...place, ...at(5), ...longAgo, isDeleted: true }),
    anOrder({ ...place, terminalGroupId: nextId() }),
  ])
  const board = await orders().board(place.tenantId, place.terminalGroupId, noon)
  expect(board.map(({ id }) => id)).toEqual(
    [openForDays, sameTime[1], sameTime[0], closedToday, late].map((order) => order?.id),
  )
  expect(board[0]).toEqual(openForDays)
  expect(await orders().countOpen(place.tenantId, place.terminalGroupId)).toBe(4)

  await orders().save([{ ...late, status: 'Cancelled' }])
  expect(await orders().countOpen(place.tenantId, place.terminalGroupId)).toBe(3)
})

test('numbers start at one, never repeat and every counter has its own', async () => {
  const place = { ...aPlace(), counter: '2031-05-06' }
  expect(await orders().takeNumbers(place, 1)).toBe(1)
  expect(await orders().takeNumbers(place, 3)).toBe(2)
  expect(await orders().takeNumbers(place, 1)).toBe(5)
  expect(await orders().takeNumbers({ ...place, counter: '2031-05-07' }, 2)).toBe(1)
  expect(await orders().takeNumbers({ ...place, terminalGroupId: nextId() }, 2)).toBe(1)
  expect(await orders().takeNumbers({ ...place, tenantId: nextId() }, 2)).toBe(1)
})

test('parallel takers get numbers without gaps and without repeats', async () => {
  const place = { ...aPlace(), counter: 'day' }
  const counts = Array.from({ length: 40 }, (_, index) => 1 + (index % 3))
  const firsts = await Promise.all(counts.map((count) => orders().takeNumbers(place, count)))
  const taken = firsts.flatMap((first, index) =>
    Array.from({ length: counts[index] ?? 0 }, (_, offset) => first + offset),
  )
  expect(taken.sort((a, b) => a - b)).toEqual(taken.map((_, index) => index + 1))
})

test('a number taken in a transaction that fails is taken again', async () => {
  const place = { ...aPlace(), counter: 'day' }
  const failing = database.transaction(async (sql) => {
    await tillOrdersRepository(sql).takeNumbers(place, 5)
    throw new Error('no sale')
  })
  await expect(failing).rejects.toThrow('no sale')
  expect(await orders().takeNumbers(place, 1)).toBe(1)
})

test('positions are claimed once; those used before are told', async () => {
  const { tenantId, organizationId } = aPlace()
  const [first, second, third] = [nextId(), nextId(), nextId()]
  expect(await orders().claimPositions(tenantId, organizationId, [first, second, first], noon)).toEqual(
    new Set(),
  )
  expect(await orders().claimPositions(tenantId, organizationId, [third, second], noon)).toEqual(
    new Set([second]),
  )
  expect(await orders().claimPositions(tenantId, organizationId, [third], noon)).toEqual(new Set([third]))
  expect(await orders().claimPositions(tenantId, organizationId, [], noon)).toEqual(new Set())
})

test('positions are unique in the whole system: another tenant cannot reuse one (cloud-api §3.7)', async () => {
  const [ours, theirs, id] = [aPlace(), aPlace(), nextId()]
  await orders().claimPositions(ours.tenantId, ours.organizationId, [id], noon)
  expect(await orders().claimPositions(theirs.tenantId, theirs.organizationId, [id], noon)).toEqual(
    new Set([id]),
  )
})

test.each(['commits', 'rolls back'] as const)(
  'a position that another transaction is claiming is decided when that one %s',
  async (ending) => {
    const { tenantId, organizationId } = aPlace()
    const [mine, shared] = [nextId(), nextId()]
    const hold = gate()
    const claimed = gate()
    const first = database
      .transaction(async (sql) => {
        await tillOrdersRepository(sql).claimPositions(tenantId, organizationId, [shared], noon)
        claimed.open()
        await hold.opened
        if (ending === 'rolls back') throw new Error(ending)
      })
      .catch(() => {})
    await claimed.opened
    const second = orders().claimPositions(tenantId, organizationId, [mine, shared], noon)
    await somebodyWaits(database.pool)
    hold.open()
    await first
    expect(await second).toEqual(new Set(ending === 'commits' ? [shared] : []))
  },
)

test('parallel claims of the same positions in any order: each is won once', async () => {
  const { tenantId, organizationId } = aPlace()
  const ids = Array.from({ length: 30 }, nextId)
  const used = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      database.transaction((sql) =>
        tillOrdersRepository(sql).claimPositions(
          tenantId,
          organizationId,
          n % 2 ? ids : [...ids].reverse(),
          noon,
        ),
      ),
    ),
  )
  const won = used.flatMap((taken) => ids.filter((id) => !taken.has(id)))
  expect(won.sort()).toEqual(ids)
})

test('another tenant or organization sees no order', async () => {
  const order = anOrder()
  await orders().save([order])
  const other = nextId()
  expect(await orders().load(other, order.organizationId, [order.id])).toEqual(new Map())
  expect(await orders().load(order.tenantId, other, [order.id])).toEqual(new Map())
  expect(await orders().loadForChange(other, order.organizationId, [order.id])).toEqual(new Map())
  expect(await orders().board(other, order.terminalGroupId, 0)).toEqual([])
  expect(await orders().countOpen(other, order.terminalGroupId)).toBe(0)

  await orders().save([{ ...order, tenantId: other, comment: 'чужой' }])
  expect((await orders().load(order.tenantId, order.organizationId, [order.id])).get(order.id)).toEqual(order)
})
