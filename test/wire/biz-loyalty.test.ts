import { afterAll, beforeAll, expect, test } from 'vitest'
import { guestCategoryId, loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'

let server: TestServer
let biz: Biz
beforeAll(async () => {
  server = await startServer()
  biz = await bizOf(server)
})
afterAll(() => server.close())

const organization = (): { organization: string } => ({ organization: biz.organization })
let phones = 0
const newPhone = (): string => `+7900777${String(1000 + phones++)}`

async function registered(customer: Json = {}): Promise<{ id: string; phone: string }> {
  const phone = newPhone()
  const answer = await biz.post(
    'customers/create_or_update',
    { customer: { phone, ...customer } },
    organization(),
  )
  expect(answer.status, answer.text).toBe(200)
  expect(typeof answer.json).toBe('string')
  return { id: answer.json, phone }
}
const byId = (id: string): Promise<Json> => biz.ask('customers/get_customer_by_id', { id })
const balanceOf = (guest: Json, wallet: string): number | undefined =>
  guest.walletBalances.find((one: Json) => one.wallet.id === wallet)?.balance

const bonus = loyaltyProgramId('bonuses')
const bonusWallet = walletId('bonuses')

test('a guest is registered, found by each of their names and changed without losing what was not said', async () => {
  const { id, phone } = await registered({
    ...{ name: 'Anna', surName: 'Demo', birthday: '1990-04-05', sex: 2, consentStatus: '1' },
    ...{ magnetCardTrack: '0000990011', magnetCardNumber: '990011' },
  })
  const bare = phone.slice(1)
  for (const [path, query] of [
    ['customers/get_customer_by_phone', { phone }],
    ['customers/get_customer_by_phone', { phone: ` ${bare}` }],
    ['customers/get_customer_by_phone', { phone: `8${bare.slice(1)}` }],
    ['customers/get_customer_by_id', { id }],
    ['customers/get_customer_by_card', { card: '990011' }],
    ['customers/get_customer_by_card', { card: '0000990011' }],
  ] as const) {
    const guest = await biz.ask(path, query)
    expect([guest.id, guest.surname, guest.birthday]).toEqual([id, 'Demo', '1990-04-05T00:00:00'])
  }
  const again = await biz.post(
    'customers/create_or_update',
    { customer: { phone, name: 'Ann' } },
    organization(),
  )
  expect(again.json).toBe(id)
  const guest = await byId(id)
  expect([guest.name, guest.surname, guest.sex, guest.consentStatus]).toEqual(['Ann', 'Demo', 2, 1])
  expect(guest.cards).toEqual([
    expect.objectContaining({ Track: '0000990011', Number: '990011', IsActivated: true }),
  ])
})

test('a guest of a card alone has no phone', async () => {
  const answer = await biz.post(
    'customers/create_or_update',
    { customer: { name: 'Card', magnetCardNumber: '55-1' } },
    organization(),
  )
  const guest = await byId(answer.json)
  expect([guest.phone, guest.cards[0].Track]).toEqual([null, '55-1'])
})

test('who is not there is told in the words that clients look for', async () => {
  const phone = '+79990000001'
  const missing = await biz.get('customers/get_customer_by_phone', { ...organization(), phone })
  expect(missing.status).toBe(400)
  expect(missing.json).toMatchObject({
    code: null,
    message: `There is no user with phone ${phone}`,
    description: 'Customer not found',
    errorCode: 'Customer_CustomerNotFound',
  })
  const card = await biz.get('customers/get_customer_by_card', { ...organization(), card: 'none' })
  expect([card.status, card.json.errorCode]).toEqual([400, 'Card_CanNotFindByNumber'])
})

test.each([
  [{}, 'customer'],
  [{ customer: {} }, 'phone'],
  [{ customer: { phone: '+79005550001', sex: 7 } }, 'sex'],
  [{ customer: { phone: '+79005550001', birthday: 'soon' } }, 'birthday'],
  [{ customer: { phone: '+79005550001', email: 'no address' } }, 'email'],
  [{ customer: { id: 'x', phone: '+79005550001' } }, 'id'],
])('a malformed guest %j is refused by the name of %s', async (body, field) => {
  const answer = await biz.post('customers/create_or_update', body, organization())
  expect(answer.status).toBe(400)
  expect(answer.text).toContain(field)
})

test('categories: a second time is an error with its literal words, and nothing changes', async () => {
  const { id } = await registered()
  const query = { ...organization(), categoryId: guestCategoryId('gold') }
  const add = () => biz.post(`customers/${id}/add_category`, {}, query)
  const first = await add()
  expect([first.status, first.text]).toEqual([200, ''])
  const second = await add()
  expect([second.status, second.json.message]).toEqual([
    400,
    expect.stringContaining('already binded to customer'),
  ])
  expect((await byId(id)).categories.map((one: Json) => one.id)).toContain(query.categoryId)
  expect((await biz.post(`customers/${id}/remove_category`, {}, query)).status).toBe(200)
  expect((await biz.post(`customers/${id}/remove_category`, {}, query)).status).toBe(400)
  expect((await byId(id)).categories.map((one: Json) => one.id)).not.toContain(query.categoryId)
})

test('cards are given and taken by their track; one of somebody else is refused', async () => {
  const [one, two] = [await registered(), await registered()]
  const card = { cardTrack: 'T-900', cardNumber: 'N-900' }
  expect((await biz.post(`customers/${one.id}/add_card`, card, organization())).status).toBe(200)
  expect((await biz.post(`customers/${two.id}/add_card`, card, organization())).status).toBe(400)
  expect((await byId(one.id)).cards).toHaveLength(1)
  const taken = await biz.post(`customers/${one.id}/delete_card`, '', {
    ...organization(),
    card_track: 'T-900',
  })
  expect(taken.status).toBe(200)
  expect((await byId(one.id)).cards).toEqual([])
})

test('a wallet is joined, refilled, withdrawn from, never below zero, and left when it is empty', async () => {
  const { id } = await registered()
  const program = { ...organization(), corporate_nutrition_id: bonus }
  const joined = await biz.post(`customers/${id}/add_to_nutrition_organization`, '', program)
  expect(joined.json).toMatch(/^[0-9a-f-]{36}$/)
  expect((await biz.post(`customers/${id}/add_to_nutrition_organization`, '', program)).json).toBe(
    joined.json,
  )
  const start = balanceOf(await byId(id), bonusWallet) ?? 0
  const change = (sum: unknown, more: Json = {}) => ({
    ...{
      customerId: id,
      organizationId: biz.organization,
      walletId: bonusWallet,
      sum,
      comment: 'op-1',
      ...more,
    },
  })
  const refill = await biz.post('customers/refill_balance', change(120.5))
  expect([refill.status, refill.text]).toEqual([200, ''])
  expect(balanceOf(await byId(id), bonusWallet)).toBe(start + 120.5)
  expect((await biz.post('customers/withdraw_balance', change(20.5))).status).toBe(200)
  expect((await biz.post('customers/withdraw_balance', change(100_000))).status).toBe(400)
  for (const sum of [0, -5, 'x', null]) {
    const refused = await biz.post('customers/refill_balance', change(sum))
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('sum')])
  }
  expect(balanceOf(await byId(id), bonusWallet)).toBe(start + 100)
  expect((await biz.post(`customers/${id}/remove_from_nutrition_organization`, '', program)).status).toBe(400)
  expect((await biz.post('customers/withdraw_balance', change(start + 100))).status).toBe(200)
  expect((await biz.post(`customers/${id}/remove_from_nutrition_organization`, '', program)).status).toBe(200)
  expect(balanceOf(await byId(id), bonusWallet)).toBeUndefined()
})

