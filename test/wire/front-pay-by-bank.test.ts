/** `PayOrder` where somebody else moves the money: the till's terminal is asked silently, and the caller waits (front-api §2.6.8). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'

type Json = any // any: a test looks where it likes
type Recorded = [name: string, args: Record<string, unknown>]

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
  if (await front.call('isAllCafeSessionsClosed')) await front.call('openCafeSession')
})
afterAll(() => server.close())

const card = demoId('paymentType', 'card')
const cash = demoId('paymentType', 'cash')
const terminal = (...steps: object[]) => server.post('/__/till/pokrovka/terminal', { steps }, null)
const orderOf = (id: string): Promise<Json> => front.call('getOrderById', { id })
async function ordered(): Promise<string> {
  const id = crypto.randomUUID()
  await front.edit([
    ['createOrder', { id }],
    ['addOrderProductItem', { order: { stub: id }, product: front.dish('10101'), amount: 1 }],
  ])
  return id
}
const paying = (order: string, paymentType = card, paymentSum = 420): Recorded[] => [
  ['addPaymentItem', { order, paymentType, paymentSum }],
  ['payOrder', { order }],
]

test('a declined card leaves the order open in the bank’s words; the next one pays and closes it', async () => {
  const order = await ordered()
  await terminal({ do: 'decline', text: 'Недостаточно средств' }, { do: 'approve' })
  const declined = await front.editFails(paying(order))
  expect([declined.exception, declined.fields.reason]).toEqual([
    'PaymentActionFailedException',
    'PaymentsProcessingFailed',
  ])
  expect(declined.message).toContain('Недостаточно средств')
  expect(await orderOf(order)).toMatchObject({ status: 'New', payments: [], isBankAsked: false })
  await front.edit(paying(order))
  expect(await orderOf(order)).toMatchObject({
    ...{ status: 'Closed', isBankAsked: false },
    payments: [{ sum: 420, type: { kind: 'Card' }, status: 'Processed' }],
  })
  expect((await front.fails('payOrder', { order })).fields.reason).toBe('OrderStatusIsNotOpened')
})

test('while the bank is slow to pay again waits on; it is asked once, and a session that comes twice is one', async () => {
  const order = await ordered()
  await terminal({ do: 'approve', after: 'PT1H' })
  const session = crypto.randomUUID()
  const first = front.edit(paying(order), session)
  await expect.poll(async () => (await orderOf(order)).isBankAsked).toBe(true)
  const again = [front.edit(paying(order), session), front.call('payOrder', { order })]
  expect((await front.editFails([['deleteOrder', { order }]])).exception).toBe('EntityAlreadyInUseException')
  await server.post('/__/clock', { advance: 'PT1H' }, null)
  await Promise.all([first, ...again])
  const { status, payments } = await orderOf(order)
  expect([status, payments.length]).toEqual(['Closed', 1])
})

test('cash that was planned beside a card is taken when the card is charged', async () => {
  const order = await ordered()
  await terminal({ do: 'approve' })
  await front.call('addPaymentItem', { order, paymentType: cash, paymentSum: 120 })
  await front.edit(paying(order, card, 300))
  const { status, payments } = await orderOf(order)
  expect([status, payments.map(({ sum }: Json) => sum).sort()]).toEqual(['Closed', [120, 300]])
})

test('what a bank cannot tell is a failure that says so, and people have to look', async () => {
  const order = await ordered()
  await terminal({ do: 'unknown' })
  const unclear = await front.editFails(paying(order))
  expect(unclear.fields.reason).toBe('PaymentsProcessingFailed')
  expect(await orderOf(order)).toMatchObject({ status: 'New', isBankAsked: true })
  // Asked again nobody asks the bank a second time.
  expect((await front.fails('payOrder', { order })).fields.reason).toBe('PaymentsProcessingFailed')
})

test('what does not fit is refused before the bank is asked', async () => {
  const order = await ordered()
  const short = await front.editFails(paying(order, card, 100))
  expect(short.fields.reason).toBe('PaymentSumNotEnough')
  expect(await orderOf(order)).toMatchObject({ payments: [], isBankAsked: false })
})
