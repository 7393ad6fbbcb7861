import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { couponSeriesId, guestCategoryId } from '../../src/seed/demo/loyalty.ts'
import { outletId } from '../../src/seed/demo/outlets.ts'
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
const notFound = { code: 'Transport_WrongCustomerId', errorCode: 'Customer_CustomerNotFound' }

describe("'/api/1/loyalty/iiko/customer/info'", () => {
  test.each([
    ['phone', { phone: '+79990000000' }, 'Transport_WrongCustomerNumber', 'Validation_IncorrectPhone'],
    ['phone', { phone: 'call me' }, 'Transport_WrongCustomerNumber', 'Validation_IncorrectPhone'],
    ['id', { id: unknownId }, 'Transport_WrongCustomerId', 'Customer_CustomerNotFound'],
    ['cardNumber', { cardNumber: 'none' }, 'Transport_WrongCardNumber', 'Card_CanNotFindByNumber'],
    ['cardTrack', { cardTrack: 'none' }, 'Transport_WrongCarTrack', 'Card_CanNotFindByTrack'],
    ['email', { email: 'no@body.example' }, 'Transport_WrongCustomerEmail', 'Customer_CustomerNotFound'],
  ])('an unknown %s is 400 in the words of the live service', async (type, name, code, errorCode) => {
    await desk.refused('customer/info', { type, ...name }, { code, errorCode })
  })

  test('the text of an unknown phone is the one that clients look for', async () => {
    const { message } = await desk.refused('customer/info', { type: 'phone', phone: '79990000000' }, {})
    expect(message).toBe('There is no user with phone +79990000000')
  })

  test.each([
    ['id', { id: 'mine' }, 'id'],
    ['id', {}, 'id'],
    ['phone', {}, 'phone'],
    ['cardTrack', { cardTrack: ' ' }, 'cardTrack'],
    ['cardNumber', {}, 'cardNumber'],
    ['email', {}, 'email'],
    ['fingerprint', {}, 'type'],
  ])('asking by %s with %j names the field', async (type, name, field) => {
    const { message } = await desk.refused('customer/info', { type, ...name }, {})
    expect(message).toContain(field)
  })

  test('a guest of the seed is found by phone, card, e-mail and id, in every restaurant of the company', async () => {
    const byPhone = await desk.info({ type: 'phone', phone: '+79005550101' })
    expect(byPhone).toMatchObject({
      phone: '+79005550101',
      anonymized: false,
      isDeleted: false,
      cards: [{ track: '790000000001', number: '301', validToDate: null }],
      categories: [{ name: 'Золото' }],
      walletBalances: [{ name: 'Бонусный счёт', type: 1, balance: 150 }],
    })
    for (const name of [
      { type: 'cardTrack', cardTrack: '790000000001' },
      { type: 'cardNumber', cardNumber: '301' },
      { type: 'email', email: byPhone.email ?? '' },
      { type: 'id', id: byPhone.id.toUpperCase() },
      { type: 'phone', phone: '89005550101' },
    ].filter((name) => name.email !== '')) {
      expect(await loyaltyOf(server, outletId('baumana')).info(name)).toEqual(byPhone)
    }
  })
})