test('the cloud and iikoCard speak of one ledger', async () => {
  const { id, phone } = await registered({ name: 'Both' })
  await biz.post(`customers/${id}/add_to_nutrition_organization`, '', {
    ...organization(),
    corporate_nutrition_id: bonus,
  })
  await biz.post('customers/refill_balance', {
    ...{
      customerId: id,
      organizationId: biz.organization,
      walletId: bonusWallet,
      sum: 33,
      comment: 'two families',
    },
  })
  const { token } = (
    await biz.call('POST', '/api/1/access_token', { apiLogin: 'de300000-0000-4000-8000-000000000001' })
  ).json
  const info = await fetch(`${server.baseUrl}/api/1/loyalty/iiko/customer/info`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ organizationId: biz.organization, type: 'phone', phone }),
  })
  const seen = (await info.json()) as Json
  expect(seen.id).toBe(id)
  expect(seen.walletBalances.find((one: Json) => one.id === bonusWallet).balance).toBe(
    balanceOf(await byId(id), bonusWallet),
  )
})

test('reports tell what happened, and their sums tie out with the balance', async () => {
  const { id, phone } = await registered()
  await biz.post(`customers/${id}/add_to_nutrition_organization`, '', {
    ...organization(),
    corporate_nutrition_id: bonus,
  })
  const money = { customerId: id, organizationId: biz.organization, walletId: bonusWallet }
  await biz.post('customers/refill_balance', { ...money, sum: 50.25, comment: 'mark 77' })
  await biz.post('customers/withdraw_balance', { ...money, sum: 20, comment: 'mark 78' })
  const dates = { date_from: '2000-01-01', date_to: '2000-01-01' }
  const { now } = (await biz.call('GET', '/__/clock')).json
  const today = String(now).slice(0, 10)
  const range = { date_from: dayBefore(today), date_to: dayAfter(today) }
  const report: Json[] = await biz.ask(`organization/${biz.organization}/transactions_report`, {
    ...range,
    userId: id,
  })
  const marked = report.filter(({ comment }) => String(comment).startsWith('mark'))
  expect(marked.map((row) => [row.transactionType, row.transactionSum, row.phoneNumber])).toEqual([
    ['RefillWalletFromApi', 50.25, phone],
    ['PayFromWallet', -20, phone],
  ])
  expect(marked[1].balanceAfter).toBe(marked[0].balanceAfter - 20)
  expect(await biz.ask(`organization/${biz.organization}/transactions_report`, dates)).toEqual([])
  const rows: Json[] = await biz.ask(`organization/${biz.organization}/corporate_nutrition_report`, {
    ...range,
    corporate_nutrition_id: bonus,
  })
  const row = rows.find(({ guestId }) => guestId === id)
  expect(row.balanceOnPeriodEnd).toBe(balanceOf(await byId(id), bonusWallet))
  expect(row.balanceOnPeriodStart + row.balanceRefillSum - row.payFromWalletSum).toBe(row.balanceOnPeriodEnd)
  expect(row.payFromWalletSum).toBe(20)
})

