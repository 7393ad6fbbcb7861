import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { loyaltyProgramId } from '../../src/seed/demo/loyalty.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf, type Json } from './biz-driver.ts'

let server: TestServer
let biz: Biz
beforeAll(async () => {
  server = await startServer()
  biz = await bizOf(server)
})
afterAll(() => server.close())

const organization = () => ({ organization: biz.organization })
const programs = (): Promise<Json[]> => biz.ask('organization/programs')
const programOf = async (id: string): Promise<Json> => (await programs()).find((one) => one.id === id)

/** A thousand off for whoever orders: shows at once whether a campaign works. */
const campaignOf = (programId: string, settings: Json, more: Json = {}): Json => ({
  programId,
  name: 'Test campaign',
  description: '',
  isActive: true,
  orderActionConditionBindings: [
    {
      stopFurtherExecution: false,
      conditions: [],
      actions: [{ typeName: 'fixedDiscount', settings: JSON.stringify(settings) }],
    },
  ],
  ...more,
})
const allLines = { productIds: [], categoryIds: [] }

/** Rows of the results of the programme that gives this discount. */
async function discountsBy(name: string, more: Json = {}): Promise<Json[]> {
  const answer = await biz.post('orders/calculate_checkin_result', { ...anOrder(), ...more })
  expect(answer.status, answer.text).toBe(200)
  const result = answer.json.loyatyResult.programResults.find((one: Json) => one.name === name)
  return result?.discounts ?? []
}
const anOrder = (): Json => {
  const { customer, order, organization: id } = biz.anOrder()
  return {
    organization: id,
    customer: { phone: customer.phone },
    order: { items: order.items, fullSum: 840 },
  }
}

test('the programmes of an outlet have the campaigns with their settings as texts', async () => {
  const bonuses = await programOf(loyaltyProgramId('bonuses'))
  expect(bonuses).toMatchObject({ programType: 1, isActive: true, serviceTo: null, organizationId: null })
  expect(bonuses.walletId).toBeTruthy()
  const [pay] = bonuses.marketingCampaigns[0].orderActionConditionBindings
  expect(pay.actions[0].typeName).toBe('payByBonuses')
  expect(JSON.parse(pay.actions[0].settings)).toEqual({ percentHundredths: 5000, limit: null, canHold: true })
  expect(bonuses.marketingCampaigns[0].canHoldMoney).toBe(true)
  const network = await biz.get('organization/programs', { network: bonuses.networkId })
  expect(network.json.length).toBeGreaterThanOrEqual((await programs()).length)
  const both = await biz.get('organization/programs', { ...organization(), network: bonuses.networkId })
  const neither = await biz.get('organization/programs')
  expect([both.status, neither.status]).toEqual([400, 400])
  const foreign = await biz.get('organization/programs', { network: crypto.randomUUID() })
  expect(foreign.status).toBe(403)
})

test('a programme is created with its account, changed, and keeps its type', async () => {
  const body = { name: 'Lunches', description: 'for the office', programType: 0, isActive: true }
  const created = await biz.post('organization/create_program', body, organization())
  expect(created.status, created.text).toBe(200)
  const { id, walletId } = created.json
  expect(walletId).toMatch(/^[0-9a-f-]{36}$/)
  expect(await programOf(id)).toMatchObject({ ...body, appliedOrganizations: [biz.organization] })
  const active: Json[] = await biz.ask(`organization/${biz.organization}/corporate_nutritions`)
  expect(active.find((one) => one.id === id)?.wallets).toEqual([
    { id: walletId, name: 'Lunches', type: 'IikoCard', programType: 'Money' },
  ])
  const off = await biz.post('organization/update_program', { id, isActive: false }, organization())
  expect(off.json).toMatchObject({ name: 'Lunches', isActive: false })
  const later: Json[] = await biz.ask(`organization/${biz.organization}/corporate_nutritions`)
  expect(later.map((one) => one.id)).not.toContain(id)
  const retyped = await biz.post('organization/update_program', { id, programType: 1 }, organization())
  expect(retyped.status).toBe(400)
  const certificates = await biz.post(
    'organization/create_program',
    { name: 'Second', programType: 4 },
    organization(),
  )
  expect(certificates.status).toBe(400)
})

test.each([
  [{ programType: 1 }, 'name'],
  [{ name: 'X' }, 'programType'],
  [{ name: 'X', programType: 9 }, 'programType'],
  [{ name: 'X', programType: 1, serviceFrom: 'soon' }, 'serviceFrom'],
  [{ name: 'X', programType: 1, appliedOrganizations: 'all' }, 'appliedOrganizations'],
])('a malformed programme %j is refused by the name of %s', async (body, field) => {
  const answer = await biz.post('organization/create_program', body, organization())
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(field)])
})

test('a campaign works at once, is changed, sent back as it was read, and ends', async () => {
  const program = await biz.post(
    'organization/create_program',
    { name: 'Discounts of tests', programType: 3 },
    organization(),
  )
  const programId = program.json.id
  const created = await biz.post(
    'organization/create_marketing_campaign',
    campaignOf(programId, { sum: 10_000, lines: allLines }),
    organization(),
  )
  expect(created.status, created.text).toBe(200)
  const off = async () =>
    (await discountsBy('Discounts of tests')).reduce((sum, row) => sum + row.discountSum, 0)
  expect(await off()).toBe(100)
  // Whoever reads it and sends it back changes nothing.
  const same = await biz.post('organization/update_marketing_campaign', created.json, organization())
  expect(same.json).toEqual(created.json)
  const more = campaignOf(programId, { sum: 20_000, lines: allLines }, { id: created.json.id })
  expect((await biz.post('organization/update_marketing_campaign', more, organization())).status).toBe(200)
  expect(await off()).toBe(200)
  const ended = { id: created.json.id, programId, isActive: false }
  expect((await biz.post('organization/update_marketing_campaign', ended, organization())).json.name).toBe(
    'Test campaign',
  )
  expect(await off()).toBe(0)
})

