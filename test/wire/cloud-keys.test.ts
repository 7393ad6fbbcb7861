import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdminProblem } from '../../src/app/admin/problems.ts'
import type { KeyFlags } from '../../src/cli/key-flags.ts'
import { addKey, alterKey, endKey, type KeyDesk, listKeys, renewKey, showKey } from '../../src/cli/keys.ts'
import { cloudRights } from '../../src/main/cloud-rights.ts'
import { createTargetGuard } from '../../src/webhooks/target-guard.ts'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { deliveriesOf } from './cloud-deliveries-driver.ts'

/** What `trapeza key …` does, and what the API makes of it (cloud-api §1.3). */
let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const organizations = '/api/1/organizations'

/** Runs a command about keys and gives the lines it printed. */
async function command(work: (desk: KeyDesk) => Promise<void>): Promise<string[]> {
  const lines: string[] = []
  const scope = {
    tenantId: server.chain.tenant.id,
    actor: 'cli',
    knownRights: cloudRights.map(({ right }) => right),
  }
  const guard = createTargetGuard({ allowLoopback: true })
  await work({
    app: server.node.app,
    scope,
    checkTarget: guard.check,
    print: (line) => lines.push(line),
  })
  return lines
}

const wordOf = (lines: readonly string[], name: string): string =>
  lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? ''

/** A new key: its id, login and a token of it. */
async function added(flags: KeyFlags = {}) {
  const lines = await command((desk) => addKey(desk, 'Испытание', flags))
  const [id, apiLogin] = [wordOf(lines, 'id'), wordOf(lines, 'apiLogin')]
  return { id, apiLogin, token: await server.token(apiLogin), lines }
}

/** The clock runs past what the server remembers of a key. */
async function changed(id: string, flags: KeyFlags): Promise<void> {
  await command((desk) => alterKey(desk, id, flags))
  server.clock.advance(11_000)
}

const pokrovka = () => named(server.chain, 'organization', 'Покровке').id

describe('a key', () => {
  test('is made with a login of 36 characters that is printed once and kept as a hash', async () => {
    const { id, apiLogin, lines } = await added()
    expect(apiLogin).toMatch(/^[0-9a-f-]{36}$/)
    expect(lines.join()).toContain('shown once')
    const shown = (await command((desk) => showKey(desk, id))).concat(await command(listKeys))
    expect(shown.join()).toContain('Испытание')
    expect(shown.join()).not.toContain(apiLogin)
    const told = await server.node.storage.now.journal.ofEntity(server.chain.tenant.id, id)
    expect(told.map(({ kind, actor }) => [kind, actor])).toEqual([['key.created', 'cli']])
    expect(JSON.stringify(told.map(({ payload }) => payload))).not.toContain(apiLogin)
  })

  test('that is rotated has a new login and no old one', async () => {
    const { id, apiLogin } = await added()
    const renewed = wordOf(await command((desk) => renewKey(desk, id)), 'apiLogin')
    await refused(server, '/api/1/access_token', { apiLogin }, { status: 401, token: null })
    await good(server, organizations, {}, await server.token(renewed))
  })

  test('that is revoked opens nothing, its tokens neither', async () => {
    const { id, apiLogin, token } = await added()
    await good(server, organizations, {}, token)
    await command((desk) => endKey(desk, id))
    const text = `Login ${apiLogin} is not authorized.`
    await refused(server, '/api/1/access_token', { apiLogin }, { status: 401, text, token: null })
    server.clock.advance(11_000)
    await refused(server, organizations, {}, { status: 401, token })
  })

  test('that is switched off or ends is refused in words, and works again when it may', async () => {
    const { id, token } = await added()
    await changed(id, { off: true })
    await refused(server, organizations, {}, { status: 401, text: 'ApiLogin is inactive', token })
    await changed(id, { on: true, expires: '2020-01-01' })
    await refused(server, organizations, {}, { status: 401, text: 'ApiLogin is expired', token })
    await changed(id, { expires: 'never' })
    await good(server, organizations, {}, token)
  })

  test('of another tenant does not exist', async () => {
    const { id } = await added()
    await expect(
      command((desk) => endKey({ ...desk, scope: { ...desk.scope, tenantId: foreignId } }, id)),
    ).rejects.toThrow(`There is no key ${id}`)
    expect(await server.node.storage.now.keys.byId(id)).not.toBeNull()
  })
})

