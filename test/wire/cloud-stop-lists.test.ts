import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import { differences, isRecorded, recorded, shapeOf } from '../support/recorded.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = Answer['json']

const read = '/api/1/stop_lists'
const check = '/api/1/stop_lists/check'
const add = '/api/1/stop_lists/add'
const remove = '/api/1/stop_lists/remove'
const clear = '/api/1/stop_lists/clear'

let server: TestServer
let pokrovka: string
let baumana: string
let tills: Record<'pokrovka' | 'taganka' | 'baumana' | 'veranda', string>
beforeAll(async () => {
  server = await startServer()
  pokrovka = named(server.chain, 'organization', 'Покровке').id
  baumana = named(server.chain, 'organization', 'Баумана').id
  const id = (code: string): string => server.till(code).terminalGroupId
  tills = { pokrovka: id('pokrovka'), taganka: id('taganka'), baumana: id('baumana'), veranda: id('veranda') }
})
afterAll(() => server.close())

const product = (code: string): string => productByCode(server.chain, code)
const sizeOf = (text: string): string => {
  const sizes = server.chain.items.flatMap((item) => (item.book === 'sizeScale' ? item.body.sizes : []))
  return sizes.find(({ name }) => name.includes(text))?.id ?? ''
}
const listOf = async (terminalGroupId: string, more: Json = {}): Promise<Json[]> => {
  const answer = await good(server, read, { organizationIds: [pokrovka, baumana], ...more })
  const groups = answer.terminalGroupStopLists.flatMap(({ items }: Json) => items)
  return groups.find((group: Json) => group.terminalGroupId === terminalGroupId)?.items
}
const anItem = (code: string, amount: number, more: Json = {}): Json => ({
  type: 'Product',
  productId: product(code),
  amount,
  price: 100,
  ...more,
})

describe('reading', () => {
  test('lists stand by organization and connected group; a closed group has none', async () => {
    const { terminalGroupStopLists } = await good(server, read, { organizationIds: [baumana, pokrovka] })
    expect(terminalGroupStopLists.map(({ organizationId }: Json) => organizationId)).toEqual([
      baumana,
      pokrovka,
    ])
    const groups = terminalGroupStopLists.map(({ items }: Json) =>
      items.map(({ terminalGroupId }: Json) => terminalGroupId),
    )
    expect(groups).toEqual([[tills.baumana], [tills.pokrovka, tills.taganka]])
  })

  test('balances are amounts, times are UTC, sizes come when they are asked', async () => {
    const list = await listOf(tills.pokrovka)
    const entry = (code: string): Json => list.find(({ sku }) => sku === code)
    expect(entry('10507')).toMatchObject({ productId: product('10507'), balance: 3, sizeId: null })
    expect(entry('40012').balance).toBe(0)
    const added = Date.parse(`${entry('40012').dateAdd.replace(' ', 'T')}Z`)
    // The seed of this run, not some other day.
    expect(Math.abs(Date.now() - added)).toBeLessThan(3_600_000)
    expect(entry('20008').sizeId).toBeNull()
    const sized = await listOf(tills.pokrovka, { returnSize: true })
    expect(sized.find(({ sku }) => sku === '20008').sizeId).toBe(sizeOf('35 см'))
  })

  test('only the groups that are asked', async () => {
    const answer = await good(server, read, {
      organizationIds: [pokrovka],
      terminalGroupsIds: [tills.taganka.toUpperCase(), foreignId],
    })
    const [{ items }] = answer.terminalGroupStopLists
    expect(items.map(({ terminalGroupId }: Json) => terminalGroupId)).toEqual([tills.taganka])
  })

  test('a sleeping group is not connected', async () => {
    const { liveness } = server.node.storage.now
    await liveness.setAsleep(server.chain.tenant.id, pokrovka, tills.taganka, true)
    expect(await listOf(tills.taganka)).toBeUndefined()
    await liveness.setAsleep(server.chain.tenant.id, pokrovka, tills.taganka, false)
    expect(await listOf(tills.taganka)).toBeDefined()
  })

  test.runIf(isRecorded('doc-stop-lists.json'))('has the members of the published example', async () => {
    const ours = shapeOf(await good(server, read, { organizationIds: [pokrovka] }))
    expect(differences(ours, shapeOf(recorded('doc-stop-lists.json'))).missing).toEqual([])
  })
})

describe('checking [F.19]', () => {
  const rejected = async (items: Json[]): Promise<Json> =>
    good(server, check, { organizationId: pokrovka, terminalGroupId: tills.pokrovka, items })

  test('says nothing when nothing is stopped', async () => {
    expect(await rejected([anItem('10101', 2), anItem('10507', 3)])).not.toHaveProperty('rejectedItems')
  })

  test('compares amounts with what is left, over all items', async () => {
    const { rejectedItems } = await rejected([anItem('10507', 2), anItem('10507', 1.5)])
    expect(rejectedItems).toEqual([
      expect.objectContaining({ productId: product('10507'), balance: 3, sku: '10507', sizeId: null }),
    ])
    expect((await rejected([anItem('40012', 1)])).rejectedItems[0].balance).toBe(0)
  })

  test('knows sizes: only the large one is out', async () => {
    const pizza = (size: string): Json => anItem('20008', 1, { productSizeId: sizeOf(size) })
    expect(await rejected([pizza('30 см')])).not.toHaveProperty('rejectedItems')
    const { rejectedItems } = await rejected([pizza('35 см')])
    expect(rejectedItems).toMatchObject([{ productId: product('20008'), sizeId: sizeOf('35 см') }])
  })

  test('looks at modifiers too', async () => {
    const items = [{ productId: product('70301'), sizeId: null, balance: 1000n }]
    await server.till('pokrovka').run({ kind: 'stopList.put', items })
    await server.settle()
    const modifiers = [{ productId: product('70301'), amount: 1 }]
    const { rejectedItems } = await rejected([anItem('20001', 2, { modifiers })])
    expect(rejectedItems).toMatchObject([{ productId: product('70301'), balance: 1 }])
    await server.till('pokrovka').run({ kind: 'stopList.remove', items })
    await server.settle()
  })

  test('refuses what is malformed', async () => {
    const body = { organizationId: pokrovka, terminalGroupId: tills.pokrovka, items: [anItem('10101', 1)] }
    await refused(server, check, { ...body, items: [] }, { status: 400 })
    await refused(server, check, { ...body, items: [anItem('10101', 1000)] }, { status: 400, text: 'amount' })
    await refused(server, check, { ...body, items: undefined }, { status: 400, text: "'items'" })
  })
})