describe("'/api/1/loyalty/iiko/customer/create_or_update'", () => {
  test('a new phone registers a guest with the defaults, the default category and the welcome bonus', async () => {
    const phone = desk.newPhone()
    const whole = {
      ...{
        phone,
        name: 'Анна',
        surName: 'Петрова',
        middleName: 'Ивановна',
        birthday: '1990-04-05 00:00:00.000',
      },
      ...{ email: 'anna@guest.example', sex: 2, consentStatus: 1, comment: 'у окна', userData: '{"a":1}' },
    }
    const { id } = await desk.call('customer/create_or_update', whole)
    expect(await desk.byId(id)).toMatchObject({
      ...{ id, phone, name: 'Анна', surname: 'Петрова', middleName: 'Ивановна' },
      ...{ birthday: '1990-04-05 00:00:00.000', email: 'anna@guest.example', sex: 2, consentStatus: 1 },
      ...{ comment: 'у окна', userData: '{"a":1}', referrerId: null, isDeleted: false },
      ...{ shouldReceiveLoyaltyInfo: true, shouldReceivePromoActionsInfo: true },
      registrationOrganizationId: desk.organizationId,
      categories: [{ name: 'Гости', isDefaultForNewGuests: true }],
      walletBalances: [{ id: desk.bonuses.walletId, balance: 300 }],
    })
    expect((await desk.info({ type: 'email', email: 'ANNA@guest.example' })).id).toBe(id)
  })

  test('the same phone, however it is written, is the same guest; what is null or empty stays', async () => {
    const id = await desk.newGuest({ phone: '+79031112233', name: 'Вера', comment: 'тихий столик' })
    const again = { phone: '8 (903) 111-22-33', name: null, comment: '', sex: 2 }
    expect((await desk.call('customer/create_or_update', again)).id).toBe(id)
    expect(await desk.byId(id)).toMatchObject({ name: 'Вера', comment: 'тихий столик', sex: 2 })
    await desk.call('customer/create_or_update', {
      id,
      name: 'Вера П.',
      comment: '',
      nullifyEmptyFields: true,
    })
    expect(await desk.byId(id)).toMatchObject({ name: 'Вера П.', comment: null, sex: 2 })
    expect(await desk.balance(id)).toBe(300)
  })

  test('a guest known by a card alone needs no phone, and may get one later', async () => {
    const card = { cardTrack: 'T-1', cardNumber: 'N-1' }
    const { id } = await desk.call('customer/create_or_update', { ...card, name: 'Карта' })
    expect((await desk.info({ type: 'cardTrack', cardTrack: 'T-1' })).id).toBe(id)
    expect((await desk.call('customer/create_or_update', { ...card, name: 'Карта 2' })).id).toBe(id)
    const phone = desk.newPhone()
    await desk.call('customer/create_or_update', { id, phone })
    expect(await desk.info({ type: 'phone', phone })).toMatchObject({ id, name: 'Карта 2' })
  })

  test('a changed phone is the new name of the guest; one of somebody else is refused', async () => {
    const [first, second] = [desk.newPhone(), desk.newPhone()]
    const id = await desk.newGuest({ phone: first })
    await desk.newGuest({ phone: second })
    await desk.refused(
      'customer/create_or_update',
      { id, phone: second, name: 'lost' },
      { errorCode: 'Customer_PhoneAlreadyUsed' },
    )
    expect(await desk.byId(id)).toMatchObject({ phone: first, name: null })
    const third = desk.newPhone()
    await desk.call('customer/create_or_update', { id, phone: third })
    expect((await desk.info({ type: 'phone', phone: third })).id).toBe(id)
    await desk.refused(
      'customer/info',
      { type: 'phone', phone: first },
      { code: 'Transport_WrongCustomerNumber' },
    )
  })

  test('a referrer is a known guest; the zero id removes them', async () => {
    const referrerId = await desk.newGuest()
    const id = await desk.newGuest({ referrerId })
    expect((await desk.byId(id)).referrerId).toBe(referrerId)
    await desk.call('customer/create_or_update', { id, referrerId: null, name: 'Ира' })
    expect((await desk.byId(id)).referrerId).toBe(referrerId)
    await desk.call('customer/create_or_update', { id, referrerId: '00000000-0000-0000-0000-000000000000' })
    expect((await desk.byId(id)).referrerId).toBeNull()
    for (const wrong of [id, unknownId]) {
      await desk.refused(
        'customer/create_or_update',
        { id, referrerId: wrong },
        { code: 'Transport_WrongReferrer' },
      )
    }
  })

  test('what is wrong is refused, names its field and registers nobody', async () => {
    const phone = desk.newPhone()
    for (const [body, field] of [
      [{}, 'phone'],
      [{ phone: 'abc' }, 'phone'],
      [{ phone, sex: 7 }, 'sex'],
      [{ phone, birthday: 'May' }, 'birthday'],
      [{ phone, email: 'nobody' }, 'email'],
      [{ phone, cardTrack: 'T' }, 'cardNumber'],
      [{ phone, cardNumber: 'N' }, 'cardTrack'],
      [{ phone, referrerId: 'somebody' }, 'referrerId'],
      [{ phone, name: 'x'.repeat(2001) }, 'name'],
      [{ id: 'x', phone }, 'id'],
    ] as const) {
      const { message } = await desk.refused('customer/create_or_update', body, {})
      expect(message).toContain(field)
    }
    await desk.refused('customer/create_or_update', { id: unknownId, phone }, notFound)
    await desk.refused('customer/info', { type: 'phone', phone }, {})
  })

  test('a registration that is refused at its end leaves nothing', async () => {
    await desk.newGuest({ cardTrack: 'T-busy', cardNumber: 'N-busy' })
    const phone = desk.newPhone()
    const id = await desk.newGuest({ phone })
    const card = { cardTrack: 'T-busy', cardNumber: 'N-busy' }
    await desk.refused(
      'customer/create_or_update',
      { id, name: 'half', ...card },
      { errorCode: 'Card_AlreadyBound' },
    )
    expect(await desk.byId(id)).toMatchObject({ name: null, cards: [] })
  })

  test('equal registrations at once are one guest', async () => {
    const body = { phone: desk.newPhone(), name: 'Один' }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => desk.call('customer/create_or_update', body)),
    )
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect(await desk.balance(answers[0].id)).toBe(300)
  })
})

