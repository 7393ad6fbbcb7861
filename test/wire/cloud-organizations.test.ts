import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { foreignId, good, named, refused, seeded } from '../support/cloud-answers.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

const siteKey = 'de300000-0000-4000-8000-000000000002'
type Json = Answer['json']

let server: TestServer
let pokrovka: string
let baumana: string
let malysheva: string
beforeAll(async () => {
  server = await startServer()
  pokrovka = named(server.chain, 'organization', 'Покровке').id
  baumana = named(server.chain, 'organization', 'Баумана').id
  malysheva = named(server.chain, 'organization', 'Малышева').id
})
afterAll(() => server.close())

/** Saves an organization changed, as back office does. */
async function saveOrganization(id: string, change: { isActive: boolean }): Promise<void> {
  const { app } = server.node
  const { tenant } = server.chain
  const item = (await app.catalog(tenant.id)).find('organization', id)
  if (!item) throw new Error('no organization')
  const body = { ...item.body, ...change }
  await app.storage.now.books.save(tenant.id, [
    { book: 'organization', id, organizationId: id, isDeleted: false, body },
  ])
  app.forgetCatalog(tenant.id)
}

describe('/api/1/organizations', () => {
  test('gives simple objects of all organizations of the login, by POST and by the old GET', async () => {
    const { organizations } = await good(server, '/api/1/organizations')
    expect(organizations).toHaveLength(3)
    expect(organizations[0]).toEqual({
      responseType: 'Simple',
      id: pokrovka,
      name: 'Трапеза на Покровке',
      code: '1',
      externalData: null,
    })
    expect((await good(server, 'GET /api/1/organizations')).organizations).toEqual(organizations)
  })

  test('takes no body at all', async () => {
    const token = await server.token()
    const answer = await fetch(`${server.baseUrl}/api/1/organizations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(200)
  })

  test('gives extended objects on demand, restricted to what is asked for', async () => {
    const { organizations } = await good(server, '/api/1/organizations', {
      organizationIds: [baumana.toUpperCase()],
      returnAdditionalInfo: true,
      returnExternalData: ['region'],
    })
    expect(organizations).toHaveLength(1)
    expect(organizations[0]).toMatchObject({
      responseType: 'Extended',
      id: baumana,
      countryPhoneCode: '7',
      currencyIsoName: 'RUB',
      currencyMinimumDenomination: 0.01,
      addressFormatType: 'Legacy',
      deliveryOrderPaymentSettings: 'WhenOrderOnTheWay',
      isAnonymousGuestsAllowed: false,
      isCloud: true,
      addressLookup: ['DaData'],
      externalData: [{ key: 'region', value: 'kzn' }],
    })
  })

  test('a login with one organization sees one, and may not ask for another', async () => {
    const token = await server.token(siteKey)
    const { organizations } = await good(server, '/api/1/organizations', {}, token)
    expect(organizations.map(({ id }: Json) => id)).toEqual([pokrovka])
    const body = { organizationIds: [pokrovka, baumana] }
    const text = `Passed organization(s) ${baumana} doesn't belong to your api login included organization list.`
    await refused(server, '/api/1/organizations', body, { status: 403, text, token })
  })

  test('a switched-off organization is shown to those who ask for it', async () => {
    await saveOrganization(malysheva, { isActive: false })
    const ids = async (body: Json) =>
      (await good(server, '/api/1/organizations', body)).organizations.map(({ id }: Json) => id)
    expect(await ids({})).not.toContain(malysheva)
    expect(await ids({ includeDisabled: true })).toContain(malysheva)
    await saveOrganization(malysheva, { isActive: true })
    expect(await ids({})).toContain(malysheva)
  })

  test('names a malformed field', async () => {
    const text = "Path 'organizationIds[0]'"
    await refused(server, '/api/1/organizations', { organizationIds: ['x'] }, { status: 400, text })
  })
})

describe('/api/1/organizations/settings', () => {
  const path = '/api/1/organizations/settings'

  test('fills the parameters that are asked for and no others', async () => {
    const body = {
      organizationIds: [pokrovka],
      parameters: ['Version', 'DeliveryCityIds', 'CurrencyIsoName'],
    }
    const [settings] = (await good(server, path, body)).organizations
    const filled = Object.entries(settings).filter(([, value]) => value !== null)
    expect(Object.fromEntries(filled)).toEqual({
      id: pokrovka,
      version: '9.4.6012.0',
      deliveryCityIds: seeded(server.chain, 'organization')[0]?.body.deliveryCityIds,
      currencyIsoName: 'RUB',
    })
  })

  test('knows all 24 parameters', async () => {
    const parameters = readDefinitions('request')['OrganizationSettingsParameters']?.enum
    expect(parameters).toHaveLength(24)
    const { organizations } = await good(server, path, { organizationIds: [pokrovka], parameters })
    const { id, externalData, ...settings } = organizations[0]
    expect(id).toBe(pokrovka)
    expect(externalData).toBeNull()
    expect(Object.values(settings).filter((value) => value !== null)).toHaveLength(24)
    const simple = await good(server, '/api/1/organizations', { organizationIds: [pokrovka] })
    expect(settings.name).toBe(simple.organizations[0].name)
  })

  test('refuses absent and unknown parameters and foreign organizations', async () => {
    await refused(server, path, {}, { status: 400, text: "Required property 'parameters' not found in JSON" })
    await refused(server, path, { parameters: [] }, { status: 400, text: "The list 'parameters'" })
    await refused(server, path, { parameters: ['Nonsense'] }, { status: 400, text: 'parameters[0]' })
    await refused(server, path, { parameters: ['Name'], organizationIds: [foreignId] }, { status: 403 })
  })
})

describe('/api/1/terminal_groups', () => {
  const path = '/api/1/terminal_groups'
  const idsOf = (wrappers: Json): string[] =>
    wrappers.flatMap(({ items }: Json) => items.map(({ id }: Json) => id))

  test('lists the groups of each organization with the zone as a span', async () => {
    const { terminalGroups, terminalGroupsInSleep } = await good(server, path, {
      organizationIds: [pokrovka, malysheva],
    })
    expect(terminalGroups.map(({ organizationId }: Json) => organizationId)).toEqual([pokrovka, malysheva])
    expect(terminalGroups[0].items).toHaveLength(2)
    expect(terminalGroups[0].items[0]).toMatchObject({ organizationId: pokrovka, timeZone: '03:00:00' })
    expect(terminalGroups[1].items[0].timeZone).toBe('05:00:00')
    expect(terminalGroupsInSleep).toEqual([])
  })

  test('a group that is not connected is listed with includeDisabled only', async () => {
    const veranda = named(server.chain, 'terminalGroup', 'веранда').id
    const body = { organizationIds: [baumana] }
    expect(idsOf((await good(server, path, body)).terminalGroups)).not.toContain(veranda)
    const all = await good(server, path, { ...body, includeDisabled: true })
    expect(idsOf(all.terminalGroups)).toContain(veranda)
  })

  test('names an empty list, a missing field and a foreign organization', async () => {
    const text = 'At least one organization identifier is required'
    await refused(server, path, { organizationIds: [] }, { status: 400, text })
    await refused(
      server,
      path,
      {},
      { status: 400, text: "Value cannot be null. (Parameter 'organizationIds')" },
    )
    await refused(server, path, { organizationIds: [pokrovka, foreignId] }, { status: 403, text: foreignId })
  })
})

describe('/api/1/terminal_groups/is_alive and /api/1/terminal_groups/awake', () => {
  const isAlivePath = '/api/1/terminal_groups/is_alive'

  const isAlive = async (terminalGroupId: string, organizationId = pokrovka): Promise<boolean> => {
    const body = { organizationIds: [organizationId], terminalGroupIds: [terminalGroupId] }
    const { isAliveStatus } = await good(server, isAlivePath, body)
    expect(isAliveStatus).toHaveLength(1)
    expect(isAliveStatus[0]).toMatchObject({ terminalGroupId, organizationId })
    return isAliveStatus[0].isAlive
  }

  test('tells for 90 seconds after the last word of a till that it lives', async () => {
    const till = server.till('pokrovka')
    expect(await isAlive(till.terminalGroupId)).toBe(true)
    await till.unplug()
    server.clock.setSpeed(0)
    try {
      const { app } = server.node
      await app.storage.now.liveness.beat(till.tenantId, pokrovka, till.terminalGroupId, server.clock.now())
      server.clock.advance(90_000)
      expect(await isAlive(till.terminalGroupId)).toBe(true)
      server.clock.advance(1)
      expect(await isAlive(till.terminalGroupId)).toBe(false)
    } finally {
      server.clock.reset()
      till.plug()
    }
  })

  test('unknown groups, groups of another organization and switched-off groups are not alive', async () => {
    expect(await isAlive(foreignId)).toBe(false)
    expect(await isAlive(server.till('baumana').terminalGroupId)).toBe(false)
    expect(await isAlive(named(server.chain, 'terminalGroup', 'веранда').id, baumana)).toBe(false)
  })

  test('takes the old field for one organization', async () => {
    const { terminalGroupId } = server.till('pokrovka')
    const body = { organizationId: pokrovka, terminalGroupIds: [terminalGroupId] }
    expect((await good(server, isAlivePath, body)).isAliveStatus).toHaveLength(1)
  })

  test('a sleeping group is listed apart, is not alive, and is awakened', async () => {
    const till = server.till('taganka')
    const group = till.terminalGroupId
    await server.node.storage.now.liveness.setAsleep(till.tenantId, pokrovka, group, true)
    const asleep = await good(server, '/api/1/terminal_groups', { organizationIds: [pokrovka] })
    expect(asleep.terminalGroupsInSleep).toMatchObject([{ organizationId: pokrovka, items: [{ id: group }] }])
    expect(asleep.terminalGroups[0].items.map(({ id }: Json) => id)).not.toContain(group)
    expect(await isAlive(group)).toBe(false)

    const body = { organizationIds: [pokrovka], terminalGroupIds: [group, foreignId] }
    const answer = await good(server, '/api/1/terminal_groups/awake', body)
    expect(answer).toEqual({ successfullyProcessed: [group], failedProcessed: [foreignId] })
    const awake = await good(server, '/api/1/terminal_groups', { organizationIds: [pokrovka] })
    expect(awake.terminalGroupsInSleep).toEqual([])
    expect(await isAlive(group)).toBe(true)
  })

  test('a till that nobody hears is not awakened: it says so and stays asleep', async () => {
    const till = server.till('pokrovka')
    const group = till.terminalGroupId
    const { liveness } = server.node.storage.now
    const body = { organizationIds: [pokrovka], terminalGroupIds: [group] }
    await liveness.setAsleep(till.tenantId, pokrovka, group, true)
    await till.unplug()
    try {
      server.clock.advance(91_000)
      const answer = await good(server, '/api/1/terminal_groups/awake', body)
      expect(answer).toEqual({ successfullyProcessed: [], failedProcessed: [group] })
      const { terminalGroupsInSleep } = await good(server, '/api/1/terminal_groups', {
        organizationIds: [pokrovka],
      })
      expect(terminalGroupsInSleep).toMatchObject([{ items: [{ id: group }] }])
    } finally {
      server.clock.reset()
      till.plug()
    }
    await liveness.beat(till.tenantId, pokrovka, group, server.clock.now())
    const answer = await good(server, '/api/1/terminal_groups/awake', body)
    expect(answer).toEqual({ successfullyProcessed: [group], failedProcessed: [] })
    expect(await isAlive(group)).toBe(true)
  })

  test('a till that is awake but dead is not reported as processed', async () => {
    const till = server.till('pokrovka')
    await till.unplug()
    try {
      server.clock.advance(91_000)
      const answer = await good(server, '/api/1/terminal_groups/awake', {
        organizationIds: [pokrovka],
        terminalGroupIds: [till.terminalGroupId],
      })
      expect(answer.failedProcessed).toEqual([till.terminalGroupId])
    } finally {
      server.clock.reset()
      till.plug()
    }
  })

  test('both refuse malformed and foreign requests', async () => {
    const text = 'At least one organization identifier is required'
    await refused(server, isAlivePath, { terminalGroupIds: [foreignId] }, { status: 400, text })
    await refused(
      server,
      isAlivePath,
      { organizationIds: [pokrovka] },
      { status: 400, text: 'terminalGroupIds' },
    )
    const foreign = { organizationIds: [foreignId], terminalGroupIds: [] }
    await refused(server, isAlivePath, foreign, { status: 403 })
    await refused(server, '/api/1/terminal_groups/awake', foreign, { status: 403 })
    const missing = { organizationIds: [pokrovka] }
    await refused(server, '/api/1/terminal_groups/awake', missing, { status: 400, text: 'terminalGroupIds' })
  })
})
