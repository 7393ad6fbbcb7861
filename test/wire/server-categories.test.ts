import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const path = '/v2/entities/products/category'
const list = async (query = ''): Promise<Json[]> =>
  (await office.get(`/v2/entities/products/category/list${query}`)).json
const save = async (name: string): Promise<Json> => {
  const answer = await office.postJson('/v2/entities/products/category/save', { name })
  expect(answer.json).toMatchObject({ result: 'SUCCESS', errors: null })
  return answer.json.response
}

describe('user categories [server-api §11.3]', () => {
  test('a new one is listed, and the cloud has it', async () => {
    const saved = await save('  Сезонное ')
    expect(saved).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      rootType: 'ProductCategory',
      deleted: false,
      code: null,
      name: 'Сезонное',
    })
    expect((await list()).at(-1)).toEqual(saved)
    const [organization] = server.chain.items.filter((item) => item.book === 'organization')
    const cloud = await server.post('/api/1/nomenclature', { organizationId: organization?.id })
    expect(cloud.json.productCategories).toContainEqual({ id: saved.id, name: 'Сезонное', isDeleted: false })
  })
  test('one is renamed, deleted and restored', async () => {
    const { id } = await save('Проба')
    const renamed = await office.postJson('/v2/entities/products/category/update', {
      id: id.toUpperCase(),
      name: 'Другая',
      unknown: 1,
    })
    expect(renamed.json.response).toMatchObject({ id, name: 'Другая' })
    const deleted = await office.postJson('/v2/entities/products/category/delete', { id })
    expect(deleted.json).toMatchObject({ result: 'SUCCESS', response: { id, deleted: true } })
    expect((await list(`?ids=${id}`)).length).toBe(0)
    expect(await list(`?ids=${id}&includeDeleted=true`)).toEqual([deleted.json.response])
    const again = await office.postJson('/v2/entities/products/category/delete', { id })
    expect([again.status, again.text]).toEqual([
      409,
      `Could not delete already deleted product category: [${id}].`,
    ])
    const restored = await office.postJson('/v2/entities/products/category/restore', { id })
    expect(restored.json.response).toMatchObject({ id, deleted: false })
    const twice = await office.postJson('/v2/entities/products/category/restore', { id })
    expect([twice.status, twice.text]).toEqual([
      409,
      `Could not restore not deleted product category: [${id}]`,
    ])
  })
  test('lists by a form take long lists of ids', async () => {
    const before = (await server.node.app.catalog(server.chain.tenant.id)).revision
    const one = await save('Первая')
    const two = await save('Вторая')
    const form = new URLSearchParams([
      ['ids', one.id],
      ['ids', two.id],
      ['includeDeleted', ''],
    ])
    const answer = await office.postForm('/v2/entities/products/category/list', form.toString())
    expect(answer.json).toEqual([one, two])
    expect(await list(`?revisionFrom=${before}`)).toEqual([one, two])
  })
  test.each([
    ['save', {}, 409, 'Category name is not specified or consist of whitespaces'],
    ['save', { name: ' ' }, 409, 'Category name is not specified or consist of whitespaces'],
    ['save', { name: { a: 1 } }, 400, `Wrong value of 'name': a text is expected, not '{"a":1}'`],
    ['save', [], 400, `Wrong value of '': an object is expected, not '[]'`],
    ['save', '', 400, 'A body is expected'],
    ['update', { name: 'a' }, 400, "Argument for @NotNull parameter 'id' must not be null"],
    ['delete', {}, 400, "Argument for @NotNull parameter 'id' must not be null"],
    ['delete', { id: '1' }, 400, "Wrong value of 'id': an id is expected, not '1'"],
    [
      'restore',
      { id: 'ffffffff-0000-4000-8000-00000000000f' },
      404,
      'Entity of class ProductCategory not found by id (ffffffff-0000-4000-8000-00000000000f)',
    ],
  ])('%s of %j is refused', async (verb, body, status, text) => {
    const answer = await office.postJson(`${path}/${verb}`, body)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
})
