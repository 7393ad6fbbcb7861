import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let chain: BackOffice
let restaurant: BackOffice
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
  restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const idOf = (book: string, member: string, value: string): string =>
  server.chain.items.find((item) => item.book === book && (item.body as Json)[member] === value)?.id ?? ''
const employee = (code: string) => idOf('employee', 'code', code)
const role = (code: string) => idOf('role', 'code', code)
const department = (code: string) => idOf('organization', 'code', code)
/** A cook of the first restaurant and a waiter of the second. */
const [cook, waiter] = ['108', '114']

const xmlOf = (root: string, members: Record<string, string>): string =>
  `<${root}>${Object.entries(members)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</${root}>`

describe('salaries [server-api §9.3]', () => {
  test('one counts until the next one begins', async () => {
    expect((await chain.get(`/employees/salary/byId/${employee(cook)}`)).text).toContain('<salaries/>')
    const first = await chain.postForm(`/employees/salary/byId/${employee(cook)}/2031-02-01`, {
      payment: '40000',
    })
    expect(first.xml).toEqual({
      dateFrom: '2031-02-01T00:00:00+03:00',
      employeeId: employee(cook),
      payment: '40000.000000000',
    })
    await chain.postForm(`/employees/salary/byId/${employee(cook)}/2031-03-01`, { payment: '45000.50' })
    await chain.postForm(`/employees/salary/byId/${employee(cook)}/2031-03-01`, { payment: '45000.55' })
    const all = listIn((await chain.get(`/employees/salary/byId/${employee(cook)}`)).xml.salary)
    expect(all).toMatchObject([
      { dateTo: '2031-03-01T00:00:00+03:00', payment: '40000.000000000' },
      { payment: '45000.550000000' },
    ])
    expect((await chain.get(`/employees/salary/byId/${employee(cook)}/2031-02-28`)).xml).toEqual(all[0])
    expect((await chain.get(`/employees/salary/byId/${employee(cook)}/2031-03-01`)).xml).toEqual(all[1])
    expect((await chain.get(`/employees/salary/byId/${employee(cook)}/2031-01-31`)).status).toBe(404)
    expect(listIn((await chain.get('/employees/salary')).xml.salary)).toEqual(all)
    const { revision } = await server.node.app.catalog(server.chain.tenant.id)
    expect((await chain.get(`/employees/salary?revisionFrom=${revision}`)).text).toContain('<salaries/>')
  })
  test.each([
    ['2031-13-01', '1', 400, 'Wrong date format: 2031-13-01'],
    ['01.02.2031', '1', 400, 'Wrong date format: 01.02.2031'],
    ['2031-02-01', '-1', 409, 'Оплата не может быть отрицательной'],
    ['2031-02-01', '', 400, "Argument for @NotNull parameter 'payment' must not be null"],
    ['2031-02-01', '1.234', 400, "Wrong value of 'payment': at most 2 decimals are expected, not '1.234'"],
  ])('from %s of %s is refused', async (date, payment, status, text) => {
    const answer = await chain.postForm(`/employees/salary/byId/${employee(cook)}/${date}`, { payment })
    expect([answer.status, answer.text]).toEqual([status, text])
  })
  test('who has no right sets none', async () => {
    const cashier = await openBackOffice(server, { login: 'cashier' })
    expect(
      (await cashier.postForm(`/employees/salary/byId/${employee(cook)}/2031-02-01`, { payment: '1' }))
        .status,
    ).toBe(403)
  })
})

const march = 'from=2031-03-01&to=2031-03-31'