test("'/api/1/loyalty/iiko/delete_customers' and '/api/1/loyalty/iiko/restore_customers' count and mark", async () => {
  const [id, other] = [await desk.newGuest(), await desk.newGuest()]
  const customerIds = [id, id, other, unknownId]
  expect(await desk.call('delete_customers', { customerIds })).toEqual({ total: 3, deleted: 2, notFound: 1 })
  expect((await desk.byId(id)).isDeleted).toBe(true)
  expect(await desk.call('restore_customers', { customerIds: [id, unknownId] })).toEqual({
    ...{ total: 2, restored: 1, notFound: 1 },
  })
  expect([(await desk.byId(id)).isDeleted, (await desk.byId(other)).isDeleted]).toEqual([false, true])
  for (const operation of ['delete_customers', 'restore_customers'])
    expect((await desk.refused(operation, { customerIds: ['x'] }, {})).message).toContain('customerIds')
})

test("'/api/1/loyalty/iiko/customer/card/add' and '/api/1/loyalty/iiko/customer/card/remove'", async () => {
  const [id, other] = [await desk.newGuest(), await desk.newGuest()]
  const card = { cardTrack: 'T-2', cardNumber: 'N-2' }
  await desk.call('customer/card/add', { customerId: id, ...card })
  await desk.call('customer/card/add', { customerId: id, ...card })
  expect((await desk.byId(id)).cards).toMatchObject([{ track: 'T-2', number: 'N-2' }])
  await desk.refused('customer/card/add', { customerId: other, ...card }, { errorCode: 'Card_AlreadyBound' })
  await desk.refused('customer/card/add', { customerId: unknownId, ...card }, notFound)
  for (const field of ['cardTrack', 'cardNumber']) {
    const { message } = await desk.refused('customer/card/add', { customerId: id, ...card, [field]: '' }, {})
    expect(message).toContain(field)
  }
  await desk.call('customer/card/remove', { customerId: id, cardTrack: 'T-2' })
  expect((await desk.byId(id)).cards).toEqual([])
  await desk.refused(
    'customer/card/remove',
    { customerId: id, cardTrack: 'T-2' },
    { errorCode: 'Card_CanNotFindByTrack' },
  )
  const anonymous = (await desk.call('customer/create_or_update', { cardTrack: 'T-3', cardNumber: 'N-3' })).id
  const last = await desk.refused('customer/card/remove', { customerId: anonymous, cardTrack: 'T-3' }, {})
  expect(last.message).toBe("Can't delete a single card from an anonymous guest.")
})

