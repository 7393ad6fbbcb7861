import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations, type ServerKey } from '../../src/api/server/generated/operations.ts'
import { serverHandlers } from '../../src/api/server/operations/index.ts'
import { fetched, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import {
  type AnyCall,
  badBodies,
  badParameters,
  callOf,
  namesInPath,
  sampleOf,
  smallestBody,
} from './server-any-call.ts'

const keys = Object.keys(serverHandlers) as ServerKey[]
const guarded = keys.filter((key) => !operations[key].isPublic)

let server: TestServer
let token: string
beforeAll(async () => {
  server = await startServer()
  token = (await openBackOffice(server)).token
})
afterAll(() => server.close())

const ask = ({ path, init }: AnyCall, as = token) => fetched(`${server.baseUrl}${path}&key=${as}`, init)
const isPlain = (headers: Headers) => headers.get('content-type') === 'text/plain; charset=utf-8'
const revision = async () => (await server.node.app.catalog(server.chain.tenant.id)).revision

describe.each(guarded.filter((key) => badParameters(key).length > 0))('%s', (key) => {
  test.each(badParameters(key))('refuses $place=$value', async ({ place, value, says }) => {
    const answer = await ask(callOf(key, { query: { [place]: value }, body: smallestBody(key) }))
    const isDay = says.startsWith('Wrong date')
    expect(answer.status, answer.text).toBe(isDay ? (operations[key].wrongDayStatus ?? 400) : 400)
    expect(answer.text).toContain(says)
    expect(isPlain(answer.headers)).toBe(true)
  })
})

/** What a call answers, without what another call of the same would answer otherwise. */
const told = async (call: AnyCall) => {
  const { status, text } = await ask(call)
  return {
    status,
    text: text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id').replaceAll(/\d\d:\d\d:\d\d\S*/g, 'time'),
  }
}
const parametersOf = (key: ServerKey, is: string): string[] =>
  Object.entries(operations[key].query).flatMap(([name, shape]) => (shape.is === is ? [name] : []))
/** Who asks for a seat gets another each time. */
const reads = guarded.filter(
  (key) => operations[key].method === 'GET' && !/\/(?:licence|logout)\b/.test(operations[key].path),
)
const withQuery = (call: AnyCall, more: string): AnyCall => ({ ...call, path: `${call.path}&${more}` })

describe.each(reads.filter((key) => Object.keys(operations[key].query).length > 0))('%s', (key) => {
  const flags = parametersOf(key, 'bool')
  if (flags.length > 0)
    test('understands True and False in any letters', async () => {
      for (const name of flags)
        for (const value of ['true', 'false']) {
          const [plain, ...others] = await Promise.all(
            [value, value.toUpperCase(), `${value[0]?.toUpperCase()}${value.slice(1)}`].map((one) =>
              told(callOf(key, { query: { [name]: one } })),
            ),
          )
          expect(others, `${name}=${value}`).toEqual([plain, plain])
        }
    })

  const single = Object.entries(operations[key].query).flatMap(([name, shape]) =>
    shape.is === 'list' ? [] : [{ name, shape }],
  )
  const spared = single.filter(({ shape }) => shape.is !== 'text' && (shape.optional || 'default' in shape))
  if (spared.length > 0)
    test('takes an empty parameter for one that is not there', async () => {
      const plain = await told(callOf(key))
      for (const { name } of spared)
        expect(await told(withQuery(callOf(key), `${name}=`)), name).toEqual(plain)
    })

  if (single.length > 0)
    test('looks at the first of a parameter that is given twice', async () => {
      for (const { name, shape } of single) {
        const given = callOf(key, { query: { [name]: sampleOf(shape) } })
        expect(await told(withQuery(given, `${name}=no-such-thing`)), name).toEqual(await told(given))
      }
    })

  // There is one list of categories, made with the corporation.
  if (parametersOf(key, 'int').includes('revisionFrom') && key !== 'GET /products/customCategoryList')
    test('tells nothing that did not change after a revision, and everything after -1', async () => {
      const at = (value: string) => ask(callOf(key, { query: { revisionFrom: value } }))
      const things = ({ text }: { text: string }): number =>
        text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)?.length ?? 0
      const [plain, all, none] = [await ask(callOf(key)), await at('-1'), await at('99999999')]
      expect([all.status, things(all)]).toEqual([plain.status, things(plain)])
      expect(none.status).toBe(plain.status)
      // A refusal names what was asked for.
      if (none.status === 200) expect(things(none), none.text.slice(0, 300)).toBe(0)
    })
})

/** It is a list, of those that have the code: with none it is empty (server-api §9.7). */
const listsByCode: readonly ServerKey[] = ['GET /employees/waiterTeams/byCode/{code}']

const addressed = guarded.filter((key) => namesInPath(key).length > 0 && !listsByCode.includes(key))
describe.each(addressed)('%s', (key) => {
  test.each(namesInPath(key))('knows nothing where its address has a wrong {%s}', async (name) => {
    const answer = await ask(callOf(key, { inPath: { [name]: "no'such" } }))
    expect([400, 404, 409], answer.text).toContain(answer.status)
    expect(isPlain(answer.headers)).toBe(true)
  })
})

describe.each(guarded.filter((key) => badBodies(key).length > 0))('%s', (key) => {
  test('refuses a body with a wrong value anywhere, by its place, and writes nothing', async () => {
    const before = await revision()
    for (const { body, place, says } of badBodies(key)) {
      const answer = await ask(callOf(key, { body }))
      expect(answer.status, `${place}: ${answer.text}`).toBe(400)
      expect(answer.text).toContain(says)
      expect(isPlain(answer.headers)).toBe(true)
    }
    expect(await revision()).toBe(before)
  })
})

describe('without a seat', () => {
  const blocked = (key: ServerKey) =>
    `Module ${operations[key].module ?? 2000} is blocked within current license`
  const licensed = async (seats: number, expiresAt: number | null) => {
    const { id } = server.chain.tenant
    await server.node.storage.now.licences.save(id, { module: 'iikoAPIServer', seats, expiresAt })
    server.licences.forget(id)
  }
  afterAll(() => licensed(1000, null))

  test.each(['GET /auth', 'POST /auth'] as const)('%s lets nobody in when all are taken', async (key) => {
    await licensed(1, null)
    const { method } = operations[key]
    const { login } = server.credentials.server
    const pass = '0'.repeat(40)
    const stranger = await fetched(`${server.baseUrl}/resto/api/auth?login=${login}&pass=${pass}`, { method })
    // A wrong password is told before seats are counted.
    expect(stranger.status).toBe(401)
    await expect(openBackOffice(server)).rejects.toThrow(
      '403 License enhancement is required: no connections available for module 2000',
    )
  })

  test.each(guarded)('%s is blocked when the licence has run out', async (key) => {
    await licensed(1, server.clock.now() - 1)
    const answer = await ask(callOf(key))
    expect([answer.status, answer.text]).toEqual([403, blocked(key)])
    expect(isPlain(answer.headers)).toBe(true)
  })
})