test.each([
  ['a kind that there is not', { actions: [{ typeName: 'wish', settings: '{}' }] }, 'wish'],
  ['settings that are no JSON', { actions: [{ typeName: 'accrueFixed', settings: '{' }] }, 'accrueFixed'],
  ['a setting that is missing', { actions: [{ typeName: 'accrueFixed', settings: '{}' }] }, 'sum'],
  ['a sum below zero', { actions: [{ typeName: 'accrueFixed', settings: '{"sum":-1}' }] }, 'sum'],
  [
    'a gift that is on no menu',
    {
      actions: [
        {
          typeName: 'gift',
          settings: '{"productIds":["11111111-1111-4111-8111-111111111111"],"amount":1000}',
        },
      ],
    },
    '11111111-1111-4111-8111-111111111111',
  ],
  [
    'a weekday that no week has',
    { conditions: [{ typeName: 'schedule', settings: '{"weekdays":[9],"fromMinutes":0,"toMinutes":10}' }] },
    'weekdays',
  ],
])('a campaign with %s is refused and nothing is changed', async (_, binding, named) => {
  const programId = loyaltyProgramId('discounts')
  const before = await programOf(programId)
  const campaign = {
    ...campaignOf(programId, {}),
    orderActionConditionBindings: [{ conditions: [], actions: [], ...binding }],
  }
  const answer = await biz.post('create_marketing_campaign', campaign, organization())
  expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(named)])
  expect(await programOf(programId)).toEqual(before)
})

test('categories of guests are made and changed; new guests get the one that is for them', async () => {
  const url = `organization/${biz.organization}/create_or_update_guest_category`
  const made = await biz.post(url, { name: 'Neighbours', isActive: true, isDefaultForNewGuests: true })
  expect(made.json).toMatchObject({ name: 'Neighbours', isDefaultForNewGuests: true })
  const guest = await biz.post(
    'customers/create_or_update',
    { customer: { phone: '+79006660001' } },
    organization(),
  )
  const seen = await biz.ask('customers/get_customer_by_id', { id: guest.json })
  expect(seen.categories.map(({ name }: Json) => name)).toContain('Neighbours')
  await biz.post(url, { ...made.json, name: 'Next door', isDefaultForNewGuests: false })
  const all: Json[] = await biz.ask(`organization/${biz.organization}/guest_categories`)
  expect(all.find(({ id }) => id === made.json.id)?.name).toBe('Next door')
  expect((await biz.post(url, { name: 'No flags' })).status).toBe(400)
})

test('the student card and a coupon count, a coupon that nobody printed is only warned of', async () => {
  const conditions: Json[] = await biz.ask('orders/get_manual_condition_infos')
  const student = conditions.find(({ caption }) => caption === 'Студенческий билет')
  const [row] = await discountsBy('Скидки', { applicableManualConditions: [student.id] })
  expect(row).toMatchObject({ code: 1, productCode: '10101', discountSum: 84 })
  const answer = await biz.post('orders/calculate_checkin_v2', { ...anOrder(), coupon: 'NOBODY-1' })
  expect(answer.json.validationWarnings).toContain('The coupon is not found')
  const older = await biz.post('orders/calculate_loyalty_discounts', {
    ...anOrder(),
    applicableManualConditions: [student.id],
  })
  const details = older.json.discountInfo.flatMap((one: Json) => one.details)
  expect(details).toContainEqual({ code: 1, productCode: '10101', discountSum: 84 })
})

test('nothing is stored by a calculation', async () => {
  const phone = '+79006660077'
  await biz.post('orders/calculate_checkin_result', { ...anOrder(), customer: { phone } })
  expect((await biz.get('customers/get_customer_by_phone', { ...organization(), phone })).status).toBe(400)
})

test('combos name their dishes by code, and one is priced', async () => {
  const { comboSpecifications, comboCategories } = await biz.ask('orders/get_combos_info')
  expect(comboCategories.length).toBeGreaterThan(0)
  const lunch = comboSpecifications.find((one: Json) => one.sourceActionId === demoId('comboAction', 'lunch'))
  const chosen = lunch.groups.map((group: Json) => ({ group, dish: group.products[0] }))
  const comboId = crypto.randomUUID()
  const items = chosen.map(({ group, dish }: Json) => ({
    id: biz.product(dish.code),
    code: dish.code,
    amount: '1',
    sum: 0,
    comboInformation: { comboId, groupId: group.id, comboSourceId: lunch.sourceActionId },
  }))
  const priced = await biz.post('orders/check_and_get_combo_price', { items }, organization())
  expect(priced.json.incorrectlyFilledGroups).toEqual([])
  expect(priced.json.price).toBeGreaterThan(0)
  const short = await biz.post('orders/check_and_get_combo_price', { items: items.slice(1) }, organization())
  expect(short.json.incorrectlyFilledGroups).toContain(chosen[0].group.id)
  const loose = [{ ...items[0], comboInformation: null }]
  expect((await biz.post('orders/check_and_get_combo_price', { items: loose }, organization())).status).toBe(
    400,
  )
})
