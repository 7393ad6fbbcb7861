/** A return whose money goes back to a card asks the bank's terminal first (ADR 25, ADR 27). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import type { Json } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'

let server: TestServer
let till: Awaited<ReturnType<typeof waiterOf>>
let token: string
let nextTable = 0

beforeAll(async () => {
  server = await startServer()
  till = await waiterOf(server)
  token = (await server.post(`${api}/login`, { pin: '1111' }, null)).json.token
  if ((await till.board()).shift === null) await till.does({ kind: 'shift.open' })
})
afterAll(() => server.close())
beforeEach(() => terminal([]))

const api = '/till/pokrovka/api'
const lost = demoId('removalType', 'cafe')
const terminal = (steps: Json[]) => server.post('/__/till/pokrovka/terminal', { steps }, null)
/** Sums that the bank has, in minor units. */
const charged = async (): Promise<number[]> =>
  (await server.get('/__/till/pokrovka/terminal', null)).json.charged.map(({ sum }: Json) => sum)
const receiptOf = async (id: string): Promise<Json> => {
  await server.settle()
  return (await server.get(`${api}/receipts/${id}`, token)).json
}
const returned = (id: string) => expect.poll(async () => (await receiptOf(id)).returned, { timeout: 5000 })
const report = async (): Promise<Json> => (await server.get(`${api}/shift/report`, token)).json.report

/** Four bowls of borscht for 1680, closed; `paid`: by which types. */
async function aSale(paid: Record<string, number>): Promise<string> {
  const orderId = crypto.randomUUID()
  nextTable += 1
  await till.does({
    ...{ kind: 'tableOrder.place', orderId, guestCount: 2 },
    tableIds: [demoId('table', `main/${(nextTable % 12) + 1}`)],
    items: [{ productId: productByCode(server.chain, '10101'), sizeId: null, amount: 4 }],
  })
  const payments = Object.entries(paid).map(([key, sum]) => ({ typeId: demoId('paymentType', key), sum }))
  await till.does({ kind: 'tableOrder.pay', orderId, payments, tips: [] })
  await expect
    .poll(async () => (await server.get(`${api}/receipts/${orderId}`, token)).status, { timeout: 5000 })
    .toBe(200)
  return orderId
}
const giveBack = (orderId: string, more: Json = {}) => ({
  ...{ kind: 'tableOrder.return', orderId, returnId: crypto.randomUUID(), removalTypeId: lost },
  ...more,
})

describe('money goes back to the card', () => {
  test('by parts, each asked of the bank once however often it is said', async () => {
    const before = await charged()
    const id = await aSale({ card: 1680 })
    const [soup] = (await receiptOf(id)).left
    const half = giveBack(id, { lines: [{ positionId: soup.positionId, amount: 1 }] })
    await till.does(half)
    await till.does(half)
    await returned(id).toBe(420)
    expect(await charged()).toEqual([...before, 126_000])
    await till.does(half)
    await till.does(giveBack(id))
    await returned(id).toBe(1680)
    expect(await charged()).toEqual(before)
    expect((await receiptOf(id)).returns).toHaveLength(2)
    expect(await till.cannot(giveBack(id))).toBe('return.nothing-left')
  })

  test('declined: nothing is returned, the receipt says why, and it may be asked again', async () => {
    const [before, had] = [await report(), await charged()]
    const id = await aSale({ card: 1680 })
    await terminal([{ do: 'decline', text: 'Карта закрыта' }])
    const whole = giveBack(id)
    await till.does(whole)
    await expect
      .poll(async () => (await receiptOf(id)).sale.bankFailure)
      .toMatchObject({ reason: 'not-returned', text: 'Карта закрыта' })
    expect(await receiptOf(id)).toMatchObject({ returned: 0, returns: [], sale: { bankPayment: null } })
    expect((await report()).returns).toEqual(before.returns)
    expect(await charged()).toEqual([...had, 168_000])
    await till.does(whole)
    await returned(id).toBe(1680)
    expect((await report()).returns.receipts).toBe(before.returns.receipts + 1)
    expect(await receiptOf(id)).toMatchObject({ sale: { bankFailure: null } })
  })

  test('while the bank is asked nothing is returned yet, and no other return is taken', async () => {
    const id = await aSale({ card: 1680 })
    await terminal([{ do: 'approve', after: 'PT1H' }])
    const whole = giveBack(id)
    await till.does(whole)
    expect(await receiptOf(id)).toMatchObject({
      returned: 0,
      sale: { bankPayment: { phase: 'returning', isReturn: true, sum: 1680 } },
    })
    await till.does(whole)
    expect(await till.cannot(giveBack(id))).toBe('order.bank-is-asked')
    await server.post('/__/clock', { advance: 'PT1H' }, null)
    await returned(id).toBe(1680)
  })

  test('the shift is not closed over the bank’s head: its Z report would lack the money', async () => {
    const id = await aSale({ card: 1680 })
    await terminal([{ do: 'approve', after: 'PT1H' }])
    await till.does(giveBack(id))
    expect(await till.cannot({ kind: 'shift.close' })).toBe('shift.bank-is-asked')
    await server.post('/__/clock', { advance: 'PT1H' }, null)
    await returned(id).toBe(1680)
    await till.does({ kind: 'shift.close' })
    await till.does({ kind: 'shift.open' })
  })

  test('nobody knows whether it went: a person says, and the return follows', async () => {
    for (const isMoved of [true, false]) {
      const id = await aSale({ card: 1680 })
      await terminal([{ do: 'unknown' }])
      await till.does(giveBack(id))
      await expect.poll(async () => (await receiptOf(id)).sale.bankPayment?.phase).toBe('unknown')
      const { transactionId } = (await receiptOf(id)).sale.bankPayment
      await till.does({ kind: 'tableOrder.resolveBankPayment', orderId: id, transactionId, isMoved })
      expect(await receiptOf(id)).toMatchObject({
        returned: isMoved ? 1680 : 0,
        sale: { bankPayment: null },
      })
    }
  })

  test('of two cards one after the other; what is declined in between is gone on with', async () => {
    const had = await charged()
    const id = await aSale({ card: 1000, cardOnline: 680 })
    await terminal([{ do: 'approve' }, { do: 'decline' }])
    await till.does(giveBack(id))
    await expect.poll(async () => (await receiptOf(id)).sale.bankFailure?.reason).toBe('not-returned')
    expect((await receiptOf(id)).returned).toBe(0)
    expect(await charged()).toEqual([...had, 68_000])
    // Another day's screen names it anew: it is the return that is under way.
    await till.does(giveBack(id))
    await returned(id).toBe(1680)
    expect((await receiptOf(id)).returns).toHaveLength(1)
    expect(await charged()).toEqual(had)
  })

  test('cash beside it comes out of the drawer, and a sale in cash asks nobody', async () => {
    const [had, before] = [await charged(), await report()]
    const mixed = await aSale({ card: 1000, cash: 680 })
    await till.does(giveBack(mixed))
    await returned(mixed).toBe(1680)
    await terminal([{ do: 'decline' }])
    const cash = await aSale({ cash: 1680 })
    await till.does(giveBack(cash))
    expect((await receiptOf(cash)).returned).toBe(1680)
    expect([await charged(), (await report()).expectedCash]).toEqual([had, before.expectedCash])
  })
})
