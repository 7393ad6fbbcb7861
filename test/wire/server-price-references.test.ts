import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBooksView } from '../../src/api/till/books-view.ts'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let chain: BackOffice
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const idOf = (book: string, member: string, value: unknown): string =>
  server.chain.items.find((item) => item.book === book && (item.body as Json)[member] === value)?.id ?? ''
const department = (code: string) => idOf('organization', 'code', code)

describe('price categories and period schedules [server-api §7.5, §7.6]', () => {
  test('a category tells its strategy; those of the keys of iikoCloud are the same', async () => {
    const list = (await chain.get('/v2/entities/priceCategories')).json
    expect(list).toMatchObject({ result: 'SUCCESS', errors: null, revision: expect.any(Number) })
    expect(list.response).toEqual([
      {
        id: idOf('priceCategory', 'nameEn', 'Delivery'),
        name: 'Доставка',
        deleted: false,
        code: '1',
        assignableManually: true,
        pricingStrategy: { type: 'PERCENT', percent: 10 },
      },
      expect.objectContaining({ code: '2', pricingStrategy: { type: 'PERCENT', percent: 15 } }),
    ])
    const cloud = (await server.post('/api/2/menu', {})).json.priceCategories
    expect(cloud.map(({ id, name }: Json) => ({ id, name }))).toEqual(
      list.response.map(({ id, name }: Json) => ({ id, name })),
    )
    const [first] = list.response
    expect((await chain.get(`/v2/entities/priceCategories/byId?id=${first.id}`)).json).toEqual(first)
    const asked = `id=${nobody}&id=${first.id}`
    expect((await chain.get(`/v2/entities/priceCategories?${asked}`)).json.response).toEqual([first])
    const later = `revisionFrom=${list.revision}`
    expect((await chain.get(`/v2/entities/priceCategories?${later}`)).json.response).toEqual([])
  })
  test('a schedule tells its hours; the night is two of them', async () => {
    const { response } = (await chain.get('/v2/entities/periodSchedules')).json
    expect(response).toHaveLength(3)
    const [, weekend, night] = response
    expect(weekend.periods).toEqual([{ begin: '00:00', end: '00:00', daysOfWeek: [6, 7] }])
    const everyDay = [1, 2, 3, 4, 5, 6, 7]
    expect(night.periods).toEqual([
      { begin: '22:00', end: '00:00', daysOfWeek: everyDay },
      { begin: '00:00', end: '02:00', daysOfWeek: everyDay },
    ])
    expect((await chain.get(`/v2/entities/periodSchedules/byId?id=${night.id}`)).json).toEqual(night)
  })
  test.each([
    ['/v2/entities/priceCategories/byId?id=', 'ClientPriceCategory'],
    ['/v2/entities/periodSchedules/byId?id=', 'PeriodSchedule'],
  ])('nobody’s: %s', async (path, entity) => {
    const answer = await chain.get(`${path}${nobody}`)
    expect([answer.status, answer.text]).toEqual([
      404,
      `Entity of class ${entity} not found by id (${nobody})`,
    ])
    expect((await chain.get(`${path}1`)).status).toBe(400)
  })
})

