import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const readPath = '/api/1/webhooks/settings'
const writePath = '/api/1/webhooks/update_settings'
const siteKey = 'de300000-0000-4000-8000-000000000002'

let server: TestServer
let organizationId: string
beforeAll(async () => {
  server = await startServer()
  organizationId = named(server.chain, 'organization', 'Покровке').id
})
afterAll(() => server.close())

const read = (token?: string) => good(server, readPath, { organizationId }, token)

test('nothing is set at first; the name of the login is told', async () => {
  expect(await read()).toMatchObject({
    apiLoginName: 'Демо',
    webHooksUri: null,
    authToken: null,
    webHooksFilter: null,
  })
})

test('an update is read back as it was sent, and another login has its own', async () => {
  const webHooksFilter = {
    deliveryOrderFilter: {
      orderStatuses: ['Unconfirmed', 'closed'],
      errors: true,
      returnedExternalDataKeys: ['a'],
    },
    stopListUpdateFilter: { updates: true },
  }
  const webHooksUri = 'http://127.0.0.1:9/hook'
  await good(server, writePath, { organizationId, webHooksUri, authToken: 'secret', webHooksFilter })
  const settings = await read()
  expect(settings).toMatchObject({ webHooksUri, authToken: 'secret' })
  expect(settings.webHooksFilter.deliveryOrderFilter).toMatchObject({
    orderStatuses: ['Unconfirmed', 'Closed'],
    errors: true,
    returnedExternalDataKeys: ['a'],
  })
  expect(settings.webHooksFilter.stopListUpdateFilter).toEqual({ updates: true })
  expect(settings.webHooksFilter.personalShiftFilter).toBeNull()
  expect(await read(await server.token(siteKey))).toMatchObject({
    apiLoginName: 'Сайт Покровки',
    webHooksUri: null,
  })
})

test('[cloud-api §7.1] an update overwrites the whole record: what is not sent is gone', async () => {
  const webHooksUri = 'http://127.0.0.1:9/other'
  await good(server, writePath, {
    organizationId,
    webHooksUri,
    webHooksFilter: { personalShiftFilter: { updates: true } },
  })
  const settings = await read()
  expect(settings).toMatchObject({ webHooksUri, authToken: null })
  expect(settings.webHooksFilter).toMatchObject({
    deliveryOrderFilter: null,
    stopListUpdateFilter: null,
    personalShiftFilter: { updates: true },
  })
  await good(server, writePath, { organizationId, webHooksUri, authToken: null })
  expect((await read()).webHooksFilter).toBeNull()
})

test.each([
  ['not a url', 'it is not a URL'],
  ['', 'is not allowed'],
  ['ftp://example.com/', 'only http and https'],
  ['http://169.254.169.254/latest/meta-data', 'closed network'],
  ['http://10.0.0.1/hook', 'closed network'],
])('an address that we shall not call is refused and nothing is kept: %s', async (webHooksUri, text) => {
  const before = await read()
  const answer = await refused(server, writePath, { organizationId, webHooksUri }, { status: 400, text })
  expect(answer.json.error).toBe('WEBHOOK_URL_FORBIDDEN')
  expect(await read()).toMatchObject({ webHooksUri: before.webHooksUri })
})

test('malformed, unauthorised and foreign requests', async () => {
  await refused(server, readPath, {}, { status: 400, text: "Required property 'organizationId'" })
  await refused(server, readPath, { organizationId: foreignId }, { status: 403, text: foreignId })
  await refused(server, readPath, { organizationId }, { status: 401, token: null })
  await refused(server, writePath, { organizationId }, { status: 400, text: 'webHooksUri' })
  const filter = { deliveryOrderFilter: { orderStatuses: ['Boiled'] } }
  const bad = { organizationId, webHooksUri: 'http://127.0.0.1:9/', webHooksFilter: filter }
  await refused(server, writePath, bad, {
    status: 400,
    text: 'webHooksFilter.deliveryOrderFilter.orderStatuses[0]',
  })
  const webHooksUri = 'http://127.0.0.1:9/'
  await refused(server, writePath, { organizationId: foreignId, webHooksUri }, { status: 403 })
  await refused(server, writePath, { organizationId, webHooksUri }, { status: 401, token: null })
})
