import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { employeeByPin } from '../../src/app/till/pin.ts'
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

const petra = 'a1000000-0000-4000-8000-000000000001'
const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const roleId = (code: string): string =>
  server.chain.items.find((item) => item.book === 'role' && (item.body as Json).code === code)?.id ?? ''
const listed = async (office: BackOffice, query = ''): Promise<Json[]> =>
  listIn((await office.get(`/employees${query}`)).xml.employee)
const codes = (items: Json[]): string[] => items.map(({ code }) => code)

/** The published sample (server-api §29), in the departments and roles of the demo. */
const sample = () => `<employee><code>204</code><name>Petra Lind</name><login>petra</login>
  <password>open sesame</password><pinCode>7777</pinCode>
  <mainRoleId>${roleId('WAIT')}</mainRoleId><roleCodes>WAIT</roleCodes><roleCodes>CASH</roleCodes>
  <cellPhone>+46700000001</cellPhone><firstName>Petra</firstName><lastName>Lind</lastName>
  <birthday>2000-02-06T00:00:00+03:00</birthday><hireDate>2030-02-01</hireDate><cardNumber/>
  <note>speaks Swedish</note><preferredDepartmentCode>2</preferredDepartmentCode>
  <departmentCodes>2</departmentCodes><responsibilityDepartmentCodes>2</responsibilityDepartmentCodes>
  <supplier>false</supplier><employee>true</employee><client>false</client><somethingNew>1</somethingNew>
  <publicExternalData><entry><key>badge</key><value>17</value></entry><entry><key>empty</key></entry></publicExternalData>
</employee>`

describe('lists of employees [server-api §9.1]', () => {
  test('the chain lists all who are there, with the deleted ones on demand', async () => {
    const answer = await chain.get('/employees')
    expect(answer.root).toBe('employees')
    const all = listIn(answer.xml.employee)
    expect(all).toHaveLength(26)
    expect(all[0]).toMatchObject({
      code: '101',
      name: 'Смирнова Анна',
      login: 'manager',
      mainRoleCode: 'MNGR',
      deleted: 'false',
      employee: 'true',
      supplier: 'false',
    })
    // Works everywhere: no departments are said.
    expect(all[0]).not.toHaveProperty('departmentCodes')
    expect(await listed(chain, '?includeDeleted=TRUE')).toHaveLength(27)
  })
  test('neither PIN nor password leaves, nor what is kept of them', async () => {
    const { text } = await chain.get('/employees?includeDeleted=true')
    expect(text).not.toMatch(/pin|password|hash/i)
  })
  test('a restaurant knows its own, and so does its department on the chain', async () => {
    const own = await listed(restaurant)
    const byDepartment = listIn((await chain.get('/employees/byDepartment/2')).xml.employee)
    expect(codes(own)).toEqual(codes(byDepartment))
    expect(own.length).toBeGreaterThan(3)
    expect(own.length).toBeLessThan(26)
    const foreign = await restaurant.get('/employees/byDepartment/1')
    expect([foreign.status, foreign.text]).toEqual([409, 'Department with code 1 not found'])
  })
  test('one is found by id, by code and by expressions that all match', async () => {
    const [first] = await listed(chain)
    expect((await chain.get(`/employees/byId/${first.id.toUpperCase()}`)).xml).toEqual(first)
    expect((await chain.get('/employees/byCode/101')).xml).toEqual(first)
    const found = await chain.get(`/employees/search?mainRoleCode=COUR&firstName=${encodeURIComponent('^Г')}`)
    expect(listIn(found.xml.employee)).toMatchObject([{ firstName: 'Глеб' }])
    expect((await chain.get('/employees/search?supplier=true')).text).toContain('<employees/>')
    const stranger = await chain.get(`/employees/byId/${nobody}`)
    expect([stranger.status, stranger.text]).toEqual([
      404,
      `Entity of class User not found by id (${nobody})`,
    ])
    expect((await chain.get('/employees/byCode/9999')).status).toBe(404)
  })
})

