import newman from 'newman'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CloudPath, operations } from '../../src/api/cloud/generated/operations.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { steps } from '../support/walk/index.ts'
import { walkedAt } from '../support/walk/walker.ts'

/* The collection that /docs/cloud/ offers, run as an integrator runs it, with nothing but the keys of the server. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(walkedAt)
})
afterAll(() => server.close())

type Collection = NonNullable<newman.NewmanRunOptions['collection']>

type Json = any // any: a document looked into by name

async function download(): Promise<Json> {
  const { json, headers } = await server.get('/docs/cloud/postman.json')
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.postman_collection\.json"$/)
  return json
}

function run(collection: Collection): Promise<newman.NewmanRunSummary> {
  const { apiLogin, appId, clientSecret } = server.credentials.cloud
  const values = Object.entries({
    baseUrl: server.baseUrl,
    apiLogin,
    appId,
    clientSecret,
    now: String(walkedAt),
  }).map(([key, value]) => ({ key, value, type: 'any' as const, enabled: true }))
  return new Promise((resolve, reject) => {
    newman.run(
      { collection, environment: { values }, timeoutRequest: 20_000, reporters: [] },
      (error, summary) => (error ? reject(error) : resolve(summary)),
    )
  })
}

const failuresOf = ({ run: { failures } }: newman.NewmanRunSummary): string[] =>
  failures.map(
    ({ source, error }) => `${(source as { name?: string })?.name}: ${error.test ?? ''} ${error.message}`,
  )

test('every operation is in it, and every request of it is answered with success and on schema', async () => {
  const summary = await run(await download())
  expect(failuresOf(summary)).toEqual([])
  const { executions, stats } = summary.run
  expect(executions).toHaveLength(steps.length)
  const asked = new Set(executions.map(({ request }) => `${request.method} ${request.url.getPath()}`))
  const missed = (Object.keys(operations) as CloudPath[]).filter(
    (path) => !asked.has(`${operations[path].method} ${operations[path].path}`),
  )
  expect(missed).toEqual([])
  // The status and the schema of each answer.
  expect(stats.assertions).toMatchObject({ total: 2 * steps.length, failed: 0 })
  await server.settle()
  const { rows } = await server.pool.query(`select kind, error from command where state <> 'Success'`)
  expect(rows).toEqual([])
}, 180_000)

test('what is asserted can fail: a body that is refused, and an answer of another operation', async () => {
  const collection = await download()
  const [tokens, dictionaries] = collection['item']
  const named = (path: string) =>
    structuredClone(dictionaries.item.find(({ name }: { name: string }) => name.startsWith(`${path} `)))
  const refused = named('/api/1/organizations')
  refused.request.body.raw = '{"organizationIds": 1}'
  const { script } = collection['event'].find(({ listen }: { listen: string }) => listen === 'test')
  script.exec[0] = script.exec[0].replace('"RegionsAnswer"', '"CitiesAnswer"')
  const summary = await run({
    ...collection,
    item: [
      { ...tokens, item: tokens.item.slice(0, 1) },
      { name: 'Spoiled', item: [refused, named('/api/1/regions')] },
    ],
  } as Collection)
  expect(failuresOf(summary)).toEqual([
    expect.stringContaining('status 200'),
    expect.stringContaining('the answer is on schema'),
  ])
  expect(summary.run.executions).toHaveLength(3)
}, 60_000)
