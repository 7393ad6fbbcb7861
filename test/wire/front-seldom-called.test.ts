/** Operations that few plugins call, each good, unknown and malformed (front-api §2.5–2.17). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { employeeId } from '../../src/seed/demo/staff.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { aDelivery, anOrderInTheKitchen } from './front-driver.ts'
import { type Front, frontOf } from './front-table-driver.ts'
import { waiterOf } from './hall-driver.ts'
import { tableId } from './table-orders-driver.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  if (await front.call('isAllCafeSessionsClosed')) await front.call('openCafeSession')
})
afterAll(() => server.close())

const id = (): string => crypto.randomUUID()
const hour = 3_600_000

/** What may be asked for by id and is not there is not there; what is no id is refused by its name. */
async function isTried(name: string, known: Json): Promise<void> {
  expect(await front.call(name, { id: known.id })).toEqual(known)
  expect([name, await front.call(name, { id: id() })]).toEqual([name, undefined])
  const malformed = await front.fails(name, { id: 'first' })
  expect([name, malformed.exception, malformed.fields.field]).toEqual([name, 'ArgumentException', 'id'])
}

describe('one of its kind, or none', () => {
  test('of the books', async () => {
    const conception = server.chain.items.find(({ book }) => book === 'conception')
    const told = await front.call('getConceptionById', { id: conception?.id })
    expect(told).toMatchObject({ id: conception?.id, name: expect.any(String) })
    await isTried('tryGetConceptionById', told)
    expect((await front.fails('getConceptionById', { id: id() })).exception).toBe('EntityNotFoundException')
    const [template] = await front.call('getCompoundItemTemplates')
    await isTried('tryGetCompoundItemTemplateById', template)
    const [pointOfSale] = await front.call('getHostTerminalPointsOfSale')
    await isTried('tryGetPointOfSaleById', pointOfSale)
    const [session] = await front.call('getCafeSessions')
    await isTried('tryGetCafeSessionById', session)
  })

  test('of what goes on', async () => {
    const delivery = await aDelivery(server)
    await isTried('tryGetDeliveryOrderById', await front.call('getDeliveryOrderById', { id: delivery }))
    const order = await anOrderInTheKitchen(server, await waiterOf(server))
    await isTried('tryGetKitchenOrderById', await front.call('getKitchenOrderById', { id: order }))
    const [client, reserve] = [id(), id()]
    await front.edit([
      ['createClient', { id: client, name: 'Ольга', phones: [{ phoneValue: '+79037654399' }] }],
      ['changeClientName', { client: { stub: client }, name: 'Хельга' }],
      ['changeClientComment', { client: { stub: client }, comment: 'у окна' }],
      [
        'createReserve',
        {
          ...{ id: reserve, client: { stub: client }, tables: [tableId('main/10')] },
          estimatedStartTime: server.clock.now() + hour,
        },
      ],
    ])
    const kept = await front.call('getReserveById', { id: reserve })
    expect(kept.clientName).toBe('Хельга')
    await isTried('tryGetReserveById', kept)
    const guest = await front.call('tryGetClientByPhone', { phone: '+79037654399' })
    expect(guest).toMatchObject({ name: 'Хельга', comment: 'у окна' })
    await isTried('tryGetClientById', guest)
    for (const [name, said] of [
      ['changeClientName', { name: 'Оля' }],
      ['changeClientComment', { comment: 'x' }],
    ] as const)
      expect((await front.fails(name, { client: guest.id, ...said })).exception).toBe('NotSupportedException')
  })
})

