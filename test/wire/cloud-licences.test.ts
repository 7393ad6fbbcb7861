import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KeyDesk } from '../../src/cli/keys.ts'
import { giveLicence, listLicences, takeLicence } from '../../src/cli/licences.ts'
import { foreignId, good, refused } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

/** A strict node: what has no licence is refused (cloud-api §1.1, corrections 6). */
let server: TestServer
beforeAll(async () => {
  server = await startServer({ licences: 'strict' })
})
afterAll(() => server.close())

const organizations = '/api/1/organizations'
const v1 = '/api/1/access_token'
const demoLogin = 'de300000-0000-4000-8000-000000000001'
const secondLogin = 'de300000-0000-4000-8000-000000000002'
const text = 'Apilogin`s license for using the Cloud API has expired.'

/** Runs a command; the clock runs past what the server remembers of licences. */
async function command(work: (desk: Omit<KeyDesk, 'checkTarget'>) => Promise<void>): Promise<string[]> {
  const lines: string[] = []
  const scope = { tenantId: server.chain.tenant.id, actor: 'cli', knownRights: [] }
  await work({ app: server.node.app, scope, print: (line) => lines.push(line) })
  server.clock.advance(31_000)
  return lines
}
const give = (module: string, seats = 'unlimited', expires = 'never') =>
  command((desk) => giveLicence(desk, module, { seats, expires }))

test('without a licence: 401 for a token; package Cloud opens the API; expired: 402 for calls', async () => {
  await refused(server, v1, { apiLogin: demoLogin }, { status: 401, text, token: null })
  await give('Cloud')
  const token = await server.token()
  await good(server, organizations, {}, token)
  await give('Cloud', 'unlimited', '2020-01-01')
  const answer = await refused(server, organizations, {}, { status: 402, text, token })
  expect(answer.json).toEqual({ correlationId: expect.any(String), errorDescription: text, error: null })
  await refused(server, v1, { apiLogin: demoLogin }, { status: 401, text, token: null })
  await command((desk) => takeLicence(desk, 'cloud'))
  await refused(server, organizations, {}, { status: 402, text, token })
  await give('iikoAPI Cloud')
  await good(server, organizations, {}, token)
})

test('a login holds one seat however many tokens it has, until the last of them expires', async () => {
  await command((desk) => takeLicence(desk, 'iikoAPI Cloud'))
  server.licences.free(server.chain.tenant.id, server.chain.apiKeys[0]?.id ?? '')
  await give('Cloud', '1')
  const logIn = async (apiLogin: string) => (await server.post(v1, { apiLogin }, null)).status
  expect([await logIn(demoLogin), await logIn(demoLogin)]).toEqual([200, 200])
  const words = 'No free seat of licence iikoAPI Cloud: 1 of 1 are taken'
  await refused(server, v1, { apiLogin: secondLogin }, { status: 402, text: words, token: null })
  const shown = await command((desk) => listLicences(desk, server.licences))
  expect(shown.find((line) => line.includes('iikoAPI Cloud'))).toContain('seats 1')
  server.clock.advance(3_600_000)
  expect(await logIn(secondLogin)).toBe(200)
  await refused(server, v1, { apiLogin: demoLogin }, { status: 402, text: words, token: null })
})

test('the sandbox shows what is open and which seats are taken', async () => {
  const { json } = await server.get('/__/licences', null)
  expect(json).toMatchObject({ mode: 'strict', chains: [{ name: 'Трапеза' }] })
  const cloud = json.chains[0].modules.find(({ name }: { name: string }) => name === 'iikoAPI Cloud')
  expect(cloud).toMatchObject({ isValid: true, seats: 1, taken: 1, expiresAt: null })
})

test('what cannot be a licence is refused in words, and another tenant has licences of its own', async () => {
  await expect(give('  ')).rejects.toThrow('module: name the module')
  await expect(give('Cloud', 'many')).rejects.toThrow('a number or "unlimited" is expected')
  await expect(give('Cloud', '1', 'soon')).rejects.toThrow('a day such as 2027-01-31')
  const theirs = (desk: Omit<KeyDesk, 'checkTarget'>) => ({
    ...desk,
    scope: { ...desk.scope, tenantId: foreignId },
  })
  await expect(command((desk) => takeLicence(theirs(desk), 'Cloud'))).rejects.toThrow('no licence of Cloud')
  const tenantId = server.chain.tenant.id
  const told = await server.node.storage.now.journal.ofEntity(tenantId, tenantId)
  expect(told.filter(({ kind }) => kind.startsWith('licence.')).map(({ kind }) => kind)).toEqual([
    'licence.set',
    'licence.set',
    'licence.removed',
    'licence.set',
    'licence.removed',
    'licence.set',
  ])
})
