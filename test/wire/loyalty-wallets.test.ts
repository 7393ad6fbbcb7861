import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Json, type Loyalty, loyaltyOf } from './loyalty-driver.ts'

let server: TestServer
let desk: Loyalty
beforeAll(async () => {
  server = await startServer()
  desk = loyaltyOf(server)
})
afterAll(() => server.close())

const unknownId = 'e0e0e0e0-0000-4000-8000-00000000000e'
/** What the welcome bonus gives. */
const welcome = 300

const change = (customerId: string, sum: number, more: Json = {}) => ({
  ...{ customerId, walletId: desk.bonuses.walletId, sum },
  ...more,
})
const lines = async (customerId: string): Promise<Json[]> =>
  (await desk.call('customer/transactions/by_revision', { customerId, pageSize: 1000 })).transactions

/** The balance is the sum of all that happened. */
async function expectBalance(customerId: string, balance: number): Promise<void> {
  expect(await desk.balance(customerId)).toBe(balance)
  const kopecks = (await lines(customerId)).reduce((total, { sum }) => total + Math.round(sum * 100), 0)
  expect(kopecks).toBe(Math.round(balance * 100))
}

describe("'/api/1/loyalty/iiko/customer/wallet/topup' and '/api/1/loyalty/iiko/customer/wallet/chargeoff'", () => {
  test('move the balance at once, exactly, and are told by the report', async () => {
    const id = await desk.newGuest()
    await desk.call('customer/wallet/topup', change(id, 100.1, { comment: 'подарок' }))
    await desk.call('customer/wallet/chargeoff', change(id, 0.2))
    await expectBalance(id, 399.9)
    expect(await lines(id)).toMatchObject([
      { type: 12, typeName: 'AutomaticRefillWallet', sum: welcome, balanceBefore: 0, balanceAfter: 300 },
      { type: 20, typeName: 'RefillWalletFromApi', sum: 100.1, balanceAfter: 400.1, comment: 'подарок' },
      { type: 8, typeName: 'PayFromWallet', sum: -0.2, balanceBefore: 400.1, balanceAfter: 399.9 },
    ])
  })

  test('nothing is taken that is not there', async () => {
    const id = await desk.newGuest()
    await desk.refused('customer/wallet/chargeoff', change(id, 300.01), {
      errorCode: 'Wallet_NotEnoughBalance',
    })
    await desk.call('customer/wallet/chargeoff', change(id, 300))
    await desk.refused('customer/wallet/hold', change(id, 0.01), { errorCode: 'Wallet_NotEnoughBalance' })
    await expectBalance(id, 0)
  })

  test('ten at once take what is there and no more', async () => {
    const id = await desk.newGuest()
    const path = desk.path('customer/wallet/chargeoff')
    const body = { organizationId: desk.organizationId, ...change(id, 100) }
    const answers = await Promise.all(Array.from({ length: 10 }, () => server.post(path, body)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    await expectBalance(id, 0)
  })

  test('without a key a repeat adds again; with one it is the same call', async () => {
    const id = await desk.newGuest()
    const path = desk.path('customer/wallet/topup')
    const body = { organizationId: desk.organizationId, ...change(id, 10) }
    for (const _ of [1, 2]) await server.post(path, body)
    await expectBalance(id, welcome + 20)
    for (const call of [1, 2, 3]) {
      const answer = await server.post(path, body, undefined, { 'idempotency-key': `topup-${id}` })
      expect([answer.status, answer.json]).toEqual([200, {}])
      expect(answer.headers.get('idempotent-replay')).toBe(call === 1 ? null : 'true')
    }
    await expectBalance(id, welcome + 30)
  })

  test.each(['topup', 'chargeoff', 'hold'])('%s names what is wrong and moves nothing', async (operation) => {
    const id = await desk.newGuest()
    for (const [body, field] of [
      [change(id, 0), 'sum'],
      [change(id, -5), 'sum'],
      [change(id, 1.001), 'sum'],
      [change(id, 1e11), 'sum'],
      [{ ...change(id, 5), sum: '5' }, 'sum'],
      [{ customerId: id, walletId: desk.bonuses.walletId }, 'sum'],
      [{ customerId: id, sum: 5 }, 'walletId'],
      [{ walletId: desk.bonuses.walletId, sum: 5 }, 'customerId'],
      [{ ...change(id, 5), walletId: 'mine' }, 'walletId'],
    ] as const) {
      expect((await desk.refused(`customer/wallet/${operation}`, body, {})).message).toContain(field)
    }
    const wrongWallet = { ...change(id, 5), walletId: unknownId }
    await desk.refused(`customer/wallet/${operation}`, wrongWallet, { errorCode: 'Wallet_WalletNotFound' })
    await desk.refused(`customer/wallet/${operation}`, change(unknownId, 5), {
      code: 'Transport_WrongCustomerId',
    })
    await expectBalance(id, welcome)
  })
})

describe("'/api/1/loyalty/iiko/customer/wallet/hold' and '/api/1/loyalty/iiko/customer/wallet/cancel_hold'", () => {
  test('a hold is the debit; cancelling gives it back once', async () => {
    const id = await desk.newGuest()
    const { transactionId } = await desk.call(
      'customer/wallet/hold',
      change(id, 120.5, { comment: 'заказ 1' }),
    )
    await expectBalance(id, 179.5)
    await desk.call('customer/wallet/cancel_hold', { transactionId })
    await expectBalance(id, welcome)
    expect((await lines(id)).map(({ typeName }) => typeName)).toEqual([
      'AutomaticRefillWallet',
      'PayFromWallet',
      'CancelPayFromWallet',
    ])
    const again = { errorCode: 'Transaction_AlreadyProcessed' }
    await desk.refused('customer/wallet/cancel_hold', { transactionId }, again)
    await expectBalance(id, welcome)
  })

  test('a storm of repeats of one transactionId holds once, of cancels gives back once', async () => {
    const id = await desk.newGuest()
    const transactionId = crypto.randomUUID()
    const body = change(id, 200, { transactionId })
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => desk.call('customer/wallet/hold', body)),
    )
    expect(answers).toEqual(Array(6).fill({ transactionId }))
    await expectBalance(id, 100)
    const path = desk.path('customer/wallet/cancel_hold')
    const cancel = { organizationId: desk.organizationId, transactionId }
    const cancels = await Promise.all(Array.from({ length: 6 }, () => server.post(path, cancel)))
    expect(cancels.filter(({ status }) => status === 200)).toHaveLength(1)
    await expectBalance(id, welcome)
    // A late repeat of the hold tells of the first one and takes nothing.
    expect(await desk.call('customer/wallet/hold', body)).toEqual({ transactionId })
    await expectBalance(id, welcome)
  })

  test('an id that was used for something else is refused', async () => {
    const [id, other] = [await desk.newGuest(), await desk.newGuest()]
    const transactionId = crypto.randomUUID()
    await desk.call('customer/wallet/hold', change(id, 50, { transactionId }))
    for (const body of [change(id, 51, { transactionId }), change(other, 50, { transactionId })])
      await desk.refused('customer/wallet/hold', body, { errorCode: 'Transaction_AlreadyExists' })
    await expectBalance(other, welcome)
  })

  test('what is no hold cannot be cancelled', async () => {
    const id = await desk.newGuest()
    await desk.call('customer/wallet/topup', change(id, 5))
    const [, topup] = await lines(id)
    for (const transactionId of [topup.id, unknownId]) {
      const codes = { errorCode: 'Transaction_TransactionNotFound' }
      await desk.refused('customer/wallet/cancel_hold', { transactionId }, codes)
    }
    const { message } = await desk.refused('customer/wallet/cancel_hold', { transactionId: 'x' }, {})
    expect(message).toContain('transactionId')
  })
})

