/** Programmes, campaigns with their preview, and reports in the office (biz-card-api §12.7, §12.8). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { outletId } from '../../src/seed/demo/outlets.ts'
import { type AdminPage, callAdmin, openAdminPage } from '../support/admin-page.ts'
import { foreignId } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { bizOf } from './biz-driver.ts'
import { deliveriesOf, hourMs, noon } from './cloud-deliveries-driver.ts'
import { inCash, loyaltyOf } from './loyalty-driver.ts'
import {
  aCampaign,
  aMovement,
  aProgram,
  aRule,
  at,
  fieldsOf,
  type Json,
  type Office,
  officeOf,
  percent,
  todayOf,
} from './office-driver.ts'

let server: TestServer
let page: AdminPage
let office: Office
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(noon)
  page = await openAdminPage(server)
  office = officeOf(server, page)
})
afterAll(() => server.close())

async function aDish(): Promise<Json> {
  const { products } = await office.told('/choices')
  const dish = products.find((one: Json) => one.isPlain && one.sizeId === null)
  expect(dish, 'a dish without modifiers').toBeTruthy()
  return dish
}
const sampleOf = (dish: Json, amount: number, more: Json = {}): Json => ({
  ...{ items: [{ productId: dish.id, sizeId: null, amount }], serviceType: 'DeliveryByCourier' },
  ...{ phone: null, coupon: null, manualConditionIds: [], dynamicSum: null, at: '2027-03-12T12:00', ...more },
})

describe('programmes', () => {
  test('a programme and its campaign are saved, changed, and work in the calculation of every family', async () => {
    const [programId, campaignId] = [crypto.randomUUID(), crypto.randomUUID()]
    await office.done('PUT', `/programs/${programId}`, aProgram())
    await office.done('PUT', `/programs/${programId}`, aProgram({ description: 'по будням' }))
    await office.done('PUT', `/programs/${programId}/campaigns/${campaignId}`, aCampaign())
    const changed = aCampaign({ orderBindings: [aRule([percent(2500)])] })
    await office.done('PUT', `/programs/${programId}/campaigns/${campaignId}`, changed)
    const saved = await office.program(programId)
    expect(saved).toMatchObject({ name: 'Обеды', nameEn: 'Lunches', description: 'по будням', wallet: null })
    expect(saved.campaigns).toMatchObject([{ id: campaignId, orderBindings: changed.orderBindings }])
    const biz = await bizOf(server)
    const known: Json[] = await biz.ask('organization/programs', { organization: biz.organization })
    const settings = known.find(({ id }) => id === programId)?.marketingCampaigns[0]
      .orderActionConditionBindings
    expect(JSON.parse(settings[0].actions[0].settings).percentHundredths).toBe(2500)
    // iikoCard has no field for the English name: who changes the campaign there leaves it as it is.
    const [{ nameEn }] = saved.campaigns
    const renamed = { id: campaignId, programId, name: 'Минус четверть' }
    const inCard = await biz.post('organization/update_marketing_campaign', renamed, {
      organization: biz.organization,
    })
    expect([inCard.status, nameEn]).toEqual([200, 'Ten off'])
    expect((await office.program(programId)).campaigns).toMatchObject([{ name: 'Минус четверть', nameEn }])
    await office.done('PUT', `/programs/${programId}`, aProgram({ isActive: false }))
  })

  test('a programme with a wallet begins once: a repeat keeps its wallet; its type stays', async () => {
    const id = crypto.randomUUID()
    const both = await Promise.all([
      office.done('PUT', `/programs/${id}`, aProgram({ type: 0 })),
      office.done('PUT', `/programs/${id}`, aProgram({ type: 0 })),
    ])
    const { wallet } = await office.program(id)
    expect(wallet).toMatchObject({ name: 'Обеды', overdraftLimit: '0' })
    const wallets = both.map(({ programs }) => programs.find((one: Json) => one.id === id)?.wallet?.id)
    expect(wallets).toEqual([wallet.id, wallet.id])
    const limits = { overdraftLimit: '100.50', offlineLimit: '7' }
    await office.done('PUT', `/programs/${id}`, aProgram({ type: 0, wallet: limits }))
    const wide = { ...wallet, overdraftLimit: '100.5', offlineLimit: '7' }
    expect((await office.program(id)).wallet).toEqual(wide)
    await office.done('PUT', `/programs/${id}`, aProgram({ type: 0 }))
    expect((await office.program(id)).wallet).toEqual(wide)
    const below = aProgram({ type: 0, wallet: { ...limits, offlineLimit: '-1' } })
    expect(fieldsOf(await page.send('PUT', at(`/programs/${id}`), below))).toEqual(['wallet.offlineLimit'])
    const other = await page.send('PUT', at(`/programs/${id}`), aProgram({ type: 1 }))
    expect(other.json.code).toBe('loyalty-program.type-fixed')
  })

  test('what is wrong with a programme or a campaign is named, and nothing is kept', async () => {
    const id = crypto.randomUUID()
    const bad = await page.send('PUT', at(`/programs/${id}`), aProgram({ name: ' ', type: 9, from: 'x' }))
    expect(fieldsOf(bad)).toEqual(['name', 'type', 'from'])
    const backwards = aProgram({ from: '2027-02-01', to: '2027-01-01' })
    expect((await page.send('PUT', at(`/programs/${id}`), backwards)).json.code).toBe(
      'loyalty-program.period-backwards',
    )
    expect(await office.program(id)).toBeUndefined()
    const bonuses = loyaltyProgramId('bonuses')
    const before = await office.program(bonuses)
    const put = (campaign: Json) => page.send('PUT', at(`/programs/${bonuses}/campaigns/${id}`), campaign)
    const broken = aCampaign({ order: -1, orderBindings: [{ id: 'x', conditions: [], actions: {} }] })
    expect(fieldsOf(await put(broken))).toEqual([
      ...[
        'order',
        'orderBindings[0].id',
        'orderBindings[0].stopsFurtherExecution',
        'orderBindings[0].actions',
      ],
    ])
    const wrongSetting = await put(aCampaign({ orderBindings: [aRule([percent(0)])] }))
    expect(wrongSetting.json.code).toBe('loyalty-campaign.setting-wrong')
    expect(wrongSetting.json.text.en).toContain('percentHundredths')
    const unknown = aRule([{ id: crypto.randomUUID(), kind: 'gift', productIds: [foreignId], amount: 1000 }])
    expect((await put(aCampaign({ orderBindings: [unknown] }))).json.code).toBe(
      'loyalty-campaign.thing-unknown',
    )
    expect(await office.program(bonuses)).toEqual(before)
    expect((await page.send('PUT', at(`/programs/${foreignId}/campaigns/${id}`), aCampaign())).status).toBe(
      404,
    )
  })

  test('a category of guests begins and is changed, also for the other families', async () => {
    const id = crypto.randomUUID()
    const body = { name: 'Соседи', nameEn: 'Neighbours', isActive: true, isDefaultForNewGuests: false }
    await office.done('PUT', `/categories/${id}`, body)
    const { categories } = await office.done('PUT', `/categories/${id}`, { ...body, name: 'Соседи и друзья' })
    expect(categories).toContainEqual({ id, ...body, name: 'Соседи и друзья' })
    const { guestCategories } = await loyaltyOf(server).call('customer_category', {})
    expect(guestCategories.map((one: Json) => one.id)).toContain(id)
    expect(fieldsOf(await page.send('PUT', at(`/categories/${id}`), { name: '' }))).toEqual([
      ...['name', 'isActive', 'isDefaultForNewGuests'],
    ])
  })
})

describe('the preview', () => {
  const discounts = loyaltyProgramId('discounts')
  const ask = (campaign: Json, sample: Json, campaignId = crypto.randomUUID()): Promise<Json> =>
    office.done('POST', '/preview', { programId: discounts, campaignId, campaign, sample })

  test('a draft works on the sample as calculate would, and is not saved', async () => {
    const dish = await aDish()
    const before = await office.program(discounts)
    const preview = await ask(aCampaign(), sampleOf(dish, 2))
    const cost = Number(dish.price) * 2
    expect(preview).toMatchObject({ idle: null, warnings: [], cost: String(cost) })
    const mine = preview.results.find(({ isDraft }: Json) => isDraft)
    expect(Number(mine.discount)).toBeCloseTo(cost * 0.1, 2)
    expect(Number(preview.sum)).toBeCloseTo(cost * 0.9, 2)
    expect(preview.lines).toMatchObject([{ product: { id: dish.id }, cost: String(cost) }])
    expect(await office.program(discounts)).toEqual(before)
  })

  test('it says why a campaign does nothing', async () => {
    const dish = await aDish()
    const sample = sampleOf(dish, 1)
    const idle = async (more: Json, more2: Json = {}) =>
      (await ask(aCampaign(more), { ...sample, ...more2 })).idle
    expect(await idle({ isActive: false })).toBe('campaign-off')
    expect(await idle({ to: '2024-02-01' })).toBe('campaign-off')
    const dear = { id: crypto.randomUUID(), kind: 'orderSum', from: 100_000_000, to: null }
    expect(await idle({ orderBindings: [aRule([percent(1000)], [dear])] })).toBe('conditions')
    const students = (await office.told('/choices')).manualConditions.find((one: Json) => !one.isDynamic)
    expect(
      await idle(
        { exclusiveGroup: 'best', orderBindings: [aRule([percent(100)])] },
        { manualConditionIds: [students.id] },
      ),
    ).toBe('outdone')
    const off = crypto.randomUUID()
    await office.done('PUT', `/programs/${off}`, aProgram({ isActive: false }))
    const body = { programId: off, campaignId: crypto.randomUUID(), campaign: aCampaign(), sample }
    expect((await office.done('POST', '/preview', body)).idle).toBe('program-off')
  })

  test('a known guest, a coupon and the sum of a cashier count; what is unknown is warned of', async () => {
    const dish = await aDish()
    const guest = await office.aGuest()
    const rule = aRule([
      { id: crypto.randomUUID(), kind: 'payByBonuses', percentHundredths: 1000, limit: null, canHold: false },
    ])
    const campaignId = crypto.randomUUID()
    const bonuses = { programId: loyaltyProgramId('bonuses'), campaignId }
    const known = await office.done('POST', '/preview', {
      ...bonuses,
      campaign: aCampaign({ orderBindings: [rule] }),
      sample: sampleOf(dish, 1, { phone: guest.profile.phone }),
    })
    expect(known.payments).toContainEqual({ campaignId, maxSum: String(Number(known.sum) * 0.1) })
    expect(known.accruals[0].wallet).toBe('Бонусный счёт')
    const warned = await ask(aCampaign(), sampleOf(dish, 1, { phone: '+79990000000', coupon: 'NONE' }))
    expect(warned.warnings.sort()).toEqual(['coupon-unknown', 'guest-unknown'])
    const apology = (await office.told('/choices')).manualConditions.find((one: Json) => one.isDynamic)
    const sorry = sampleOf(dish, 1, { manualConditionIds: [apology.id], dynamicSum: '7' })
    const { results } = await ask(aCampaign({ isActive: false }), sorry)
    expect(results.map(({ discount }: Json) => discount)).toContain('7')
  })

  test('what could not be saved or sold is refused by its name', async () => {
    const dish = await aDish()
    const body = { programId: discounts, campaignId: crypto.randomUUID(), campaign: aCampaign() }
    const wrong = await page.send('POST', at('/preview'), {
      ...body,
      sample: sampleOf(dish, 0, { at: 'noon', serviceType: 'Balloon', manualConditionIds: 'x' }),
    })
    expect(fieldsOf(wrong)).toEqual([
      ...['sample.at', 'sample.items[0].amount', 'sample.serviceType', 'sample.manualConditionIds'],
    ])
    const unknown = { ...dish, id: foreignId }
    const refused = await page.send('POST', at('/preview'), { ...body, sample: sampleOf(unknown, 1) })
    expect([refused.status, refused.json.code]).toEqual([400, 'loyalty.product-unknown'])
    const bad = await page.send('POST', at('/preview'), {
      ...body,
      campaign: null,
      sample: sampleOf(dish, 1),
    })
    expect(bad.status).toBe(400)
  })
})

describe('reports', () => {
  const period = () => ({ from: todayOf(server), to: todayOf(server) })

  test('transactions and balances add up with the ledger', async () => {
    const { id } = await office.aGuest()
    await office.done('POST', `/guests/${id}/money`, aMovement({ sum: '77.77' }))
    const report = await office.told('/reports/transactions', period())
    expect(report.count).toBe(report.totals.reduce((sum: number, one: Json) => sum + one.count, 0))
    const { rows } = await server.pool.query(
      'select kind, sum(sum)::bigint as sum, count(*)::int as n from loyalty_line where at >= $1 group by kind',
      [new Date(noon - 12 * hourMs)],
    )
    expect(Object.fromEntries(report.totals.map((one: Json) => [one.kind, [one.count, one.sum]]))).toEqual(
      Object.fromEntries(rows.map(({ kind, sum, n }: Json) => [kind, [n, String(Number(sum) / 100)]])),
    )
    expect(report.rows[0]).toMatchObject({ guestId: id, kind: 'topUp', sum: '77.77', name: 'Орлова Алёна' })
    const balances = await office.told('/reports/balances', {
      ...period(),
      program: loyaltyProgramId('bonuses'),
    })
    const held = await server.pool.query(
      'select sum(balance)::bigint as sum from guest_wallet where wallet_id = $1',
      [walletId('bonuses')],
    )
    expect(balances.totals.end).toBe(String(Number(held.rows[0].sum) / 100))
    const { start, refilled, spent, end } = balances.totals
    expect(Number(start) + Number(refilled) - Number(spent)).toBeCloseTo(Number(end), 2)
    expect(balances.rows.find((one: Json) => one.guestId === id)).toMatchObject({
      ...{ start: '0', refilled: '377.77', spent: '0', end: '377.77', paidOrders: 0 },
    })
  })

  test('orders of guests are counted by the day, in the restaurant where they were closed', async () => {
    const shop = deliveriesOf(server, 'pokrovka')
    const { id, phone } = await loyaltyOf(server).aGuest()
    const customer = { type: 'regular', name: 'Анна' }
    const order = await shop.placed(shop.aPickup({ phone, customer, payments: [inCash(840)] }))
    await shop.done('close', order.id)
    await server.settle()
    const report = await office.told('/reports/counters', { ...period(), here: 'true' })
    expect(report).toMatchObject({ count: 1, totals: { orders: 1, sum: '840' } })
    expect(report.rows).toMatchObject([{ guestId: id, phone, orders: 1, sum: '840' }])
    const elsewhere = { ...period(), here: 'true', organization: outletId('baumana') }
    expect(await office.told('/reports/counters', elsewhere)).toMatchObject({ count: 0, rows: [] })
    const guest = await office.guestOf(id)
    expect(guest.orders).toMatchObject({ count: 1, sum: '840', firstAt: guest.orders.lastAt })
    const [closed] = (await office.told(`/guests/${id}/history`)).lines.filter(
      ({ kind }: Json) => kind === 'orderClosed',
    )
    expect(closed).toMatchObject({ sum: null, orderSum: '840', orderNumber: expect.any(Number) })
  })

  test('every report is a file too, of all its rows: for Russian spreadsheets and for others', async () => {
    const { id, profile } = await office.aGuest()
    await office.done('POST', `/guests/${id}/money`, aMovement({ sum: '1077.70', comment: '=1+1; "да"' }))
    const file = async (name: string, query: Json): Promise<string[]> => {
      const answer = await page.get(at(`/reports/${name}.csv`, query))
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
      const { from, to } = period()
      const fileName = name === 'counters' ? 'orders-of-guests' : name
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="${fileName}-${from}-${to}.csv"`,
      )
      return answer.text.split('\r\n')
    }
    const said = await office.told('/reports/transactions', period())
    const [head, first, ...rest] = await file('transactions', { ...period(), language: 'ru' })
    expect(head).toBe(
      'Гость;Телефон;Карта;Когда;Операция;Заказ;Программа;Акция;Ресторан;Комментарий;Кто;Сумма;Остаток',
    )
    expect(first).toMatch(/^Орлова Алёна;\+7\d{10};;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;Пополнение;;/)
    expect(first).toContain(profile.phone)
    expect(first).toMatch(/;"'=1\+1; ""да""";admin;1077,7;1377,7$/)
    // Besides the head and the first row, with what is behind the last line's end.
    expect(rest.length).toBe(said.count)

    const english = await file('transactions', { ...period(), language: 'en' })
    expect(english[1]).toMatch(/,Top-up,.*,"'=1\+1; ""да""",admin,1077\.7,1377\.7$/)
    const wallets = await file('balances', { ...period(), program: loyaltyProgramId('bonuses') })
    expect(wallets.find((line) => line.includes(profile.phone))).toMatch(/;0;1377,7;0;1377,7;0$/)
    const orders = await file('counters', period())
    expect(orders[0]).toBe('Гость;Телефон;Карта;Заказов;Сумма;Последний')

    const wrong = await page.get(at('/reports/transactions.csv', { from: '2024-01-01' }))
    expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['to']])
    expect((await callAdmin(server, at('/reports/transactions.csv', period()))).status).toBe(401)
  })

  test('a report of days without anything is empty; a wrong period is refused', async () => {
    const none = { from: '2020-01-01', to: '2020-01-31' }
    expect(await office.told('/reports/transactions', none)).toEqual({ totals: [], count: 0, rows: [] })
    expect(await office.told('/reports/counters', none)).toEqual({
      ...{ count: 0, totals: { orders: 0, sum: '0' }, rows: [] },
    })
    const asked = async (query: Record<string, string>) => {
      const answer = await page.get(at('/reports/counters', query))
      return [answer.status, fieldsOf(answer)]
    }
    expect(await asked({})).toEqual([400, ['from', 'to']])
    expect(await asked({ from: '2027-02-02', to: '2027-02-01' })).toEqual([400, ['to']])
    expect(await asked({ from: '2020-01-01', to: '2027-02-01' })).toEqual([400, ['to']])
    const discounts = { ...none, program: loyaltyProgramId('discounts') }
    expect((await page.get(at('/reports/balances', discounts))).status).toBe(404)
  })
})
