import { afterAll, beforeAll, expect, test } from 'vitest'
import { handlers, openHandlers } from '../../src/api/biz/operations/index.ts'
import { type BizKey, type BizOperation, operations } from '../../src/api/biz/operations/table.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Biz, bizOf } from './biz-driver.ts'

let server: TestServer
let biz: Biz
beforeAll(async () => {
  server = await startServer()
  biz = await bizOf(server)
})
afterAll(() => server.close())

const keys = Object.keys(operations) as BizKey[]
const isBuilt = (key: BizKey): boolean => key in handlers || key in openHandlers
const urlOf = (key: BizKey, id: string): string => {
  const { isAtRoot, path }: BizOperation = operations[key]
  return `${isAtRoot ? '' : '/api/0'}/${path.replace(/\{\w+\}/g, id)}`
}
const call = (key: BizKey, query: string, id = biz.organization) =>
  Promise.all(
    operations[key].methods.map((method) =>
      biz.call(method, `${urlOf(key, id)}?${query}`, method === 'POST' ? '{}' : undefined),
    ),
  )

const isClosed = (key: BizKey): boolean => !('isOpen' in operations[key])
/** They say of which organization they speak. */
const ofLogin: readonly BizKey[] = ['organization/list', 'customers/get_subscriptions_on_customer_balance']
const isOfOutlet = (key: BizKey): boolean => isClosed(key) && isBuilt(key) && !ofLogin.includes(key)

test.each(keys.filter(isClosed))('%s opens to nobody without a token', async (key) => {
  for (const answer of await call(key, 'access_token=nobody')) {
    expect([answer.status, answer.json.message]).toEqual([401, 'Wrong access token'])
    expect(Object.keys(answer.json)[0]).toBe('code')
  }
})

test.each(keys)('%s is answered, or says that it is not built', async (key) => {
  for (const { status, text, json } of await call(key, `access_token=${biz.token}`)) {
    if (isBuilt(key)) expect([200, 400, 401], text).toContain(status)
    else expect([status, json.message]).toEqual([501, expect.stringContaining(key)])
  }
})

test.each(keys.filter(isOfOutlet))('%s is closed to whoever may not use the organization', async (key) => {
  const id = crypto.randomUUID()
  const query = `access_token=${biz.token}&organization=${id}&organizationId=${id}`
  for (const answer of await call(key, query, id)) expect([400, 403], answer.text).toContain(answer.status)
})

test('the ledger of the family is a page', async () => {
  const page = await biz.call('GET', '/docs/parity/biz')
  expect(page.status).toBe(200)
  expect(page.text).toContain('/api/0/orders/add')
})
