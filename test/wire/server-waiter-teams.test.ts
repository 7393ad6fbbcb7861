import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, listIn, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let chain: BackOffice
let restaurant: BackOffice
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
  restaurant = await openBackOffice(server, { prefix: '/rms/1/resto' })
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const base = '/employees/waiterTeams'
const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const idOf = (book: string, member: string, value: unknown): string =>
  server.chain.items.find((item) => item.book === book && (item.body as Json)[member] === value)?.id ?? ''
const department = (code: string) => idOf('organization', 'code', code)
const team = (name: string) => idOf('waiterTeam', 'name', name)
const employee = (code: string) => idOf('employee', 'code', code)
const teamsOf = async (path: string, office = restaurant): Promise<Json[]> =>
  listIn((await office.get(path)).xml.waiterTeam)
const namesOf = async (path: string, office = restaurant): Promise<string[]> =>
  (await teamsOf(path, office)).map((one) => one.name)

describe('teams of waiters [server-api §9.7]', () => {
  test('a restaurant has its own, the chain copies of all', async () => {
    expect(await namesOf(base)).toEqual(['Первая бригада', 'Вторая бригада'])
    expect(await namesOf(base, chain)).toEqual(['Первая бригада', 'Вторая бригада', 'Бригада зала'])
    expect(await namesOf(`${base}/byDepartment/${department('2')}`, chain)).toEqual(['Бригада зала'])
    expect((await restaurant.get(`${base}/byDepartment/${department('2')}`)).status).toBe(404)
    expect(await namesOf(`${base}/byCode/1`, chain)).toEqual(['Первая бригада', 'Бригада зала'])
    expect(await namesOf(`${base}/search?name=%5EВ`)).toEqual(['Вторая бригада'])
    expect(await namesOf(`${base}/search?code=1&name=Первая`)).toEqual(['Первая бригада'])
    const one = await restaurant.get(`${base}/byId/${team('Первая бригада').toUpperCase()}`)
    expect([one.root, one.xml]).toEqual([
      'waiterTeam',
      {
        id: team('Первая бригада'),
        code: '1',
        name: 'Первая бригада',
        deleted: 'false',
        departmentId: department('1'),
      },
    ])
    expect((await restaurant.get(`${base}/byId/${team('Бригада зала')}`)).status).toBe(404)
  })
  test('one is made by its code once, then changed, deleted and brought back', async () => {
    const made = await restaurant.putXml(`${base}/byCode/9`, '<waiterTeam><name>Ночная</name></waiterTeam>')
    expect([made.status, made.xml.code]).toEqual([201, '9'])
    const { id } = made.xml
    const again = await restaurant.putXml(`${base}/byCode/9`, '<waiterTeam><name>Ещё</name></waiterTeam>')
    expect([again.status, again.text]).toEqual([409, 'Код 9 уже занят'])
    const renamed = await restaurant.postForm(`${base}/byId/${id}`, { name: 'Поздняя' })
    expect([renamed.status, renamed.xml]).toEqual([200, { ...made.xml, name: 'Поздняя' }])
    // What is not said is reset.
    const whole = await restaurant.putXml(`${base}/byId/${id}`, '<waiterTeam><name>Вечер</name></waiterTeam>')
    expect([whole.status, whole.xml]).toEqual([200, { ...made.xml, code: '', name: 'Вечер' }])
    const gone = await restaurant.delete(`${base}/byId/${id}`)
    expect([gone.status, gone.text]).toEqual([200, ''])
    expect(await namesOf(base)).not.toContain('Вечер')
    expect(await namesOf(`${base}?includeDeleted=true`)).toContain('Вечер')
    expect((await restaurant.delete(`${base}/byId/${id}`)).status).toBe(200)
    const back = await restaurant.putXml(
      `${base}/byId/${id}`,
      '<waiterTeam><name>Вечер</name><deleted>false</deleted></waiterTeam>',
    )
    expect(back.xml.deleted).toBe('false')
    expect(await namesOf(base, chain)).toContain('Вечер')
    const { revision } = await server.node.app.catalog(server.chain.tenant.id)
    expect(await namesOf(`${base}?revisionFrom=${revision - 1n}`)).toEqual(['Вечер'])
  })
  test('is refused on the chain, without a name, with a code that is taken, of nobody', async () => {
    const body = '<waiterTeam><name>x</name></waiterTeam>'
    const onChain = await chain.putXml(`${base}/byCode/77`, body)
    expect([onChain.status, onChain.text]).toEqual([
      409,
      'Бригады официантов редактируются на сервере ресторана',
    ])
    const before = await teamsOf(base)
    expect((await restaurant.putXml(`${base}/byCode/77`, '<waiterTeam/>')).text).toBe('Нужно название')
    const taken = '<waiterTeam><name>x</name><code>2</code></waiterTeam>'
    expect((await restaurant.putXml(`${base}/byId/${nobody}`, taken)).status).toBe(409)
    expect((await restaurant.putXml(`${base}/byId/1`, body)).status).toBe(400)
    expect((await restaurant.putXml(`${base}/byId/${team('Бригада зала')}`, body)).status).toBe(409)
    const unknown = await restaurant.delete(`${base}/byId/${nobody}`)
    expect([unknown.status, unknown.text]).toEqual([
      404,
      `Entity of class WaiterTeam not found by id (${nobody})`,
    ])
    expect(await teamsOf(base)).toEqual(before)
  })
})

