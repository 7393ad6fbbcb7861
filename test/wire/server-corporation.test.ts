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

const organizations = () => server.chain.items.filter((item) => item.book === 'organization')
const codesOf = (items: Json) => listIn(items).map(({ code }: Json) => code)

describe('departments [server-api §5]', () => {
  test('are the corporation, its restaurants and their stores', async () => {
    const answer = await chain.get('/corporation/departments/')
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    expect(answer.text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8" standalone="yes"\?><corporateItemDtoes>/,
    )
    const items = listIn(answer.xml.corporateItemDto)
    expect(items[0]).toEqual({
      id: server.chain.tenant.id,
      name: 'Трапеза',
      type: 'CORPORATION',
      taxpayerIdNumber: '',
    })
    const departments = items.filter(({ type }: Json) => type === 'DEPARTMENT')
    expect(departments).toEqual(
      organizations().map(({ id, body }: Json) => ({
        id,
        parentId: server.chain.tenant.id,
        code: body.code,
        name: body.name,
        type: 'DEPARTMENT',
        taxpayerIdNumber: body.inn,
      })),
    )
    expect(items.filter(({ type }: Json) => type === 'STORE')).toHaveLength(9)
  })
  test('of a restaurant are itself and its stores', async () => {
    const items = listIn((await restaurant.get('/corporation/departments')).xml.corporateItemDto)
    expect(items.map(({ type }: Json) => type)).toEqual([
      'CORPORATION',
      'DEPARTMENT',
      'STORE',
      'STORE',
      'STORE',
    ])
    expect(items[1].code).toBe('2')
  })
  test('are found by a regular expression; a parameter that does not exist changes nothing', async () => {
    const search = async (query: string) =>
      codesOf((await chain.get(`/corporation/departments/search?${query}`)).xml.corporateItemDto)
    expect(await search('code=2')).toEqual(['2'])
    expect(await search('code=%5E%5B13%5D%24')).toEqual(['1', '3'])
    expect(await search('departmentCode=2')).toEqual(['1', '2', '3'])
  })
  test('an expression that is none, or would never end, is refused by its name', async () => {
    for (const pattern of ['[', '(a+)+$', 'a'.repeat(300)]) {
      const answer = await chain.get(`/corporation/departments/search?code=${encodeURIComponent(pattern)}`)
      expect(answer.status).toBe(400)
      expect(answer.text).toContain("'code'")
    }
  })
})

describe('stores', () => {
  test('belong to departments', async () => {
    const stores = listIn((await chain.get('/corporation/stores')).xml.corporateItemDto)
    expect(stores).toHaveLength(9)
    const [first] = organizations()
    expect(stores[0]).toMatchObject({ parentId: first?.id, code: '11', type: 'STORE' })
    const found = await chain.get('/corporation/stores/search?code=%5E2')
    expect(codesOf(found.xml.corporateItemDto)).toEqual(['21', '22', '23'])
  })
})

describe('groups and terminals', () => {
  test('are the groups of tills with their points of sale and sections', async () => {
    const answer = await restaurant.get('/corporation/groups')
    const groups = listIn(answer.xml.groupDto)
    expect(groups).toHaveLength(2)
    const [first] = groups
    expect(first).toMatchObject({
      groupServiceMode: 'TABLE_SERVICE',
      departmentId: organizations()[1]?.id,
      pointOfSaleDtoes: { pointOfSaleDto: { id: first.id, main: 'true' } },
      restaurantSectionInfos: { restaurantSectionInfo: { name: 'Зал' } },
    })
    const one = await restaurant.get(`/corporation/groupById/${first.id.toUpperCase()}`)
    expect(one.root).toBe('groupDto')
    expect(one.xml).toEqual(first)
    expect((await chain.get('/corporation/groupById/nobody')).status).toBe(404)
  })
  test('are found by name and department', async () => {
    const [, second] = organizations()
    const found = await chain.get(`/corporation/groups/search?departmentId=${second?.id.toUpperCase()}`)
    expect(listIn(found.xml.groupDto)).toHaveLength(2)
    const wrong = await chain.get('/corporation/groups/search?departmentId=2')
    expect([wrong.status, wrong.text]).toEqual([
      400,
      "Wrong value of 'departmentId': an id is expected, not '2'",
    ])
  })
  test('a terminal is the main till of its group, by either spelling of the search', async () => {
    const terminals = listIn((await chain.get('/corporation/terminals')).xml.terminalDto)
    const [terminal] = listIn(
      (await chain.get('/corporation/terminals/search?computerName=kiosk')).xml.terminalDto,
    )
    expect(terminals.map(({ id }: Json) => id)).toContain(terminal.id)
    expect(terminal).toMatchObject({ computerName: 'kiosk', anonymous: 'false' })
    const twin = await chain.get('/corporation/terminal/search?computerName=kiosk&anonymous=FALSE')
    expect(listIn(twin.xml.terminalDto)).toEqual([terminal])
    const none = await chain.get('/corporation/terminals/search?anonymous=True')
    expect(none.text).toContain('<terminalDtoes/>')
    expect((await chain.get('/corporation/terminals/search?anonymous=yes')).text).toBe(
      "Wrong value of 'anonymous': true or false is expected, not 'yes'",
    )
  })
})

describe('revisions [server-api §1.2]', () => {
  test('only what changed later is listed', async () => {
    const { app } = server.node
    const { tenant } = server.chain
    const before = (await app.catalog(tenant.id)).revision
    const list = async () =>
      listIn((await chain.get(`/corporation/stores?revisionFrom=${before}`)).xml.corporateItemDto)
    expect(await list()).toEqual([])
    const store = (await app.catalog(tenant.id)).all('store')[4]
    await app.storage.now.books.save(tenant.id, [
      { ...store, body: { ...store?.body, name: 'Новая кухня' } } as never,
    ])
    app.forgetCatalog(tenant.id)
    expect(await list()).toMatchObject([{ id: store?.id, name: 'Новая кухня' }])
  })
  test('what is no number is refused', async () => {
    const answer = await chain.get('/corporation/stores?revisionFrom=x1')
    expect([answer.status, answer.text]).toEqual([
      400,
      `Wrong value of 'revisionFrom': For input string: "x1"`,
    ])
  })
})

describe('replication [server-api §6]', () => {
  test('the chain tells of its restaurants, with their local time', async () => {
    const statuses = listIn((await chain.get('/replication/statuses')).xml.replicationStatusDto)
    expect(statuses.map(({ departmentName }: Json) => departmentName)).toEqual(
      organizations().map(({ body }: Json) => body.name),
    )
    expect(statuses[0]).toMatchObject({ status: 'SUCCESS' })
    expect(statuses[0].lastReceiveDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+03:00$/)
    const one = await chain.get(`/replication/byDepartmentId/${organizations()[2]?.id}/status`)
    expect(one.root).toBe('replicationStatusDto')
    expect(one.xml.lastSendDate).toMatch(/\+05:00$/)
  })
  test('a restaurant does not know, and a stranger is no restaurant', async () => {
    for (const answer of [
      await restaurant.get('/replication/statuses'),
      await chain.get(`/replication/byDepartmentId/${server.chain.tenant.id}/status`),
    ]) {
      expect(answer.status).toBe(409)
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    }
  })
})