test("'/api/1/loyalty/iiko/customer_category/add' and '/api/1/loyalty/iiko/customer_category/remove' are harmless twice", async () => {
  const customerId = await desk.newGuest()
  const categoryId = guestCategoryId('silver')
  const names = async () => (await desk.byId(customerId)).categories.map(({ name }: Json) => name)
  for (const _ of [1, 2]) await desk.call('customer_category/add', { customerId, categoryId })
  expect(await names()).toEqual(['Гости', 'Серебро'])
  for (const _ of [1, 2]) await desk.call('customer_category/remove', { customerId, categoryId })
  expect(await names()).toEqual(['Гости'])
  for (const operation of ['customer_category/add', 'customer_category/remove']) {
    await desk.refused(
      operation,
      { customerId, categoryId: unknownId },
      { errorCode: 'Category_CategoryNotFound' },
    )
    await desk.refused(operation, { customerId: unknownId, categoryId }, notFound)
    expect((await desk.refused(operation, { customerId, categoryId: 'x' }, {})).message).toContain(
      'categoryId',
    )
  }
})

test("'/api/1/loyalty/iiko/customer_category', '/api/1/loyalty/iiko/program' and '/api/1/loyalty/iiko/manual_condition' tell the books", async () => {
  const { guestCategories } = await desk.call('customer_category')
  expect(guestCategories.map(({ name }: Json) => name)).toEqual(['Гости', 'Серебро', 'Золото', 'Сотрудники'])
  const { Programs } = await desk.call('program')
  expect(Programs.map(({ name, programType }: Json) => [name, programType])).toEqual([
    ['Бонусы Трапезы', 1],
    ['Скидки', 3],
    ['Сертификаты', 4],
  ])
  const [pay] = Programs[0].marketingCampaigns[0].orderActionConditionBindings[0].actions
  expect(pay.typeName).toBe('payByBonuses')
  expect(JSON.parse(pay.settings)).toMatchObject({ percentHundredths: 5000, canHold: true })
  const short = await desk.call('program', { withoutMarketingCampaigns: true })
  expect(short.Programs.every(({ marketingCampaigns }: Json) => marketingCampaigns.length === 0)).toBe(true)
  const { manualConditions } = await desk.call('manual_condition')
  expect(
    manualConditions.map(({ caption, isDynamicDiscount }: Json) => [caption, isDynamicDiscount]),
  ).toEqual([
    ['Студенческий билет', false],
    ['Извинение за задержку', true],
  ])
})