describe('writing an employee', () => {
  test('PUT creates the published sample, who logs in and opens the tills of the department by PIN', async () => {
    const { revision } = await server.node.app.catalog(server.chain.tenant.id)
    const created = await chain.putXml(`/employees/byId/${petra.toUpperCase()}`, sample())
    expect(created.status, created.text).toBe(201)
    expect(created.xml).toEqual({
      id: petra,
      code: '204',
      name: 'Petra Lind',
      login: 'petra',
      mainRoleId: roleId('WAIT'),
      rolesIds: [roleId('WAIT'), roleId('CASH')],
      mainRoleCode: 'WAIT',
      roleCodes: ['WAIT', 'CASH'],
      cellPhone: '+46700000001',
      firstName: 'Petra',
      lastName: 'Lind',
      birthday: '2000-02-06T00:00:00+03:00',
      hireDate: '2030-02-01T00:00:00+03:00',
      note: 'speaks Swedish',
      cardNumber: '',
      preferredDepartmentCode: '2',
      departmentCodes: '2',
      responsibilityDepartmentCodes: '2',
      deleted: 'false',
      supplier: 'false',
      employee: 'true',
      client: 'false',
      publicExternalData: { entry: [{ key: 'badge', value: '17' }, { key: 'empty' }] },
    })
    expect(codes(await listed(chain, `?revisionFrom=${revision}`))).toEqual(['204'])
    expect(codes(await listed(restaurant))).toContain('204')
    const session = await openBackOffice(server, { login: 'PETRA', password: 'open sesame' })
    expect((await session.get('/employees/byCode/204')).status).toBe(200)
    const catalog = await server.node.app.catalog(server.chain.tenant.id)
    const [, second] = catalog.all('organization')
    expect((await employeeByPin(catalog, second?.id ?? '', '7777')).id).toBe(petra)
  })
  test('a repeat changes nothing', async () => {
    const before = (await server.node.app.catalog(server.chain.tenant.id)).find('employee', petra)?.revision
    const again = await chain.putXml(
      `/employees/byId/${petra}`,
      sample().replace(/<password>.*?<\/password>/, ''),
    )
    expect(again.status).toBe(200)
    expect((await server.node.app.catalog(server.chain.tenant.id)).find('employee', petra)?.revision).toBe(
      before,
    )
  })
  test('a form changes only what it names', async () => {
    const changed = await chain.postForm(`/employees/byId/${petra}`, {
      cellPhone: '+46700000002',
      note: '',
      externalData: '<r><entry><key>k</key><value>v &amp; w</value></entry></r>',
    })
    expect(changed.status).toBe(200)
    expect(changed.xml).toMatchObject({
      name: 'Petra Lind',
      login: 'petra',
      cellPhone: '+46700000002',
      birthday: '2000-02-06T00:00:00+03:00',
      publicExternalData: { entry: { key: 'k', value: 'v & w' } },
    })
    expect(changed.xml).not.toHaveProperty('note')
  })
  test('PUT resets what it does not say, but not the PIN that nobody can read', async () => {
    const whole = `<employee><name>Petra L.</name><code>204</code></employee>`
    const reset = await chain.putXml(`/employees/byId/${petra}`, whole)
    expect(reset.status).toBe(200)
    expect(reset.xml).toEqual({
      id: petra,
      code: '204',
      name: 'Petra L.',
      firstName: '',
      lastName: '',
      cardNumber: '',
      deleted: 'false',
      supplier: 'false',
      employee: 'true',
      client: 'false',
    })
    const kept = (await server.node.app.catalog(server.chain.tenant.id)).find('employee', petra)
    expect(kept?.body.pinHash).not.toBeNull()
    await expect(openBackOffice(server, { login: 'petra', password: 'open sesame' })).rejects.toThrow('401')
  })
  test('PUT by code takes the code of the body', async () => {
    const made = await chain.putXml(
      '/employees/byCode/300',
      '<employee><code>301</code><name>New One</name></employee>',
    )
    expect([made.status, made.xml.code]).toEqual([201, '301'])
    expect((await chain.get('/employees/byCode/300')).status).toBe(404)
    const again = await chain.putXml('/employees/byCode/301', '<employee><name>Newer</name></employee>')
    expect([again.status, again.xml.id, again.xml.name]).toEqual([200, made.xml.id, 'Newer'])
  })
  test('a deleted one is gone from lists, and deleting again is nothing', async () => {
    for (let i = 0; i < 2; i++) {
      const deleted = await chain.delete(`/employees/byId/${petra}`)
      expect([deleted.status, deleted.text]).toEqual([200, ''])
    }
    expect(codes(await listed(chain))).not.toContain('204')
    expect((await chain.get(`/employees/byId/${petra}`)).xml.deleted).toBe('true')
    expect((await chain.delete(`/employees/byId/${nobody}`)).status).toBe(404)
  })
  test.each([
    ['<employee><code>77</code></employee>', 409, 'У сотрудника не указано имя'],
    ['<employee><name>A</name><code>101</code></employee>', 409, 'Табельный номер 101 уже занят'],
    ['<employee><name>A</name><pinCode>12</pinCode></employee>', 409, 'ПИН-код — от 4 до 12 цифр'],
    ['<employee><name>A</name><pinCode>1111</pinCode></employee>', 409, 'Такой ПИН-код уже занят'],
    ['<employee><name>A</name><roleCodes>XX</roleCodes></employee>', 409, 'Должность XX не найдена'],
    [
      '<employee><name>A</name><departmentCodes>9</departmentCodes></employee>',
      409,
      'Подразделение 9 не найдено',
    ],
    ['<employee><name>A</name><login>Manager</login></employee>', 409, 'Логин Manager занят'],
    ['<employee><name>A</name><birthday>6 May</birthday></employee>', 400, 'Wrong date format: 6 May'],
    [
      '<employee><name>A</name><client>maybe</client></employee>',
      400,
      "Wrong value of 'client': true or false is expected, not 'maybe'",
    ],
    ['<person/>', 400, 'The element employee is expected, not person'],
  ])('%s is refused and nothing is written', async (xml, status, text) => {
    const answer = await chain.putXml(`/employees/byId/${nobody}`, xml)
    expect([answer.status, answer.text]).toEqual([status, text])
    expect((await chain.get(`/employees/byId/${nobody}`)).status).toBe(404)
  })
  test('a restaurant does not write people of another one', async () => {
    const [first] = listIn((await chain.get('/employees/byDepartment/1')).xml.employee).filter(
      ({ departmentCodes }: Json) => departmentCodes === '1',
    )
    const answer = await restaurant.postForm(`/employees/byId/${first.id}`, { note: 'mine' })
    expect(answer.status).toBe(404)
  })
})

