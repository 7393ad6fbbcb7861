/** What the SDK says that an operation wants is what the till refuses to do without (ADR 42). */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PluginDocs, pluginDocsFile } from '../../src/api/docs/plugin-docs.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { type Front, frontOf } from './front-table-driver.ts'

const { operations } = JSON.parse(readFileSync(pluginDocsFile, 'utf8')) as PluginDocs

/** Members of an object in TypeScript; `isRequired`: they may not be left out. */
function membersOf(args: string): { name: string; isRequired: boolean }[] {
  const members: { name: string; isRequired: boolean }[] = []
  let depth = 0
  for (const [, mark, name, optional] of args.matchAll(/([{}()])|(?<=[{;] )(\w+)(\??)(?=: )/g)) {
    if (mark) depth += mark === '{' || mark === '(' ? 1 : -1
    else if (depth === 1 && name) members.push({ name, isRequired: optional === '' })
  }
  return members
}

/** A reserve is for somebody: that is a rule of the till, which is asked first. */
const rulesFirst = ['createBanquet', 'createReserve']

let server: TestServer
let front: Front
beforeAll(async () => {
  server = await startServer()
  front = frontOf(server)
})
afterAll(() => server.close())

test('members are found, those inside of others are not', () => {
  expect(membersOf('{ order: Named; item: { id: Named; sum?: Amount }; name?: string | null }')).toEqual([
    { name: 'order', isRequired: true },
    { name: 'item', isRequired: true },
    { name: 'name', isRequired: false },
  ])
  expect(membersOf('{ parts?: readonly { of: Named }[] | null }')).toEqual([
    { name: 'parts', isRequired: false },
  ])
})

test('every operation refuses the lack of what its signature wants, naming a member of it', async () => {
  const wanting = operations.flatMap(({ name, args }) => {
    const members = args === null ? [] : membersOf(args)
    return members.some(({ isRequired }) => isRequired) ? [{ name, members }] : []
  })
  expect(wanting.length).toBeGreaterThan(150)
  for (const { name, members } of wanting) {
    const { exception, fields } = await front.fails(name)
    if (rulesFirst.includes(name)) {
      expect([name, exception]).toEqual([name, 'ConstraintViolationException'])
      continue
    }
    expect([name, exception]).toEqual([name, 'ArgumentException'])
    // Of two names for one thing, such as a reserve or a banquet, either may be said: neither is required alone.
    expect([name, members.map((member) => member.name)]).toEqual([
      name,
      expect.arrayContaining([fields.field]),
    ])
  }
})
