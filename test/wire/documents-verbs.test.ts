import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../src/api/cloud/generated/operations.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { expectValid, foreignId, good } from '../support/cloud-answers.ts'
import {
  type Body,
  counteragent,
  kinds,
  organizationId,
  otherOrganizationId,
  pathOf,
  samples,
  store,
  type Verb,
} from '../support/documents.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const verbs: readonly Verb[] = ['create', 'update', 'get', 'list', 'post', 'unpost', 'cancel']
const march = { from: '2026-03-01', to: '2026-03-31' }
const unknownId = demoId('document', 'never written')

test('every kind has seven verbs', () => {
  for (const kind of kinds) for (const verb of verbs) expect(operations).toHaveProperty([pathOf(kind, verb)])
})

describe.each(kinds)('%s', (kind) => {
  const { base, body, types, listsStatus } = samples[kind]
  const path = (verb: Verb) => pathOf(kind, verb)
  const create = async (changes: Body = {}): Promise<Body> =>
    good(server, path('create'), { ...body(), ...changes })
  const byId = (documentId: string) => ({ organizationId, documentId })
  const get = (documentId: string): Promise<Body> => good(server, path('get'), byId(documentId))
  const list = (period = march): Promise<Body[]> => good(server, path('list'), { organizationId, ...period })
  const transactions = (documentId: string): Promise<Body[]> =>
    good(server, '/api/finance/v1/document_transactions/list', byId(documentId))
  const refusedBy = async (verb: Verb, request: unknown, status: number, text: string): Promise<Answer> => {
    const answer = await server.post(path(verb), request)
    expect(answer.status, answer.text).toBe(status)
    expectValid(path(verb), answer)
    expect(answer.json.message).toContain(text)
    return answer
  }

  test('a document is created as new, read back and listed by its date', async () => {
    const { documentId, documentNumber } = await create({ comment: 'first' })
    const document = await get(documentId)
    expect(document).toMatchObject({
      documentId,
      number: documentNumber,
      status: 'NEW',
      comment: 'first',
      date: '2026-03-02T12:00:00.000+03:00',
    })
    expect(document['items']).toHaveLength(body()['items'].length)
    for (const [index, item] of body()['items'].entries())
      expect(document['items'][index]).toMatchObject(item)
    const { items: _, ...headOfBody } = body()
    const { organizationId: __, ...shown } = headOfBody
    expect(document).toMatchObject(shown)

    const listed = (await list()).find((one) => one['documentId'] === documentId)
    expect(listed).toMatchObject(listsStatus ? { status: 'NEW' } : { processed: false, deleted: false })
    expect((await list({ from: '2026-03-02', to: '2026-03-02' })).map((one) => one['documentId'])).toContain(
      documentId,
    )
    expect(
      (await list({ from: '2026-03-03', to: '2026-04-01' })).map((one) => one['documentId']),
    ).not.toContain(documentId)
    expect(await transactions(documentId)).toEqual([])
  })

  test('it is posted, unposted and cancelled; each only where it is allowed [cloud-api §10.1]', async () => {
    const { documentId } = await create()
    await refusedBy('unpost', byId(documentId), 405, 'unpost is not possible')

    await good(server, path('post'), byId(documentId))
    expect((await get(documentId))['status']).toBe('PROCESSED')
    const posted = await transactions(documentId)
    expect(new Set(posted.map(({ type }) => type))).toEqual(new Set(types))
    await refusedBy('post', byId(documentId), 405, 'post is not possible')
    await refusedBy('cancel', byId(documentId), 405, 'cancel is not possible')
    await refusedBy('update', { ...body(), documentId, number: 'X' }, 405, 'update is not possible')

    await good(server, path('unpost'), byId(documentId))
    expect((await get(documentId))['status']).toBe('NEW')
    expect(await transactions(documentId)).toEqual([])

    await good(server, path('cancel'), byId(documentId))
    expect((await get(documentId))['status']).toBe('DELETED')
    const listed = (await list()).find((one) => one['documentId'] === documentId)
    expect(listed).toMatchObject(listsStatus ? { status: 'DELETED' } : { processed: false, deleted: true })
    for (const verb of ['post', 'unpost', 'cancel'] as const)
      await refusedBy(verb, byId(documentId), 405, `${verb} is not possible`)
    await refusedBy('update', { ...body(), documentId, number: 'X' }, 405, 'update is not possible')
  })

  test('an update replaces the whole content', async () => {
    const { documentId } = await create({ comment: 'before' })
    const [first] = body()['items']
    const items = kind === 'disassemble' ? body()['items'] : [{ ...first, num: 7 }]
    const answer = await good(server, path('update'), {
      ...body(),
      documentId,
      number: 'N-2',
      date: '2026-03-05T08:30:00.000+03:00',
      items,
    })
    expect(answer).toMatchObject({ documentId, documentNumber: 'N-2' })
    const document = await get(documentId)
    expect(document).toMatchObject({ number: 'N-2', date: '2026-03-05T08:30:00.000+03:00' })
    expect(document).not.toHaveProperty('comment')
    expect(document['items']).toHaveLength(items.length)
  })

  test('the same id with the same content is the same document, with another content it is refused [§10.2]', async () => {
    const documentId = demoId('document', `${kind} twice`)
    const first = await create({ documentId })
    const again = await server.post(path('create'), { ...body(), documentId })
    expect([again.json, again.headers.get('idempotent-replay')]).toEqual([first, 'true'])
    await refusedBy('create', { ...body(), documentId, comment: 'another' }, 400, 'already exists')
    expect(await get(documentId)).not.toHaveProperty('comment')
    expect((await list()).filter((one) => one['documentId'] === documentId)).toHaveLength(1)
  })

  test('what is unknown is not found, and neither is a document of another kind or restaurant', async () => {
    const { documentId } = await create()
    const other = kinds.find((one) => one !== kind) ?? kind
    for (const verb of ['get', 'post', 'unpost', 'cancel'] as const) {
      await refusedBy(verb, byId(unknownId), 404, unknownId)
      await refusedBy(verb, { organizationId: otherOrganizationId, documentId }, 404, documentId)
      const answer = await server.post(pathOf(other, verb), byId(documentId))
      expect(answer.status).toBe(404)
    }
    await refusedBy('update', { ...body(), documentId: unknownId, number: '1' }, 404, unknownId)
    expect((await get(documentId))['status']).toBe('NEW')
  })

  test('nobody comes in without a token, or into a restaurant of others', async () => {
    const requests: Record<Verb, Body> = {
      create: body(),
      update: { ...body(), documentId: unknownId, number: '1' },
      get: byId(unknownId),
      list: { organizationId, ...march },
      post: byId(unknownId),
      unpost: byId(unknownId),
      cancel: byId(unknownId),
    }
    for (const verb of verbs) {
      const stranger = await server.post(path(verb), requests[verb], null)
      expect(stranger.status).toBe(401)
      expectValid(path(verb), stranger)
      await refusedBy(verb, { ...requests[verb], organizationId: foreignId }, 403, foreignId)
      await refusedBy(verb, { ...requests[verb], organizationId: 'mine' }, 400, "Path 'organizationId'")
    }
  })

  test('a malformed request names its field and writes nothing', async () => {
    const before = (await list()).length
    const first = body()['items'][0]
    const withItem = (changes: Body) => ({ ...body(), items: [{ ...first, ...changes }] })
    const wrong: [Body, string][] = [
      [{ ...body(), date: 'yesterday' }, "Path 'date'"],
      [{ ...body(), date: '2026-02-30T10:00:00+03:00' }, "Path 'date'"],
      [{ ...body(), documentId: '12' }, "Path 'documentId'"],
      [{ ...body(), conception: unknownId }, 'conception'],
      [{ ...body(), items: [] }, 'items'],
      [{ ...body(), items: {} }, 'items'],
      [withItem({ product: 'flour' }), "Path 'items[0].product'"],
      [withItem({ product: unknownId }), 'items[0].product'],
      [withItem({ amount: 0 }), 'items[0].amount'],
      [withItem({ amount: '1' }), 'items[0].amount'],
      [withItem({ amount: 1e300 }), 'items[0].amount'],
      [withItem({ num: 1e12 }), 'items[0].num'],
      [{ ...body(), date: '0099-01-01T00:00:00Z' }, "Path 'date'"],
      [{ ...body(), items: [first, first] }, 'items[1].num'],
    ]
    let accepted = 0
    for (const name of Object.keys(body()).filter((key) => key !== 'organizationId')) {
      const { [name]: _, ...rest } = body()
      const answer = await server.post(path('create'), rest)
      if (answer.status === 201) accepted++
      else wrong.push([rest, name])
    }
    for (const [request, text] of wrong) await refusedBy('create', request, 400, text)
    for (const verb of ['get', 'post', 'unpost', 'cancel'] as const) {
      await refusedBy(verb, byId('12'), 400, "Path 'documentId'")
      await refusedBy(verb, { organizationId }, 400, 'documentId')
    }
    await refusedBy('list', { organizationId, from: '2026-03-31', to: '2026-03-01' }, 400, "Path 'to'")
    await refusedBy('update', body(), 400, 'documentId')
    await refusedBy('list', { organizationId, from: 'March', to: '2026-03-01' }, 400, "Path 'from'")
    expect((await list()).length - before).toBe(accepted)
  })

  test(`${base} refuses what is not of the restaurant`, async () => {
    const fields = ['storeFrom', 'storeTo', 'counteragent', 'expenseAccount'].filter((name) => name in body())
    for (const field of fields) await refusedBy('create', { ...body(), [field]: unknownId }, 400, field)
    if ('storeFrom' in body())
      await refusedBy('create', { ...body(), storeFrom: store('main', 'baumana') }, 400, 'storeFrom')
    const [first] = body()['items']
    if ('store' in first) {
      const items = [{ ...first, store: store('main', 'baumana') }]
      await refusedBy('create', { ...body(), items }, 400, 'items[0].store')
    }
    if ('counteragent' in body()) {
      const isSupplier = body()['counteragent'] !== counteragent('office')
      const unfit = counteragent(isSupplier ? 'office' : 'farm')
      await refusedBy('create', { ...body(), counteragent: unfit }, 400, 'counteragent')
    }
  })
})