describe('types of shifts [server-api §7.7]', () => {
  const base = '/v2/entities/scheduleTypes'
  const inFirstVersion = async (code: string) =>
    listIn((await chain.get('/employees/schedule/types')).xml.scheduleType).find((one) => one.code === code)

  test('are written here and read by the first version, and the other way about', async () => {
    const written = {
      code: 'Н',
      name: 'Ночная смена',
      startTime: '21:30',
      lengthMinutes: 600,
      tariff: 1500.5,
    }
    const { json } = await chain.postJson(`${base}/save`, written)
    expect(json).toEqual({
      result: 'SUCCESS',
      errors: null,
      response: { id: expect.any(String), deleted: false, comment: null, overtime: false, ...written },
    })
    const { id } = json.response
    expect(await inFirstVersion('Н')).toEqual({
      code: 'Н',
      id,
      lengthMinutes: '600',
      name: 'Ночная смена',
      overtime: 'false',
      startTime: '21:30',
      tariff: '1500.500000000',
    })
    const changed = await chain.postJson(`${base}/update`, { id, overtime: true, comment: 'по выходным' })
    expect(changed.json.response).toEqual({ ...json.response, overtime: true, comment: 'по выходным' })
    const repeat = await chain.postJson(`${base}/update`, { id, overtime: true, comment: 'по выходным' })
    expect(repeat.json).toEqual(changed.json)

    expect((await chain.postJson(`${base}/delete`, { id })).json.response.deleted).toBe(true)
    expect(await inFirstVersion('Н')).toBeUndefined()
    expect((await chain.get(`${base}?ids=${id}`)).json).toEqual([])
    expect((await chain.get(`${base}?ids=${id}&includeDeleted=true`)).json).toHaveLength(1)
    expect((await chain.postJson(`${base}/delete`, { id })).text).toBe(
      `Could not delete already deleted ScheduleType: [${id}]`,
    )
    expect((await chain.postJson(`${base}/restore`, { id })).json.response.deleted).toBe(false)
    expect((await chain.postJson(`${base}/restore`, { id })).status).toBe(409)
    const form = await chain.postForm(base, { ids: id })
    expect(form.json.map((one: Json) => one.code)).toEqual(['Н'])
  })
  test.each<[Json, number, string]>([
    [{}, 409, 'Нужно название'],
    [{ name: 'x', lengthMinutes: 0 }, 409, 'Смена длится от 1 до 1440 минут'],
    [{ name: 'x', lengthMinutes: 60, code: 'Д' }, 409, 'Код Д уже занят'],
    [
      { name: 'x', lengthMinutes: 60, startTime: '25:00' },
      400,
      "Wrong value of 'startTime': HH:mm is expected, not '25:00'",
    ],
    [{ name: 'x', lengthMinutes: 'long' }, 400, 'Wrong value of \'lengthMinutes\': For input string: "long"'],
  ])('%j is refused', async (body, status, text) => {
    const answer = await chain.postJson(`${base}/save`, body)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
  test('an unknown one is not changed', async () => {
    expect((await chain.postJson(`${base}/update`, { id: nobody, name: 'x' })).status).toBe(404)
    expect((await chain.postJson(`${base}/update`, { name: 'x' })).status).toBe(400)
  })
})

describe('types of tips [server-api §7.8]', () => {
  const base = '/v2/entities/tips'
  const inCloud = async (): Promise<string[]> =>
    (await server.post('/api/1/tips_types', {})).json.tipsTypes.map((one: Json) => one.name)

  test('are those that iikoCloud tells', async () => {
    const list = (await chain.get(`${base}/list`)).json
    expect(list.map((one: Json) => one.name)).toEqual(await inCloud())
    const { json } = await chain.postJson(`${base}/create`, {
      name: 'На чай повару',
      departmentIds: [department('1')],
      orderServiceTypes: ['COMMON'],
      paymentTypeIds: list[0].paymentTypeIds,
    })
    const { id } = json.response
    expect(await inCloud()).toContain('На чай повару')
    expect((await chain.get(`${base}/${id}`)).json).toEqual(json.response)
    await chain.postJson(`${base}/update`, { id, name: 'Чай повару' })
    expect((await chain.get(`${base}/${id}`)).json).toEqual({ ...json.response, name: 'Чай повару' })
    expect((await chain.postJson(`${base}/${id}/delete`, '')).json.response.deleted).toBe(true)
    expect(await inCloud()).not.toContain('Чай повару')
    expect((await chain.get(`${base}/list?includeDeleted=true`)).json).toHaveLength(list.length + 1)
    expect((await chain.postJson(`${base}/${id}/restore`, '')).json.response.deleted).toBe(false)
    expect(await inCloud()).toContain('Чай повару')
  })
  test.each<[Json, number]>([
    [{ name: ' ' }, 409],
    [{ name: 'x', departmentIds: [nobody] }, 409],
    [{ name: 'x', paymentTypeIds: [nobody] }, 409],
    [{ name: 'x', orderServiceTypes: ['TAXI'] }, 400],
    [{ name: 'x', paymentTypeIds: ['1'] }, 400],
  ])('%j is refused', async (body, status) => {
    const before = (await chain.get(`${base}/list`)).json
    expect((await chain.postJson(`${base}/create`, body)).status).toBe(status)
    expect((await chain.get(`${base}/list`)).json).toEqual(before)
  })
  test('nobody’s is not found', async () => {
    expect((await chain.get(`${base}/${nobody}`)).status).toBe(404)
    expect((await chain.postJson(`${base}/${nobody}/delete`, '')).status).toBe(404)
    expect((await chain.postJson(`${base}/1/delete`, '')).status).toBe(400)
  })
})

test('units of measure in XML are those of the list of books [server-api §7.9]', async () => {
  const { root, xml } = await chain.get('/common/measureUnits')
  expect(root).toBe('measureUnits')
  const units = listIn(xml.measureUnit)
  const list = (await chain.get('/v2/entities/list?rootType=MeasureUnit')).json
  expect(units.map(({ id, name }) => ({ id, name }))).toEqual(
    list.map(({ id, name }: Json) => ({ id, name })),
  )
})

describe('payrolls [server-api §9.8]', () => {
  const ask = (from: string, to: string, more = '') =>
    chain.get(`/v2/payrolls/list?dateFrom=${from}&dateTo=${to}&department=${department('1')}${more}`)
  test('of a department that touch the period', async () => {
    const october = {
      id: idOf('payroll', 'number', '1'),
      dateFrom: '2026-10-01T00:00:00',
      dateTo: '2026-10-31T23:59:59',
      department: department('1'),
      documentNumber: '1',
      status: 'PROCESSED',
      comment: 'Октябрь',
    }
    expect((await ask('2026-10-31', '2026-11-30')).json).toEqual([october])
    expect((await ask('2026-09-01', '2026-10-01')).json).toEqual([october])
    expect((await ask('2026-11-01', '2026-11-30')).json).toEqual([])
  })
  test.each([
    ['2026-11-01', '2026-10-01', "Wrong value of 'dateTo': 2026-10-01 is before 2026-11-01"],
    ['01.10.2026', '2026-10-01', 'Wrong date format: 01.10.2026'],
  ])('from %s to %s is refused', async (from, to, text) => {
    const answer = await ask(from, to)
    expect([answer.status, answer.text]).toEqual([400, text])
  })
})

describe('quick menus [server-api §14]', () => {
  const base = '/v2/entities/quickLabels'
  const soup = () => idOf('product', 'code', '10101')
  const label = (more: Json = {}): Json => ({ page: 0, x: 0, y: 0, entityId: soup(), ...more })
  const aMenu = (more: Json = {}): Json => ({
    dependsOnWeekDay: false,
    departmentId: department('3'),
    sectionId: null,
    pageNames: ['Кухня', 'Бар', ''],
    labels: [label()],
    ...more,
  })
  const atTill = async (code: string) =>
    (await readBooksView(server.node.app, server.till(code), false)).quickMenus

  test('the list of the demo is what the till shows', async () => {
    const list = (await chain.get(`${base}/list?departmentId=${department('1')}&sectionId=null`)).json
    expect(list).toHaveLength(1)
    expect(list[0].labels[0]).toEqual({
      day: null,
      page: 0,
      x: 0,
      y: 0,
      entityId: soup(),
      entityType: 'PRODUCT',
    })
    const [menu] = await atTill('pokrovka')
    expect(menu).toMatchObject({ sectionId: null, pageNames: list[0].pageNames, labels: list[0].labels })
    expect((await chain.postForm(`${base}/list`, { sectionId: nobody })).json).toEqual([])
  })
  test('is saved, changed and deleted; a repeat makes no second one', async () => {
    const { json: menu } = await chain.postJson(`${base}/save`, aMenu())
    expect(menu).toEqual({
      ...aMenu(),
      id: expect.any(String),
      deleted: false,
      labels: [{ ...label(), day: null, entityType: 'PRODUCT' }],
    })
    expect((await chain.postJson(`${base}/save`, aMenu())).json).toEqual(menu)
    const other = await chain.postJson(`${base}/save`, aMenu({ pageNames: ['1', '2', '3'] }))
    expect([other.status, other.text]).toEqual([409, `Для этого места уже есть быстрое меню ${menu.id}`])
    const group = idOf('productGroup', 'nameEn', 'Soups')
    const weekly = aMenu({
      id: menu.id,
      dependsOnWeekDay: true,
      labels: [label({ day: 0 }), label({ day: 6, entityId: group, y: 7, x: 2, page: 2 })],
    })
    const changed = (await chain.postJson(`${base}/update`, weekly)).json
    expect(changed.labels.map((one: Json) => [one.day, one.entityType])).toEqual([
      [0, 'PRODUCT'],
      [6, 'PRODUCT_GROUP'],
    ])
    expect((await atTill('malysheva')).map(({ labels }) => labels)).toEqual([changed.labels])
    expect((await chain.postJson(`${base}/delete`, { id: menu.id })).json).toMatchObject({ deleted: true })
    expect(await atTill('malysheva')).toEqual([])
    const list = (await chain.get(`${base}/list?id=${menu.id}&includeDeleted=true`)).json
    expect(list).toMatchObject([{ id: menu.id, deleted: true }])
  })
  test.each<[string, Json, number, string]>([
    ['two names', { pageNames: ['1', '2'] }, 409, 'У быстрого меню 3 названия страниц'],
    ['a column too many', { labels: [{ page: 0, x: 3, y: 0, entityId: nobody }] }, 409, 'Ячейка 0: x: 0..2'],
    [
      'nobody’s product',
      { labels: [{ page: 0, x: 0, y: 0, entityId: nobody }] },
      409,
      `Ячейка 0: entityId: ${nobody}`,
    ],
    [
      'a day that does not count',
      { labels: [{ day: 1, page: 0, x: 0, y: 0, entityId: nobody }] },
      409,
      'Ячейка 0: day: null',
    ],
    [
      'nobody’s section',
      { sectionId: nobody },
      404,
      `Entity of class RestaurantSection not found by id (${nobody})`,
    ],
    ['nobody’s department', { departmentId: nobody }, 409, `Подразделение ${nobody} не найдено`],
    ['no labels', { labels: null }, 400, "Argument for @NotNull parameter 'labels' must not be null"],
  ])('%s: refused', async (_, more, status, text) => {
    const answer = await chain.postJson(`${base}/save`, aMenu(more))
    expect([answer.status, answer.text]).toEqual([status, text])
  })
  test('two labels in one cell are refused', async () => {
    const answer = await chain.postJson(`${base}/save`, aMenu({ labels: [label(), label()] }))
    expect([answer.status, answer.text]).toEqual([409, 'Ячейка 1: page, x, y: ,0,0,0'])
  })
})