describe('what a key may', () => {
  test('organizations: others are neither listed nor reached', async () => {
    const { token } = await added({ organizations: pokrovka() })
    const { organizations: listed } = await good(server, organizations, {}, token)
    expect(listed.map((one: { id: string }) => one.id)).toEqual([pokrovka()])
    const other = named(server.chain, 'organization', 'Баумана').id
    await refused(
      server,
      '/api/1/terminal_groups',
      { organizationIds: [pokrovka(), other] },
      {
        status: 403,
        text: `Passed organization(s) ${other} doesn't belong to your api login included organization list.`,
        token,
      },
    )
  })

  test('terminal groups: others are hidden and take no orders', async () => {
    const { id, token } = await added()
    const till = server.till('pokrovka')
    const other = server.till('taganka').terminalGroupId
    await changed(id, { terminalGroups: other })
    const body = { organizationIds: [till.organizationId] }
    const ids = async (more: object) =>
      (await good(server, '/api/1/terminal_groups', { ...body, ...more }, token)).terminalGroups.flatMap(
        ({ items }: { items: { id: string }[] }) => items.map((one) => one.id),
      )
    expect(await ids({})).not.toContain(till.terminalGroupId)
    expect(await ids({ includeDisabled: true })).toContain(till.terminalGroupId)
    const shop = deliveriesOf(server, 'pokrovka')
    const { json } = await shop.create(shop.aPickup(), token)
    expect(json.orderInfo.errorInfo.code).toBe('TerminalGroupDisabled')
  })

  test('rights: nothing but what is allowed, less what is denied', async () => {
    const { id, token } = await added({ allow: 'organizations,terminal_groups/*,terminal_groups' })
    await good(server, organizations, {}, token)
    const body = { organizationIds: [pokrovka()] }
    const text = (right: string) => `Right api/1/${right} is not allowed for this ApiLogin`
    await refused(server, '/api/1/regions', body, { status: 401, text: text('regions'), token })
    await good(server, '/api/1/terminal_groups', body, token)
    await changed(id, { deny: 'terminal_groups' })
    await refused(server, '/api/1/terminal_groups', body, {
      status: 401,
      text: text('terminal_groups'),
      token,
    })
    await changed(id, { allow: 'all', deny: 'none' })
    await good(server, '/api/1/regions', body, token)
  })

  test('external menus and price categories: only those that it was given', async () => {
    const priceCategoryId = named(server.chain, 'priceCategory', 'Доставка').id
    const { id, token } = await added({ menus: '12001', priceCategories: priceCategoryId })
    const menus = async () => {
      const { externalMenus, priceCategories } = await good(server, '/api/2/menu', {}, token)
      return [externalMenus, priceCategories].map((list) => (list ?? []).map((one: { id: string }) => one.id))
    }
    expect(await menus()).toEqual([['12001'], [priceCategoryId]])
    await changed(id, { menus: 'none', priceCategories: 'none' })
    expect(await menus()).toEqual([[], []])
  })

  test('a source key stamps its orders and hides those of others', async () => {
    const { token } = await added({ sourceKey: 'kiosk-7' })
    const shop = deliveriesOf(server, 'pokrovka')
    const [mine, theirs] = [await shop.create(shop.aPickup(), token), await shop.create(shop.aPickup())]
    await server.settle()
    const seen = async (id: string) => (await shop.byId(id, {}, token))?.order?.sourceKey
    expect(await seen(mine.json.orderInfo.id)).toBe('kiosk-7')
    const body = { organizationId: pokrovka(), orderIds: [theirs.json.orderInfo.id] }
    expect((await good(server, '/api/1/deliveries/by_id', body, token)).orders).toEqual([])
  })

  test('a webhook is what the settings say; the durable profile is told its secret once', async () => {
    const webhookFilter = '{"deliveryOrderFilter":{"orderStatuses":["Closed"],"errors":true}}'
    const { id, token, lines } = await added({
      organizations: pokrovka(),
      webhook: 'http://127.0.0.1:9/hook',
      webhookToken: 'Bearer secret-of-theirs',
      webhookFilter,
      webhookProfile: 'durable',
    })
    expect(lines.join('\n')).toMatch(/signing secret for \S+: \S{43} /)
    const settings = await good(server, '/api/1/webhooks/settings', { organizationId: pokrovka() }, token)
    expect(settings).toMatchObject({
      apiLoginName: 'Испытание',
      webHooksUri: 'http://127.0.0.1:9/hook',
      authToken: 'Bearer secret-of-theirs',
      webHooksFilter: JSON.parse(webhookFilter),
    })
    const shown = (await command((desk) => showKey(desk, id))).join('\n')
    expect(shown).toContain('durable, with a token')
    expect(shown).not.toContain('secret-of-theirs')
    await changed(id, { webhook: 'none' })
    const after = await good(server, '/api/1/webhooks/settings', { organizationId: pokrovka() }, token)
    expect(after.webHooksUri).toBeNull()
  })
})

test.each<[string, KeyFlags, string]>([
  ['organizations', { organizations: foreignId }, 'organizationIds[0]'],
  ['no organization', { organizations: 'none' }, 'organizationIds'],
  ['terminal groups', { terminalGroups: foreignId }, 'terminalGroupIds[0]'],
  ['allowed rights', { allow: 'deliveries/creat' }, 'allowedRights[0]'],
  ['denied rights', { deny: 'organizations,orders/*' }, 'deniedRights[1]'],
  ['menus', { menus: '5' }, 'externalMenuNumbers[0]'],
  ['price categories', { priceCategories: foreignId }, 'priceCategoryIds[0]'],
  ['an e-mail', { email: 'nobody' }, 'email'],
  ['a life too long', { days: '900' }, 'expiresAt'],
])('unknown or impossible: %s', async (_, flags, field) => {
  const before = await server.node.storage.now.keys.list(server.chain.tenant.id)
  const problem = await command((desk) => addKey(desk, 'Негодный', flags)).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(AdminProblem)
  expect((problem as AdminProblem).fields.map((one) => one.field)).toEqual([field])
  expect(await server.node.storage.now.keys.list(server.chain.tenant.id)).toEqual(before)
})