describe('scheduled shifts [server-api §9.4]', () => {
  const shift = (more: Record<string, string> = {}) =>
    xmlOf('schedule', {
      employeeId: employee(cook),
      roleId: role('COOK'),
      nonPaidMinutes: '30',
      scheduleTypeCode: 'Д',
      dateFrom: '2031-03-04T09:00:31+03:00',
      dateTo: '2031-03-04T21:00:00+03:00',
      ...more,
    })
  test('types are those of the book', async () => {
    const types = listIn((await chain.get('/employees/schedule/types')).xml.scheduleType)
    expect(types[0]).toEqual({
      code: 'Д',
      id: idOf('scheduleType', 'code', 'Д'),
      lengthMinutes: '720',
      name: 'Дневная смена',
      overtime: 'false',
      startTime: '09:00',
    })
  })
  test('one is made, found by every address, changed and deleted', async () => {
    const pay = { paymentPerHour: '300' }
    await chain.postForm(`/employees/roles/byId/${role('COOK')}`, pay)
    const made = await chain.postXml('/employees/schedule/create', shift())
    expect(made.xml).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      employeeId: employee(cook),
      roleId: role('COOK'),
      nonPaidMinutes: '30',
      scheduleTypeId: idOf('scheduleType', 'code', 'Д'),
      scheduleTypeCode: 'Д',
      dateFrom: '2031-03-04T09:01:00+03:00',
      dateTo: '2031-03-04T21:00:00+03:00',
      departmentId: department('1'),
      departmentName: 'Трапеза на Покровке',
    })
    const { id } = made.xml
    const list = async (path: string, query = march) =>
      listIn((await chain.get(`/employees/schedule${path}?${query}`)).xml.schedule)
    const one = [made.xml]
    expect(await list('/')).toEqual(one)
    expect((await chain.get(`/employees/schedule?${march}`)).xml.schedule).toEqual(made.xml)
    const [person, place] = [employee(cook), department('1')]
    expect((await chain.get(`/employees/schedule/byEmployee/${person}?${march}`)).xml.schedule).toEqual(
      made.xml,
    )
    expect((await chain.get(`/employees/schedule/byDepartment/1?${march}`)).xml.schedule).toEqual(made.xml)
    expect((await chain.get(`/employees/schedule/department/${place}?${march}`)).xml.schedule).toEqual(
      made.xml,
    )
    expect(
      (await chain.get(`/employees/schedule/byDepartment/1/byEmployee/${person}?${march}`)).xml.schedule,
    ).toEqual(made.xml)
    expect(
      (await chain.get(`/employees/schedule/department/${place}/byEmployee/${person}?${march}`)).xml.schedule,
    ).toEqual(made.xml)
    expect(await list('/byDepartment/2')).toEqual([])
    expect(await list('', 'from=2031-03-05&to=2031-03-31')).toEqual([])
    expect(listIn((await restaurant.get(`/employees/schedule?${march}`)).xml.schedule)).toEqual([])
    const [paid] = await list('', `${march}&withPaymentDetails=true`)
    expect(paid.paymentDetails).toEqual({
      salaryDepartmentId: place,
      salaryDepartmentName: 'Трапеза на Покровке',
      regularPayedMinutes: '689',
      regularPaymentSum: '3445.000000000',
      overtimePayedMinutes: '0',
      overtimePaymentSum: '0.000000000',
      otherPaymentsSum: '0.000000000',
    })
    const changed = await chain.postXml('/employees/schedule/update', shift({ id, nonPaidMinutes: '0' }))
    expect(changed.xml).toEqual({ ...made.xml, nonPaidMinutes: '0' })
    const deleted = await chain.delete(`/employees/schedule/byId/${id}`)
    expect([deleted.root, deleted.xml.id]).toEqual(['schedule', id])
    expect(await list('')).toEqual([])
    expect((await chain.delete(`/employees/schedule/byId/${id}`)).status).toBe(404)
  })
  test.each([
    ['create', { roleId: '' }, 400, "Argument for @NotNull parameter 'roleId' must not be null"],
    ['create', { dateTo: '2031-03-04T08:00:00+03:00' }, 409, 'Конец должен быть позже начала'],
    ['create', { dateTo: '04.03.2031 21:00' }, 400, 'Wrong date format: 04.03.2031 21:00'],
    ['create', { scheduleTypeCode: 'Ы' }, 409, 'Тип Ы не найден'],
    ['create', { employeeId: nobody }, 404, `Entity of class User not found by id (${nobody})`],
    ['create', { departmentId: nobody }, 409, `Подразделение ${nobody} не найдено`],
    ['update', {}, 400, "Argument for @NotNull parameter 'id' must not be null"],
    ['update', { id: nobody }, 404, `Entity of class EmployeeSchedule not found by id (${nobody})`],
  ])('%s with %j is refused', async (verb, more, status, text) => {
    const answer = await chain.postXml(`/employees/schedule/${verb}`, shift(more as Record<string, string>))
    expect([answer.status, answer.text]).toEqual([status, text])
  })
  test.each([
    ['?from=2031-03-01', 400, "Argument for @NotNull parameter 'to' must not be null"],
    ['?from=01.03.2031&to=2031-03-02', 400, 'Wrong date format: 01.03.2031'],
    [`/byDepartment/${nobody}?${march}`, 409, `Department with code ${nobody} not found`],
    [`/department/2?${march}`, 400, "Wrong value of 'departmentId': an id is expected, not '2'"],
  ])('%s is refused', async (query, status, text) => {
    const answer = await chain.get(`/employees/schedule${query}`)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
})

