import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CloudPath, operations } from '../../src/api/cloud/generated/operations.ts'
import { chanceOf } from '../support/chance.ts'
import { restless } from '../support/footprint.ts'
import { marks, otherChain, otherIds, theirs } from '../support/other-tenant.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'
import { ids } from '../support/walk/demo-ids.ts'
import { steps } from '../support/walk/index.ts'
import type { Json } from '../support/walk/step.ts'
import { walkedAt, walkerOf } from '../support/walk/walker.ts'

/*
 * Two chains on one storage, alike in everything but ids and guests. The other one has walked through the whole API, so
 * it has something of every kind. We ask for it with our key in each of the 225 operations: nothing of theirs is told,
 * nothing of theirs changes, and what is theirs looks to us like what is nowhere.
 */

let server: TestServer
let walker: ReturnType<typeof walkerOf>
let tenantTables: string[]
/** Ids that stand in rows of theirs and in none of ours. */
let theirIds: Set<string>
const theirTenant = otherChain().tenant.id

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const idsIn = (text: string): string[] => text.match(uuidPattern) ?? []

beforeAll(async () => {
  server = await startServer()
  const chain = otherChain()
  await server.node.load(chain)
  server.clock.setSpeed(0)
  server.clock.jumpTo(walkedAt)
  const { rows } = await server.pool.query<{ name: string }>(
    `select c.table_name as name from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE' order by 1`,
  )
  tenantTables = rows.map(({ name }) => name).filter((name) => !restless.has(name))
  walker = walkerOf(server, 11, { translate: theirs, apiLogin: chain.apiKeys[0]?.apiLogin ?? '' })
  for (const step of steps) await walker.take(step)
  await server.settle()
  const [own, foreign] = [await idsOf('<>'), await idsOf('=')]
  theirIds = new Set([...foreign].filter((id) => !own.has(id)))
}, 300_000)
afterAll(() => server.close())

async function idsOf(comparison: '=' | '<>'): Promise<Set<string>> {
  const found = new Set<string>()
  for (const table of tenantTables) {
    const { rows } = await server.pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from "${table}" t where tenant_id ${comparison} $1`,
      [theirTenant],
    )
    for (const { row } of rows) for (const id of idsIn(row)) found.add(id)
  }
  return found
}

/** A digest of everything of theirs. */
async function theirFootprint(): Promise<string[]> {
  const digests = tenantTables.map(
    (table) =>
      `select '${table} ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as line
       from "${table}" t where tenant_id = $1`,
  )
  const { rows } = await server.pool.query<{ line: string }>(digests.join(' union all '), [theirTenant])
  return rows.map(({ line }) => line).sort()
}

type Asked = { path: CloudPath; body: Json }

/** Asks with our key. */
const ask = ({ path, body }: Asked): Promise<Answer> => {
  const { method, path: address } = operations[path]
  return method === 'GET' ? server.get(address) : server.post(address, body)
}

/** Their ids and guests in an answer, but for those that we have named ourselves. */
function told({ text }: Answer, { body }: Asked): string[] {
  const said = JSON.stringify(body) ?? ''
  const leaked = idsIn(text).filter((id) => theirIds.has(id) && !said.includes(id))
  return [...leaked, ...marks.filter((mark) => text.includes(mark) && !said.includes(mark))]
}

/** The same call about places of ours: organizations and groups are ours, all else is theirs. */
const places = ['organizationId', 'terminalGroupId', 'kazanOrganizationId', 'kazanTerminalGroupId'] as const
function atOurPlace(body: Json): Json {
  const ours = places.reduce(
    (text, name) => text.replaceAll(otherIds(ids[name]), ids[name]),
    JSON.stringify(body) ?? 'null',
  )
  return JSON.parse(ours)
}

const chance = chanceOf(5)
/** The same call about what is nowhere: each id of theirs is one that nobody has. */
function aboutNothing(body: Json): Json {
  const drawn = new Map<string, string>()
  const nowhere = (id: string): string => {
    if (!theirIds.has(id)) return id
    if (!drawn.has(id)) drawn.set(id, chance.uuid())
    return drawn.get(id) ?? id
  }
  return JSON.parse((JSON.stringify(body) ?? 'null').replace(uuidPattern, nowhere))
}

/** An answer without what differs from call to call. */
const looks = ({ status, text }: Answer): [number, string] => [
  status,
  text.replace(uuidPattern, '#').replace(/"revision":\d+/g, '"revision":#'),
]

/** Whoever knows their key gets their token: that is what a key is for. */
const byKey: ReadonlySet<CloudPath> = new Set(['/api/1/access_token', '/api/v2/access_token'])

/** Ids that clients choose are unique in the whole system (cloud-api §3.7), so one of theirs is taken. */
const chosenByClients: ReadonlySet<CloudPath> = new Set([
  '/api/1/deliveries/create',
  '/api/1/deliveries/drafts/create',
  '/api/1/order/create',
  '/api/1/reserve/create',
])

describe.each((Object.keys(operations) as CloudPath[]).filter((path) => !byKey.has(path)))('%s', (path) => {
  test('tells and changes nothing of another chain', async () => {
    const own = steps.filter((step) => step.path === path)
    expect(own.length, 'the walk does not meet it').toBeGreaterThan(0)
    const before = await theirFootprint()
    for (const step of own) {
      const { body } = walker.callOf({ ...step, draw: [] })
      const asTheyDo = { path, body }
      const answer = await ask(asTheyDo)
      expect(answer.status, answer.text).toBeLessThan(500)
      expect(told(answer, asTheyDo), answer.text).toEqual([])
      const namesPlace = /"organizationIds?"/.test(JSON.stringify(body) ?? '')
      if (namesPlace) expect(answer.status, answer.text).toBe(403)

      const here = { path, body: atOurPlace(body) }
      const answerHere = await ask(here)
      expect(answerHere.status, answerHere.text).toBeLessThan(500)
      expect(told(answerHere, here), answerHere.text).toEqual([])
      if (chosenByClients.has(path)) {
        expect([answerHere.status, answerHere.json.error]).toEqual([
          400,
          expect.stringContaining('Duplicated'),
        ])
        continue
      }
      const nothing = await ask({ path, body: aboutNothing(atOurPlace(body)) })
      expect(looks(answerHere)).toEqual(looks(nothing))
    }
    await server.settle()
    expect(await theirFootprint()).toEqual(before)
  })
})

test('they see all of theirs as before', async () => {
  const step = steps.find(({ path }) => path === '/api/1/deliveries/by_id')
  if (!step) throw new Error('the walk does not read deliveries')
  const answer = await walker.take(step)
  expect(answer.json.orders[0].id).toBe(walker.variables['deliveryId'])
  expect(answer.text).toContain('Zarathustra')
  // What would be noticed, had we been told it.
  expect(told(answer, { path: step.path, body: null })).toContain(walker.variables['deliveryId'])
})