describe('changing', () => {
  const at = (till: string): Json => ({ organizationId: pokrovka, terminalGroupId: till })
  const done = async (correlationId: string): Promise<Json> => {
    await server.settle()
    return good(server, '/api/1/commands/status', { organizationId: pokrovka, correlationId })
  }

  test('added → listed → a webhook → removed [F.33]', async () => {
    const filter = { stopListUpdateFilter: { updates: true } }
    await good(server, '/api/1/webhooks/update_settings', {
      organizationId: pokrovka,
      webHooksUri: 'http://127.0.0.1:9/hook',
      webHooksFilter: filter,
    })
    const item = { productId: product('10101'), balance: 2.5 }
    const { correlationId } = await good(server, add, { ...at(tills.taganka), items: [item] })
    expect((await done(correlationId)).state).toBe('Success')
    expect(await listOf(tills.taganka)).toContainEqual(expect.objectContaining({ ...item, sku: '10101' }))
    const [key] = server.chain.apiKeys
    const events = await server.node.storage.now.webhooks.history(
      server.chain.tenant.id,
      pokrovka,
      key?.id ?? '',
      10,
    )
    expect(events[0]).toMatchObject({ eventType: 'StopListUpdate', entityId: tills.taganka, correlationId })

    const removal = { ...at(tills.taganka), items: [{ productId: product('10101') }] }
    const removed = await good(server, remove, removal)
    expect((await done(removed.correlationId)).state).toBe('Success')
    expect((await listOf(tills.taganka)).map(({ sku }) => sku)).not.toContain('10101')
    const again = await good(server, remove, removal)
    expect((await done(again.correlationId)).state).toBe('Success')
  })

  test('a size is stopped by itself; zero is a stop; clearing ends all', async () => {
    const sized = { productId: product('20001'), sizeId: sizeOf('25 см'), balance: 0 }
    await good(server, add, { ...at(tills.taganka), items: [sized] })
    await server.settle()
    expect(await listOf(tills.taganka, { returnSize: true })).toContainEqual(expect.objectContaining(sized))
    const { correlationId } = await good(server, clear, at(tills.taganka))
    expect((await done(correlationId)).state).toBe('Success')
    expect(await listOf(tills.taganka)).toEqual([])
  })

  test('what the till does not know fails there', async () => {
    const items = [{ productId: foreignId, balance: 0 }]
    const { correlationId } = await good(server, add, { ...at(tills.taganka), items })
    const status = await done(correlationId)
    expect(status).toMatchObject({ state: 'Error' })
    expect(JSON.stringify(status)).toContain(foreignId)
  })

  test('refuses balances that no till keeps, and nothing at all', async () => {
    for (const balance of [-1, 1000, 0.0005]) {
      const items = [{ productId: product('10101'), balance }]
      await refused(server, add, { ...at(tills.taganka), items }, { status: 400, text: 'items[0].balance' })
    }
    for (const path of [add, remove] as const) {
      await refused(server, path, { ...at(tills.taganka), items: [] }, { status: 400, text: 'items' })
      await refused(server, path, { ...at(tills.taganka), items: [{}] }, { status: 400, text: 'productId' })
    }
    await refused(server, clear, { organizationId: pokrovka }, { status: 400, text: 'terminalGroupId' })
  })
})

describe.each([check, add, remove, clear] as const)('%s', (path) => {
  const body = (more: Json = {}): Json => ({
    organizationId: pokrovka,
    terminalGroupId: tills.pokrovka,
    items: [anItem('10101', 1, { balance: 1 })],
    ...more,
  })

  test('knows the groups of the organization that are enabled for the login', async () => {
    const unknown = { status: 400, text: 'is not registered' }
    await refused(server, path, body({ terminalGroupId: foreignId }), unknown)
    await refused(server, path, body({ terminalGroupId: tills.baumana }), unknown)
    const closed = body({ organizationId: baumana, terminalGroupId: tills.veranda })
    await refused(server, path, closed, { status: 400, text: 'is not enabled' })
  })

  test('refuses strangers', async () => {
    await refused(server, path, body(), { status: 401, token: null })
    await refused(server, path, body({ organizationId: foreignId }), { status: 403, text: foreignId })
  })
})

test('reading refuses strangers and nonsense', async () => {
  await refused(server, read, { organizationIds: [pokrovka] }, { status: 401, token: null })
  await refused(server, read, { organizationIds: [pokrovka, foreignId] }, { status: 403, text: foreignId })
  await refused(server, read, { organizationIds: [] }, { status: 400, text: 'At least one organization' })
  await refused(server, read, { organizationIds: 'all' }, { status: 400 })
})