describe('attendances [server-api §9.5]', () => {
  const attendance = (more: Record<string, string> = {}) =>
    xmlOf('attendance', {
      employeeId: employee(waiter),
      dateFrom: '2031-03-04T09:00:00+03:00',
      dateTo: '2031-03-04T17:30:00+03:00',
      attendanceType: 'Я',
      comment: '',
      personalDateFrom: '2031-03-04T08:57:00+03:00',
      ...more,
    })
  const create = (more: Record<string, string> = {}) =>
    restaurant.postXml('/employees/attendance/create', attendance(more))
  test('types are those of the book', async () => {
    const types = listIn(
      (await chain.get('/employees/attendance/types?includeDeleted=true')).xml.attendanceType,
    )
    expect(types.map(({ code, payRate, status }: Json) => [code, payRate, status])).toEqual([
      ['Я', '1', 'true'],
      ['О', '1', 'false'],
      ['Б', '0.6', 'false'],
    ])
  })
  test('one is made as in the published sample, paid by the hour, changed and deleted', async () => {
    const pay = { paymentPerHour: '250', scheduleType: 'HOURS' }
    await chain.postForm(`/employees/roles/byId/${role('WAIT')}`, pay)
    const made = await create()
    expect(made.xml).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      employeeId: employee(waiter),
      roleId: role('WAIT'),
      dateFrom: '2031-03-04T09:00:00+03:00',
      dateTo: '2031-03-04T17:30:00+03:00',
      attendanceTypeId: idOf('attendanceType', 'code', 'Я'),
      attendanceType: 'Я',
      comment: '',
      departmentId: department('2'),
      departmentName: expect.any(String),
      personalDateFrom: '2031-03-04T08:57:00+03:00',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+03:00$/),
      modified: expect.any(String),
      userModified: employee('101'),
    })
    const { id } = made.xml
    const [person, place] = [employee(waiter), department('2')]
    for (const answer of [
      await chain.get(`/employees/attendance?${march}`),
      await chain.get(`/employees/attendance/byEmployee/${person}?${march}`),
      await chain.get(`/employees/attendance/byDepartment/2?${march}`),
      await chain.get(`/employees/attendance/department/${place}?${march}`),
      await chain.get(`/employees/attendance/byDepartment/2/byEmployee/${person}?${march}`),
      await chain.get(`/employees/attendance/department/${place}/byEmployee/${person}?${march}`),
    ])
      expect(answer.xml.attendance).toEqual(made.xml)
    const paid = await chain.get(`/employees/attendance?${march}&withPaymentDetails=true`)
    expect(paid.xml.attendance.paymentDetails).toMatchObject({
      regularPayedMinutes: '510',
      regularPaymentSum: '2125.000000000',
    })
    const overlapping = await create({
      dateFrom: '2031-03-04T17:29:00+03:00',
      dateTo: '2031-03-04T20:00:00+03:00',
    })
    expect(overlapping.status).toBe(409)
    const updated = await restaurant.postXml(
      '/employees/attendance/update',
      attendance({ id, personalDateFrom: '', comment: 'late' }),
    )
    expect(updated.xml).toMatchObject({ id, comment: 'late', personalDateFrom: '2031-03-04T08:57:00+03:00' })
    const deleted = await restaurant.delete(`/employees/attendance/byId/${id}`)
    expect([deleted.root, deleted.xml.id]).toEqual(['attendance', id])
    expect((await chain.get(`/employees/attendance?${march}`)).text).toContain('<attendances/>')
  })
  test('what touches the midnight after the last day belongs to it', async () => {
    const night = { dateFrom: '2031-04-02T00:00:00+03:00', dateTo: '2031-04-02T05:00:00+03:00' }
    const { id } = (await create(night)).xml
    const touching = await chain.get('/employees/attendance?from=2031-04-01&to=2031-04-01')
    expect(touching.xml.attendance.id).toBe(id)
    const before = await chain.get('/employees/attendance?from=2031-03-30&to=2031-03-31')
    expect(before.text).toContain('<attendances/>')
  })
  test('an open one has no end, and while it is open earlier payments are not told', async () => {
    const open = await create({ dateFrom: '2031-05-01T10:00:00+03:00', dateTo: '' })
    expect(open.xml).not.toHaveProperty('dateTo')
    const may = 'from=2031-05-02&to=2031-05-03'
    expect((await chain.get(`/employees/attendance?${may}`)).xml.attendance.id).toBe(open.xml.id)
    const details = await chain.get(`/employees/attendance?${may}&withPaymentDetails=true`)
    expect(details.status).toBe(409)
    expect((await create({ dateFrom: '2031-06-01T10:00:00+03:00' })).status).toBe(409)
    await restaurant.delete(`/employees/attendance/byId/${open.xml.id}`)
  })
  test('a leave takes from the availability, as do hiring and dismissal', async () => {
    const asked = `from=2031-07-01&to=2031-07-08&user=${employee(waiter)}`
    const list = async () =>
      listIn((await chain.get(`/employees/availability/list?${asked}`)).xml.availability).map(
        ({ dateFrom, dateTo }: Json) => [dateFrom, dateTo],
      )
    const day = (number: number) => `2031-07-0${number}T00:00:00+03:00`
    expect(await list()).toEqual([[day(1), day(8)]])
    expect((await create({ attendanceType: 'О', dateFrom: day(3), dateTo: day(5) })).status).toBe(200)
    await chain.postForm(`/employees/byId/${employee(waiter)}`, { fireDate: '2031-07-07' })
    expect(await list()).toEqual([
      [day(1), day(3)],
      [day(5), day(7)],
    ])
    const cooks = await chain.get(
      `/employees/availability/list?from=2031-07-01&to=2031-07-08&role=${role('COOK')}&department=${department('2')}`,
    )
    expect(listIn(cooks.xml.availability)).toHaveLength(1)
    const missing = await chain.get('/employees/availability/list?from=2031-07-01')
    expect([missing.status, missing.text]).toEqual([
      400,
      "Argument for @NotNull parameter 'to' must not be null",
    ])
  })
  test.each([
    [{ attendanceType: 'ХХ' }, 409, 'Тип ХХ не найден'],
    [{ roleId: nobody }, 409],
    [{ dateFrom: 'yesterday' }, 400, 'Wrong date format: yesterday'],
    [{ departmentId: nobody }, 409, `Department with id ${nobody} not found`],
  ])('%j is refused', async (more, status, text?: string) => {
    const answer = await create(more as unknown as Record<string, string>)
    expect(answer.status).toBe(status)
    if (text !== undefined) expect(answer.text).toBe(text)
  })
})
