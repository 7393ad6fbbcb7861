import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BackOffice, fetched, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

type Json = any // any: a test looks where it likes

const nobodysId = 'ffffffff-0000-4000-8000-00000000000f'
/** A white dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg=='

async function inCloud(id: string): Promise<Json> {
  const organization = server.chain.items.find((item) => item.book === 'organization')
  const { json } = await server.post('/api/1/nomenclature', { organizationId: organization?.id })
  return [...json.products, ...json.groups].find((one: Json) => one.id === id)
}
const productOf = async (num: string): Promise<Json> =>
  (await office.get(`/v2/entities/products/list?nums=${num}`)).json[0]
const update = (body: Json) => office.postJson('/v2/entities/products/update', body)

async function saveImage(): Promise<string> {
  const { json } = await office.postJson('/v2/images/save', { data: dot })
  expect(json).toEqual({ result: 'SUCCESS', errors: null, response: { id: expect.any(String), data: dot } })
  return json.response.id
}

describe('images [server-api §11.5]', () => {
  test('one is kept, given to a dish, and shown by the menu of the cloud at its own address', async () => {
    const id = await saveImage()
    expect((await office.get(`/v2/images/load?imageId=${id.toUpperCase()}`)).json).toEqual({ id, data: dot })
    const soup = await productOf('10101')
    expect((await update({ ...soup, frontImageId: id })).json.response.frontImageId).toBe(id)
    const { imageLinks } = await inCloud(soup.id)
    expect(imageLinks).toHaveLength(1)
    const shown = await fetch(imageLinks[0])
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await shown.arrayBuffer()).toString('base64')).toBe(dot)
    // A card that comes back as it was read keeps its image.
    await update(await productOf('10101'))
    expect((await inCloud(soup.id)).imageLinks).toEqual(imageLinks)
    await update({ ...soup, frontImageId: null })
    expect((await inCloud(soup.id)).imageLinks).toEqual([])
  })

  test('one that is thrown away leaves the cards of products and groups', async () => {
    const id = await saveImage()
    const other = await saveImage()
    const soup = await productOf('10102')
    const [group] = (await office.get('/v2/entities/products/group/list')).json
    await update({ ...soup, frontImageId: id })
    const changed = await office.postJson('/v2/entities/products/group/update', {
      ...group,
      frontImageId: id,
    })
    expect(changed.json.response.frontImageId).toBe(id)
    const [link] = (await inCloud(group.id)).imageLinks
    const items = [{ id }, { id: other }]
    const gone = await office.postJson('/v2/images/delete', { items })
    expect(gone.json).toEqual({ result: 'SUCCESS', errors: null, response: { items } })
    expect((await office.get(`/v2/images/load?imageId=${id}`)).status).toBe(404)
    expect((await fetch(link)).status).toBe(404)
    expect((await inCloud(group.id)).imageLinks).toEqual([])
    expect((await productOf('10102')).frontImageId).toBeNull()
  })

  test('goods of the demo chain have images of the storekeeper', async () => {
    const { frontImageId } = await productOf('95002')
    const { json } = await office.get(`/v2/images/load?imageId=${frontImageId}`)
    expect(Buffer.from(json.data, 'base64').subarray(1, 4).toString()).toBe('PNG')
  })

  test('one of unknown images is thrown away with none', async () => {
    const id = await saveImage()
    const items = [{ id }, { id: nobodysId }]
    const refused = await office.postJson('/v2/images/delete', { items })
    expect([refused.status, refused.json]).toEqual([
      200,
      { result: 'ERROR', errors: [{ code: 'IMAGE_NOT_FOUND', value: nobodysId }], response: { items } },
    ])
    expect((await office.get(`/v2/images/load?imageId=${id}`)).status).toBe(200)
  })

  test('a card takes no image that is not there', async () => {
    const soup = await productOf('10103')
    const refused = await update({ ...soup, frontImageId: nobodysId })
    expect(refused.json).toMatchObject({
      result: 'ERROR',
      errors: [{ code: 'IMAGE_NOT_FOUND', value: nobodysId }],
    })
    expect(await productOf('10103')).toEqual(soup)
  })

  test('Base64 in lines is read', async () => {
    const { json } = await office.postJson('/v2/images/save', { data: dot.replace(/.{40}/g, '$&\r\n') })
    expect(json.response.data).toBe(dot)
  })

  test.each([
    [{}, 400, "Argument for @NotNull parameter 'data' must not be null"],
    [{ data: '' }, 400, "Wrong value of 'data': Base64 is expected"],
    [{ data: 'a-b' }, 400, "Wrong value of 'data': Base64 is expected"],
    [{ data: Buffer.from('<svg onload="x()"/>').toString('base64') }, 409, /^Это не изображение/],
  ])('%j is refused', async (body, status, text) => {
    const answer = await office.postJson('/v2/images/save', body)
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(text)
  })

  test('one that is too large is refused, in the language of who asks', async () => {
    const data = Buffer.concat([Buffer.from(dot, 'base64'), Buffer.alloc(7 * 1024 * 1024)]).toString('base64')
    const answer = await fetched(`${server.baseUrl}/resto/api/v2/images/save?key=${office.token}`, {
      method: 'POST',
      body: JSON.stringify({ data }),
      headers: { 'accept-language': 'en' },
    })
    expect([answer.status, answer.text]).toEqual([409, 'The image is larger than 7 MB'])
  })

  test.each(['x', ''])('load of %j is refused by the name of the parameter', async (id) => {
    const answer = await office.get(`/v2/images/load?imageId=${id}`)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain("'imageId'")
  })

  test.each(['/menu-images/x/y', `/menu-images/${nobodysId}/${nobodysId}`])(
    '%s shows nothing',
    async (path) => {
      expect((await fetch(`${server.baseUrl}${path}`)).status).toBe(404)
    },
  )
})