describe('roles [server-api §9.2]', () => {
  const id = 'a2000000-0000-4000-8000-000000000001'
  test('are those of the tills, with how they are paid', async () => {
    const roles = listIn((await chain.get('/employees/roles')).xml.role)
    expect(codes(roles)).toEqual(['MNGR', 'CASH', 'COOK', 'WAIT', 'COUR', 'OPER', 'DEVI'])
    expect(roles[0]).toEqual({
      id: roleId('MNGR'),
      code: 'MNGR',
      name: 'Менеджер',
      paymentPerHour: '0.000000000',
      steadySalary: '0.000000000',
      scheduleType: 'SESSION',
      deleted: 'false',
    })
    expect((await chain.get('/employees/roles/byCode/MNGR')).xml).toEqual(roles[0])
    expect((await chain.get(`/employees/roles/byId/${roleId('MNGR')}`)).xml).toEqual(roles[0])
    expect(listIn((await chain.get('/employees/roles/search?code=^CO')).xml.role)).toHaveLength(2)
  })
  test('one is made, changed by a form, and deleted when nobody has it', async () => {
    const xml =
      '<role><code>HOST</code><name>Хостес</name><paymentPerHour>350.5</paymentPerHour><scheduleType>HOURS</scheduleType></role>'
    const made = await chain.putXml(`/employees/roles/byId/${id}`, xml)
    expect([made.status, made.xml.paymentPerHour, made.xml.scheduleType]).toEqual([
      201,
      '350.500000000',
      'HOURS',
    ])
    const changed = await chain.postForm(`/employees/roles/byId/${id}`, { name: 'Встречающий' })
    expect(changed.xml).toMatchObject({ name: 'Встречающий', code: 'HOST', paymentPerHour: '350.500000000' })
    const whole = await chain.putXml('/employees/roles/byCode/HOST', '<role><name>Хостес</name></role>')
    expect(whole.xml).toMatchObject({ id, paymentPerHour: '0.000000000', scheduleType: 'SESSION' })
    expect((await chain.delete(`/employees/roles/byId/${id}`)).status).toBe(200)
    expect((await chain.get('/employees/roles/byCode/HOST')).status).toBe(404)
    const used = await chain.delete(`/employees/roles/byId/${roleId('COOK')}`)
    expect([used.status, used.text]).toEqual([409, 'Должность COOK есть у сотрудников: 4'])
  })
  test('a whole writing keeps what the role may do', async () => {
    const kept = () => server.node.app.catalog(server.chain.tenant.id)
    const before = (await kept()).find('role', roleId('COOK'))?.body.permissions
    const xml = '<role><code>COOK</code><name>Повар</name></role>'
    expect((await chain.putXml(`/employees/roles/byId/${roleId('COOK')}`, xml)).status).toBe(200)
    expect((await kept()).find('role', roleId('COOK'))?.body.permissions).toEqual(before)
  })
  test.each([
    ['<role><code>MNGR</code><name>A</name></role>', 409, 'Код должности MNGR уже занят'],
    ['<role><name>A</name></role>', 409, 'Нужны название и код должности'],
    [
      '<role><code>Z</code><name>A</name><paymentPerHour>-1</paymentPerHour></role>',
      409,
      'Оплата не может быть отрицательной',
    ],
    [
      '<role><code>Z</code><name>A</name><paymentPerHour>1.001</paymentPerHour></role>',
      400,
      "Wrong value of 'paymentPerHour': at most 2 decimals are expected, not '1.001'",
    ],
    [
      '<role><code>Z</code><name>A</name><scheduleType>DAILY</scheduleType></role>',
      400,
      "'DAILY': value not one of declared Enum instance names: [SESSION, HOURS, FIXED]",
    ],
  ])('%s is refused', async (xml, status, text) => {
    const answer = await chain.putXml(`/employees/roles/byId/${nobody}`, xml)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
})
