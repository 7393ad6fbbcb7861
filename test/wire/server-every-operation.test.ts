import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations, type ServerKey, type Shape, shapes } from '../../src/api/server/generated/operations.ts'
import { serverHandlers } from '../../src/api/server/operations/index.ts'
import { readXml, type XmlElement } from '../../src/api/server/wire/read-xml.ts'
import { fetched, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { callOf, nobodysId } from './server-any-call.ts'

const keys = Object.keys(operations) as ServerKey[]
const built = new Set(Object.keys(serverHandlers))

const document = JSON.parse(
  readFileSync(new URL('../../src/api/server/generated/server-openapi.json', import.meta.url), 'utf8'),
)
const ajv = new Ajv2020({ strict: false, formats: { uuid: /^[0-9a-f-]{36}$/, date: /^\d{4}-\d\d-\d\d$/ } })
ajv.addSchema(document, 'server')

/** What an answer in JSON has that its description has not foreseen. */
function jsonProblems(key: ServerKey, json: unknown): unknown[] {
  const { path, method, isOutside } = operations[key]
  const address = `${isOutside ? '' : '/api'}${path}`.replaceAll('~', '~0').replaceAll('/', '~1')
  const pointer = `#/paths/${encodeURIComponent(address)}/${method.toLowerCase()}/responses/200/content/application~1json/schema`
  const validate = ajv.getSchema(`server${pointer}`)
  if (!validate) throw new Error(`no schema of ${key}`)
  return validate(json) ? [] : (validate.errors ?? [])
}

/** Elements of an answer that its description does not know, and those that are missing. */
function xmlProblems(element: XmlElement, shape: Shape, place = element.name): string[] {
  if (shape.is === 'list')
    return element.children.flatMap((child) =>
      child.name === shape.item
        ? xmlProblems(child, shape.of, `${place}/${child.name}`)
        : [`${place}/${child.name}`],
    )
  if (shape.is !== 'type') return element.children.map((child) => `${place}/${child.name}`)
  const members = shapes[shape.name] ?? {}
  const names = new Set(element.children.map(({ name }) => name))
  const missing = Object.entries(members)
    .filter(([name, member]) => {
      const isThere = member.xml === 'attribute' ? element.attributes.has(name) : names.has(name)
      return !member.optional && member.is !== 'repeated' && member.xml !== 'content' && !isThere
    })
    .map(([name]) => `${place}/${name} is missing`)
  const inside = element.children.flatMap((child) => {
    const member = members[child.name]
    if (!member) return [`${place}/${child.name}`]
    return xmlProblems(child, member.is === 'repeated' ? member.of : member, `${place}/${child.name}`)
  })
  return [...missing, ...inside]
}

let server: TestServer
let token: string
beforeAll(async () => {
  server = await startServer()
  token = (await openBackOffice(server)).token
})
afterAll(() => server.close())

const isPlain = (headers: Headers) => headers.get('content-type') === 'text/plain; charset=utf-8'

describe.each(keys.filter((key) => built.has(key)))('%s', (key) => {
  const operation = operations[key]
  const { path, init } = callOf(key)

  if (!operation.isPublic)
    test('refuses a caller without a token in plain text', async () => {
      const answer = await fetched(`${server.baseUrl}${path}`, init)
      expect(answer.status).toBe(401)
      expect(isPlain(answer.headers)).toBe(true)
    })
  if (operation.right !== null)
    test('refuses who has not the right', async () => {
      const office = await openBackOffice(server, { login: 'cashier' })
      const answer = await fetched(`${server.baseUrl}${path}&key=${office.token}`, init)
      expect([answer.status, answer.text]).toEqual([403, `Permission denied: ${operation.right}`])
    })
  test('answers after its description, never with 5xx, with a slash at the end too', async () => {
    // Who logs out by this very token would end the others' session.
    const key_ = path.includes('/logout') ? nobodysId : token
    for (const address of [path, path.replace('?', '/?')]) {
      const answer = await fetched(`${server.baseUrl}${address}&key=${key_}`, init)
      expect(answer.status, answer.text).toBeLessThan(500)
      if (answer.status >= 400) expect(isPlain(answer.headers), answer.text).toBe(true)
      else if (operation.answer?.as === 'json')
        expect(jsonProblems(key, answer.json), answer.text).toEqual([])
      else if (operation.answer?.as === 'xml') {
        const element = readXml(answer.text)
        expect(element.name).toBe(operation.answer.root)
        expect(xmlProblems(element, operation.answer.of), answer.text).toEqual([])
      }
    }
  })
  if (operation.body !== null)
    test('refuses a body that cannot be read', async () => {
      const answer = await fetched(`${server.baseUrl}${path}&key=${token}`, { ...init, body: '{"a": ' })
      expect(answer.status).toBe(400)
      expect(isPlain(answer.headers)).toBe(true)
    })
})

test.each(keys.filter((key) => !built.has(key)))('%s is not built: 501 in plain text', async (key) => {
  const { path, init } = callOf(key)
  const answer = await fetched(`${server.baseUrl}${path}&key=${token}`, init)
  expect(answer.status, answer.text).toBe(501)
  expect(answer.text).toBe(`${key} is not built yet. Nothing is answered by a guess.`)
  expect(isPlain(answer.headers)).toBe(true)
})