describe('who is in which team [server-api §9.7]', () => {
  const path = `${base}/assignments`
  const assigned = (rows: [employeeId: string, teamId: string][]): string =>
    `<waiterTeamAssignments>${rows
      .map(
        ([employeeId, teamId]) =>
          `<assignment><employeeId>${employeeId}</employeeId><teamId>${teamId}</teamId></assignment>`,
      )
      .join('')}</waiterTeamAssignments>`
  /** Waiters of the first restaurant, and one of the second. */
  const [anna, boris, other] = ['112', '113', '114']

  test('those who are named change, others stay', async () => {
    const before = (await restaurant.get(`${path}/byDepartment/${department('1')}`)).xml
    expect(before.departmentId).toBe(department('1'))
    expect(before.assignment).toHaveLength(3)
    const moved = await restaurant.putXml(path, assigned([[employee(anna), team('Вторая бригада')]]))
    expect([moved.status, moved.root]).toEqual([200, 'waiterTeamAssignments'])
    expect(moved.xml.assignment).toContainEqual({
      employeeId: employee(anna),
      teamId: team('Вторая бригада'),
    })
    expect(moved.xml.assignment).toHaveLength(3)
    const out = await restaurant.putXml(path, assigned([[employee(anna), '']]))
    expect(out.xml.assignment).toHaveLength(2)
    const all = (await chain.get(path)).xml.waiterTeamAssignments
    expect(all.find((one: Json) => one.departmentId === department('1'))).toEqual(out.xml)
    const { revision } = await server.node.app.catalog(server.chain.tenant.id)
    expect((await chain.get(`${path}?revisionFrom=${revision}`)).text).toContain(
      '<waiterTeamAssignmentsList/>',
    )
    // Nothing changes, so nothing is written.
    await restaurant.putXml(path, assigned([[employee(anna), '']]))
    expect((await server.node.app.catalog(server.chain.tenant.id)).revision).toBe(revision)
  })
  test('who does not work here and teams of others are refused, and nobody moves', async () => {
    const before = (await restaurant.get(`${path}/byDepartment/${department('1')}`)).xml
    for (const [person, of] of [
      [employee(other), team('Первая бригада')],
      [employee(boris), team('Бригада зала')],
      [nobody, team('Первая бригада')],
    ] as [string, string][]) {
      const rows: [string, string][] = [
        [employee(boris), team('Первая бригада')],
        [person, of],
      ]
      expect((await restaurant.putXml(path, assigned(rows))).status).toBe(409)
    }
    expect((await restaurant.putXml(path, assigned([['1', nobody]]))).status).toBe(400)
    expect((await chain.putXml(path, '<waiterTeamAssignments/>')).status).toBe(409)
    expect((await restaurant.get(`${path}/byDepartment/${department('1')}`)).xml).toEqual(before)
  })
  test('a restaurant without teams has nobody in one', async () => {
    const { xml } = await chain.get(`${path}/byDepartment/${department('3')}`)
    expect(xml).toEqual({ id: department('3'), departmentId: department('3') })
  })
})