const shifted = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
const dayBefore = (day: string): string => shifted(day, -1)
const dayAfter = (day: string): string => shifted(day, 2)

test('many guests at once', async () => {
  const [one, two] = [await registered({ name: 'One' }), await registered({ name: 'Two' })]
  const guestIds = [one.id, two.id]
  const categories = await biz.post('customers/get_categories_by_guests', { guestIds }, organization())
  expect(categories.json.map(({ guestId }: Json) => guestId)).toEqual(guestIds)
  const counters = await biz.post(
    'customers/get_counters_by_guests',
    { guestIds, periods: [0, 3], metrics: [1, 2] },
    organization(),
  )
  expect(counters.json).toHaveLength(8)
  expect(counters.json[0]).toEqual({ guestId: one.id, period: 0, metric: 1, value: 0 })
  const wallet = { ...organization(), wallet: bonusWallet }
  expect((await biz.post('customers/get_balances_by_guests_and_wallet', { guestIds }, wallet)).status).toBe(
    200,
  )
  const wrongName = { ...organization(), walletId: bonusWallet }
  expect(
    (await biz.post('customers/get_balances_by_guests_and_wallet', { guestIds }, wrongName)).status,
  ).toBe(400)
  const { now } = (await biz.call('GET', '/__/clock')).json
  const today = String(now).slice(0, 10)
  const found: Json[] = await biz.ask('customers/get_customers_by_organization_and_by_period', {
    dateFrom: dayBefore(today),
    dateTo: dayAfter(today),
  })
  expect(found.filter(({ id }) => guestIds.includes(id)).map(({ name }) => name)).toEqual(['One', 'Two'])
  const long = { ...organization(), dateFrom: '2020-01-01', dateTo: '2021-01-01' }
  expect((await biz.get('customers/get_customers_by_organization_and_by_period', long)).status).toBe(400)
  const many = Array.from({ length: 201 }, () => crypto.randomUUID())
  expect(
    (await biz.post('customers/get_categories_by_guests', { guestIds: many }, organization())).status,
  ).toBe(400)
})

test('messages wait in the outbox', async () => {
  const sms = await biz.post(`organization/${biz.organization}/send_sms`, {
    phoneNumber: '+79005550101',
    text: 'Hi',
  })
  expect([sms.status, sms.text]).toEqual([200, ''])
  const mail = { organizationId: biz.organization, receiver: 'a@example.org', subject: 'S', body: 'B' }
  expect((await biz.post(`organization/${biz.organization}/send_email`, mail)).status).toBe(200)
  const bad = await biz.post(`organization/${biz.organization}/send_email`, { ...mail, receiver: 'nobody' })
  expect([bad.status, bad.text]).toEqual([400, expect.stringContaining('receiver')])
})

test('whoever tries phones one after another is slowed, others are not', async () => {
  const { phone } = await registered()
  let status = 400
  for (let guess = 0; guess < 80 && status === 400; guess++) {
    const guessed = `+7999555${String(1000 + guess)}`
    status = (await biz.get('customers/get_customer_by_phone', { ...organization(), phone: guessed })).status
  }
  expect(status).toBe(429)
  const known = await biz.get('customers/get_customer_by_phone', { ...organization(), phone })
  expect([known.status, known.json.message]).toEqual([429, expect.stringMatching(/^Too many requests, wait/)])
  await biz.call('POST', '/__/clock', { advance: 'PT2M' })
  expect((await biz.get('customers/get_customer_by_phone', { ...organization(), phone })).status).toBe(200)
})