test("'/api/1/loyalty/iiko/customer/program/add' opens a wallet once; without a programme that of the default", async () => {
  const card = { cardTrack: 'W-1', cardNumber: 'W-1' }
  const customerId = (await desk.call('customer/create_or_update', card)).id
  const joined = await desk.call('customer/program/add', { customerId })
  expect(joined).toEqual({ userWalletId: expect.any(String), walletId: desk.bonuses.walletId })
  const { programId } = desk.bonuses
  expect(await desk.call('customer/program/add', { customerId, programId })).toEqual(joined)
  const noProgram = { errorCode: 'Program_ProgramNotFound' }
  await desk.refused('customer/program/add', { customerId, programId: unknownId }, noProgram)
  await desk.refused('customer/program/add', { customerId: unknownId }, { code: 'Transport_WrongCustomerId' })
  expect((await desk.refused('customer/program/add', {}, {})).message).toContain('customerId')
  await expectBalance(customerId, welcome)
})

describe('reports', () => {
  test("'/api/1/loyalty/iiko/customer/transactions/by_date' pages from zero, both ends included", async () => {
    const customerId = await desk.newGuest()
    for (let n = 1; n <= 5; n++) await desk.call('customer/wallet/topup', change(customerId, n))
    const all = await lines(customerId)
    const [from, to] = [all[1].whenCreated, all[4].whenCreated]
    const page = (pageNumber: number, more: Json = {}) =>
      desk.call('customer/transactions/by_date', {
        ...{ customerId, dateFrom: from, dateTo: to, pageNumber, pageSize: 3 },
        ...more,
      })
    const [first, second] = [await page(0), await page(1)]
    expect([first.pageNumber, first.pageSize, first.transactions.length]).toEqual([0, 3, 3])
    const told = [...first.transactions, ...second.transactions]
    for (const line of all.slice(1, 5)) expect(told).toContainEqual(line)
    expect((await page(0, { pageSize: 5000 })).pageSize).toBe(1000)
    for (const [wrong, field] of [
      [{ pageSize: 0 }, 'pageSize'],
      [{ pageNumber: -1 }, 'pageNumber'],
      [{ dateFrom: 'May' }, 'dateFrom'],
      [{ dateFrom: to, dateTo: '2020-01-01 00:00:00.000' }, 'dateTo'],
      [{ customerId: 'x' }, 'customerId'],
    ] as const) {
      const body = { customerId, dateFrom: from, dateTo: to, pageNumber: 0, pageSize: 3, ...wrong }
      expect((await desk.refused('customer/transactions/by_date', body, {})).message).toContain(field)
    }
  })

  test("'/api/1/loyalty/iiko/customer/transactions/by_revision' goes on from its cursor and misses nothing", async () => {
    const customerId = await desk.newGuest()
    for (let n = 1; n <= 6; n++) await desk.call('customer/wallet/topup', change(customerId, n))
    const all = await lines(customerId)
    const read: Json[] = []
    let cursor: Json = {}
    for (;;) {
      const page = await desk.call('customer/transactions/by_revision', {
        customerId,
        pageSize: 2,
        ...cursor,
      })
      read.push(...page.transactions)
      cursor = { revision: page.lastRevision, lastTransactionId: page.lastTransactionId }
      if (page.transactions.length < page.pageSize) break
    }
    expect(read).toEqual(all)
    // Without the transaction the revision itself is left out.
    const after = { customerId, pageSize: 10, revision: all[3].revision }
    expect((await desk.call('customer/transactions/by_revision', after)).transactions).toEqual(all.slice(4))
    const lone = { customerId, pageSize: 10, lastTransactionId: all[0].id }
    const { message } = await desk.refused('customer/transactions/by_revision', lone, {})
    expect(message).toContain('lastTransactionId')
    await desk.refused('customer/transactions/by_revision', { customerId: unknownId, pageSize: 1 }, {})
    const wrong = { customerId, pageSize: 0 }
    expect((await desk.refused('customer/transactions/by_revision', wrong, {})).message).toContain('pageSize')
  })

  test("'/api/1/loyalty/iiko/get_counters' speaks words, not numbers [cloud-api §9.9]", async () => {
    const id = await desk.newGuest()
    const asked = { guestIds: [id], metrics: ['OrdersCount', 'OrdersSum'], periods: ['AllTime', 'Month'] }
    const { counters } = await desk.call('get_counters', asked)
    expect(counters).toHaveLength(4)
    expect(counters[0]).toEqual({ guestId: id, period: 'AllTime', metric: 'OrdersCount', value: 0 })
    for (const [wrong, field] of [
      [{ metrics: [1] }, 'metrics'],
      [{ periods: [0] }, 'periods'],
      [{ periods: undefined }, 'periods'],
      [{ metrics: undefined }, 'metrics'],
    ] as const) {
      const codes = { errorCode: 'Validation_CounterValidationError' }
      expect((await desk.refused('get_counters', { ...asked, ...wrong }, codes)).message).toContain(field)
    }
  })
})