describe('coupons', () => {
  test("'/api/1/loyalty/iiko/coupons/series' and '/api/1/loyalty/iiko/coupons/by_series' page through what nobody used", async () => {
    const { seriesWithNotActivatedCoupons: series } = await desk.call('coupons/series')
    expect(series).toContainEqual({ id: couponSeriesId('spring'), number: 'ВЕСНА' })
    const page = async (body: Json) => (await desk.call('coupons/by_series', body)).notActivatedCoupon
    expect(await page({ series: 'ВЕСНА' })).toHaveLength(100)
    const second = await page({ series: 'ВЕСНА', page: 1, pageSize: 50 })
    expect(second).toHaveLength(50)
    expect(second[0]).toMatchObject({
      number: 'VESNA-051',
      seriesName: 'ВЕСНА',
      seriesId: couponSeriesId('spring'),
    })
    await desk.refused('coupons/by_series', { series: 'НЕТ' }, { errorCode: 'Coupon_SeriesNotFound' })
    for (const [body, field] of [
      [{ series: 'ВЕСНА', page: -1 }, 'page'],
      [{ series: 'ВЕСНА', pageSize: 0 }, 'pageSize'],
      [{}, 'series'],
    ] as const)
      expect((await desk.refused('coupons/by_series', body, {})).message).toContain(field)
  })
  test("'/api/1/loyalty/iiko/coupons/info' finds a number in all series or in one", async () => {
    const { couponInfo } = await desk.call('coupons/info', { number: 'CERT-007', series: 'СЕРТИФИКАТ-1000' })
    expect(couponInfo).toMatchObject([{ number: 'CERT-007', whenActivated: null, isDeleted: false }])
    expect((await desk.call('coupons/info', { number: 'CERT-007' })).couponInfo).toEqual(couponInfo)
    expect((await desk.call('coupons/info', { number: 'nothing' })).couponInfo).toEqual([])
    expect((await desk.refused('coupons/info', {}, {})).message).toContain('number')
    await desk.refused('coupons/info', { number: '1', series: 'НЕТ' }, { errorCode: 'Coupon_SeriesNotFound' })
  })
})

test("'/api/1/loyalty/iiko/message/send_sms', '/api/1/loyalty/iiko/check_sms_status', '/api/1/loyalty/iiko/message/send_email' reach the outbox", async () => {
  expect(await desk.call('check_sms_sending_possibility')).toEqual({ status: 0, availableSmsCount: null })
  const { smsId } = await desk.call('message/send_sms', { phone: '8 903 555-44-33', text: 'Код 1234' })
  const { statuses } = await desk.call('check_sms_status', { smsIds: [smsId, unknownId] })
  expect(statuses).toMatchObject([
    { smsId, status: 1, internalError: null },
    { smsId: unknownId, status: 3 },
  ])
  await desk.call('message/send_email', { receiver: 'a@guest.example', subject: 'Привет', body: 'Ждём' })
  expect((await server.get('/__/outbox')).json.slice(0, 2)).toMatchObject([
    { channel: 'email', receiver: 'a@guest.example', subject: 'Привет', text: 'Ждём' },
    { channel: 'sms', receiver: '+79035554433', text: 'Код 1234' },
  ])
  for (const [operation, body, field] of [
    ['message/send_sms', { phone: 'x', text: 'y' }, 'phone'],
    ['message/send_sms', { phone: '+79035554433', text: '' }, 'text'],
    ['message/send_email', { receiver: 'x', subject: 's', body: 'b' }, 'receiver'],
    ['message/send_email', { receiver: 'x@y', subject: '', body: 'b' }, 'subject'],
    ['check_sms_status', { smsIds: ['x'] }, 'smsIds'],
  ] as const)
    expect((await desk.refused(operation, body, {})).message).toContain(field)
})

test('a forgotten guest is a number: nothing tells any more who it was [ADR 4]', async () => {
  const phone = desk.newPhone()
  const id = await desk.newGuest({ phone, name: 'Тайна' })
  await server.node.app.storage.now.contacts.destroy(server.chain.tenant.id, phone)
  expect(await desk.byId(id)).toMatchObject({ id, anonymized: true, name: null, phone: null, email: null })
  expect(await desk.balance(id)).toBe(300)
  // What happens to the number afterwards makes it nobody again, and the phone is still theirs.
  await desk.call('customer_category/add', { customerId: id, categoryId: guestCategoryId('gold') })
  await desk.call('delete_customers', { customerIds: [id] })
  await desk.call('customer/create_or_update', { id, isDeleted: false })
  expect(await desk.info({ type: 'phone', phone })).toMatchObject({ id, anonymized: true, isDeleted: false })
  await desk.call('customer/create_or_update', { phone, name: 'Снова' })
  expect(await desk.byId(id)).toMatchObject({ anonymized: false, name: 'Снова', phone })
})