describe('books', () => {
  test('groups lie in groups', async () => {
    const groups: Json[] = await front.call('getProductGroups')
    const soup = await front.call('tryGetParentByProduct', { product: front.dish('10101') })
    const parent = await front.call('tryGetParentByProductGroup', { productGroup: soup.id })
    const root = parent ?? soup
    const children: Json[] = await front.call('tryGetChildGroupsByProductGroup', { productGroup: root.id })
    expect(children).toEqual(await front.call('getChildGroupsByProductGroup', { productGroup: root.id }))
    if (parent) expect(children.map((one) => one.id)).toContain(soup.id)
    for (const child of children)
      expect(await front.call('tryGetParentByProductGroup', { productGroup: child.id })).toMatchObject({
        id: root.id,
      })
    expect(groups.length).toBeGreaterThan(children.length)
    expect(await front.call('tryGetChildGroupsByProductGroup', { productGroup: id() })).toBeUndefined()
    const known = { product: front.dish('10101') }
    expect(await front.call('tryGetIncludedInMenuSectionsByProduct', known)).toEqual(
      await front.call('getIncludedInMenuSectionsByProduct', known),
    )
  })

  test('streets, types that are gone, cards by number, removal types', async () => {
    const all: Json[] = await front.call('getAllStreets')
    const active: Json[] = await front.call('getActiveStreets')
    expect(all.map((one) => one.id)).toEqual(expect.arrayContaining(active.map((one) => one.id)))
    const [street] = active
    const found: Json[] = await front.call('searchStreets', { query: street.name })
    expect(found.map((one) => one.id)).toContain(street.id)
    expect(await front.call('searchStreets', { query: 'нет такой улицы' })).toEqual([])

    const types = server.chain.items.filter(({ book }) => book === 'orderType')
    const gone = types.filter(({ isDeleted }) => isDeleted).map((one) => one.id)
    expect(gone.length).toBeGreaterThan(0)
    const deleted: Json[] = await front.call('getDeletedOrderTypes')
    expect(deleted.map((one) => one.id)).toEqual(gone)
    expect(deleted.every(({ isActive }) => !isActive)).toBe(true)

    const [card] = await front.call('getDiscountCards')
    const asked = { cardNumber: card.number ?? card.cardNumber }
    expect(await front.call('searchDiscountCardByNumber', asked)).toEqual(card)
    expect(await front.call('searchDiscountCardByNumber', { cardNumber: 'none' })).toBeUndefined()
    const [type] = await front.call('getDiscountTypes')
    expect(await front.call('isActiveForDeliveries', { discountType: type.id })).toBe(true)
    expect((await front.fails('isActiveForDeliveries', { discountType: id() })).exception).toBe(
      'EntityNotFoundException',
    )
    const removals: Json[] = await front.call('getRemovalTypesToStornoPastOrderItems')
    const manual: Json[] = await front.call('getActiveRemovalTypes')
    expect(removals.map((one) => one.id)).toEqual(expect.arrayContaining(manual.map((one) => one.id)))
  })

  test('who works in which team', async () => {
    const teams: Json[] = await front.call('getWaiterTeams')
    const first = await front.call('tryGetWaiterTeamForUser', { user: employeeId('4444') })
    const second = await front.call('tryGetWaiterTeamForUser', { user: employeeId('4445') })
    expect(teams).toEqual(expect.arrayContaining([first, second]))
    expect(first.id).not.toBe(second.id)
    // A manager serves in none.
    expect(await front.call('tryGetWaiterTeamForUser', { user: employeeId('1111') })).toBeUndefined()
    expect((await front.fails('tryGetWaiterTeamForUser', { user: id() })).exception).toBe(
      'EntityNotFoundException',
    )
  })
})

test('the host: its settings, its database, its line, its register', async () => {
  expect(await front.call('getHostTerminalSettings')).toMatchObject({
    ...{ isMainTerminal: true, culture: 'ru-RU', uiCulture: 'ru-RU' },
    id: (await front.call('getHostTerminal')).id,
  })
  expect(await front.call('getHostDatabaseId')).toBe(await front.call('getHostDatabaseId'))
  expect(await front.call('isConnectedToMainTerminal')).toBe(true)
  expect(await front.call('isMultiCashRegisterConfiguration')).toBe(false)
  expect(await front.call('getDefaultCredentials')).toEqual({ credentials: null })
  const statuses: Json[] = await front.call('getAvailableKitchenStatuses')
  expect(statuses.map(({ status }) => status)).toEqual(['Idle', 'Processing1', 'Processed', 'Served'])
})

