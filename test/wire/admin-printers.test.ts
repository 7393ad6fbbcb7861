/** Printers of tills on the admin page (front-api §2.15.1, ADR 30). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminPage, openAdminPage } from '../support/admin-page.ts'
import { foreignId } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let page: AdminPage
let token: string
beforeAll(async () => {
  server = await startServer()
  page = await openAdminPage(server)
  token = (await server.post('/till/veranda/api/login', { pin: '1111' }, null)).json.token
})
afterAll(() => server.close())

const printersAtTill = async (): Promise<Json[]> =>
  (await server.get('/till/veranda/api/printing', token)).json.printers
const draft = (more: Json = {}): Json => ({
  ...{ name: 'Веранда', kind: 'preview', address: null, duties: ['bill', 'receipt'], cookingPlaceIds: [] },
  ...{ terminalGroupId: server.till('veranda').terminalGroupId, sectionIds: [], width: 48, language: 'en' },
  ...{ opensDrawer: true, header: '', footer: '<center>Bye</center>', ...more },
})

test('a printer that is set up is the till’s at once: it prints, says what waits, and is gone', async () => {
  const made = await page.send('POST', '/printers', draft())
  expect(made.status, made.text).toBe(200)
  const printer = made.json.printers.find(({ name }: Json) => name === 'Веранда')
  expect(await printersAtTill()).toMatchObject([
    { id: printer.id, name: 'Веранда', waiting: 0, trouble: null },
  ])

  await server.post('/__/till/veranda/printers', { printer: 'Веранда', state: 'no-paper' }, null)
  const asked = { id: crypto.randomUUID(), kind: 'test', printerId: printer.id }
  expect((await server.post('/till/veranda/api/paper', asked, token)).status).toBe(200)
  await server.settle()
  const seen = (await page.get('/printers')).json.printers.find(({ id }: Json) => id === printer.id)
  expect(seen).toMatchObject({ waiting: 1, trouble: { ru: 'Веранда: нет бумаги', en: 'Веранда: no paper' } })

  const { waiting: _, trouble: __, ...body } = seen
  const changed = await page.send('PUT', `/printers/${printer.id}`, { ...body, name: 'Терраса', width: 32 })
  expect(changed.json.printers.find(({ id }: Json) => id === printer.id)).toMatchObject({
    name: 'Терраса',
    width: 32,
  })
  await server.post('/__/till/veranda/printers', { printer: 'Терраса', state: 'ready' }, null)
  await server.settle()
  const [tray] = (await server.get('/__/till/veranda/printers', null)).json.printers
  expect(tray.papers[0].lines.map((line: string) => line.trim())).toContain('TEST PAGE')

  expect((await page.send('DELETE', `/printers/${printer.id}`)).status).toBe(200)
  expect(await printersAtTill()).toEqual([])
  expect((await page.send('DELETE', `/printers/${printer.id}`)).status).toBe(404)
})

test('all that is wrong with a printer is said at once, field by field', async () => {
  const fieldsOf = async (more: Json): Promise<string[]> => {
    const answer = await page.send('POST', '/printers', draft(more))
    expect(answer.status, answer.text).toBe(400)
    return answer.json.fields.map(({ field }: Json) => field)
  }
  expect(await fieldsOf({ kind: 'fax', width: 7, opensDrawer: 'yes', duties: ['poster'] })).toEqual([
    ...['kind', 'duties', 'width', 'opensDrawer'],
  ])
  expect(await fieldsOf({ kind: 'network', address: { host: 'a', port: 0 } })).toEqual(['address.port'])
  expect(await fieldsOf({ kind: 'network', address: { host: 'a b', port: 9100 } })).toEqual(['address.host'])
  const wrong = {
    name: ' ',
    terminalGroupId: foreignId,
    duties: [],
    cookingPlaceIds: [foreignId],
    sectionIds: [foreignId],
  }
  expect(await fieldsOf({ ...wrong, header: '<b', footer: '<pair fit="x"/>' })).toEqual([
    ...['name', 'terminalGroupId', 'duties', 'cookingPlaceIds', 'sectionIds', 'header', 'footer'],
  ])
})