test('a session is begun before anything is in it; its id does not submit twice', async () => {
  const { session } = await front.call('createEditSession')
  const order = id()
  const actions: Parameters<Front['edit']>[0] = [['createOrder', { id: order }]]
  const first = await front.edit(actions, session)
  expect(await front.edit(actions, session)).toEqual(first)
  expect((await front.call('createEditSession')).session).not.toBe(session)
})

test('a warning is told to the staff in its words', async () => {
  await front.call('addWarningMessage', { message: 'Кончается лента', sender: 'acme' })
  const { rows } = await server.pool.query("select payload::text from journal where kind = 'till.notice'")
  expect(rows).toHaveLength(1)
  expect(JSON.parse(rows[0].payload)).toMatchObject({ text: 'Кончается лента', source: 'acme' })
  expect((await front.fails('addWarningMessage', { message: '' })).fields.field).toBe('message')
})

test('a price that the waiter says, of a dish that may have one, until the kitchen has it', async () => {
  const [order, item] = [id(), id()]
  const product = front.dish('90004')
  await front.edit([
    ['createOrder', { id: order }],
    ['addOrderProductItem', { id: item, order: { stub: order }, product, amount: 1 }],
    ['setOpenPrice', { sourceOrder: { stub: order }, productOrderItem: { stub: item }, openPrice: 123.45 }],
  ])
  expect((await front.call('getOrderById', { id: order })).resultSum).toBe(123.45)
  const stored = { sourceOrder: order, productOrderItem: item, openPrice: 99.5 }
  await front.call('setOpenPrice', stored)
  expect((await front.call('getOrderById', { id: order })).resultSum).toBe(99.5)
  const soup = id()
  await front.edit([['addOrderProductItem', { id: soup, order, product: front.dish('10101'), amount: 1 }]])
  const closed = await front.fails('setOpenPrice', { ...stored, productOrderItem: soup })
  expect(closed.exception).toBe('ConstraintViolationException')
})

test('money that was printed elsewhere stays with the order', async () => {
  const [order, payment] = [id(), id()]
  await front.edit([
    ['createOrder', { id: order }],
    ['addOrderProductItem', { order: { stub: order }, product: front.dish('10101'), amount: 1 }],
  ])
  const paymentType = (await front.call('getPaymentTypes')).find(
    (type: Json) => type.canBeExternalProcessed && type.isEnabled && type.kind === 'Card',
  ).id
  const line = { id: payment, order, paymentType, paymentSum: 1 }
  await front.call('addExternalFiscalizedPaymentItem', line)
  const paid = { order, paymentItem: payment }
  expect((await front.fails('deleteExternalFiscalizedPaymentItem', paid)).fields.reason).toBe(
    'PaymentTypeUsing',
  )
  expect((await front.fails('deleteExternalFiscalizedPaymentItem', { ...paid, order: id() })).exception).toBe(
    'EntityNotFoundException',
  )
})

test('a delivery is confirmed, and not; where it came from is said while it is made', async () => {
  // In Kazan orders wait until somebody has called back.
  const kazan = frontOf(server, 'baumana')
  const waiting = await aDelivery(server, 'baumana')
  const status = async (): Promise<string> =>
    (await kazan.call('getDeliveryOrderById', { id: waiting })).deliveryStatus
  const before = await status()
  await kazan.call('changeDeliveryConfirmTime', { order: waiting, confirmTime: server.clock.now() })
  const after = await status()
  await kazan.call('changeDeliveryConfirmTime', { order: waiting })
  expect([before, after, await status()]).toEqual(['New', 'Confirmed', 'New'])
  const delivery = await aDelivery(server)
  const [source] = await front.call('getMarketingSources')
  const said = { order: delivery, marketingSource: source.id }
  expect((await front.fails('changeDeliveryMarketingSource', said)).exception).toBe('NotSupportedException')
  expect((await front.fails('cancelSend', { delivery: id() })).exception).toBe('EntityNotFoundException')
})
