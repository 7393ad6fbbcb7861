import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveBooks } from '../../src/app/books/save-books.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

const list = async (query = '', at = office): Promise<Json> => {
  const answer = await at.get(`/v2/reports/egais/marks/list?${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}
const first = 'FB-000000070000001'
const sizes = ({ marksByBRegId }: Json) =>
  Object.entries(marksByBRegId).map(([id, one]: [string, Json]) => [
    id.slice(-1),
    Object.keys(one.marksOnBalance).length,
    Object.keys(one.marksWrittenOff).length,
  ])

test('marks stand by their certificates, as published [server-api §20.3]', async () => {
  const all = await list()
  expect(Object.keys(all)).toEqual(['revision', 'fullUpdate', 'marksByBRegId'])
  expect(all.fullUpdate).toBe(true)
  expect(sizes(all)).toEqual([
    ['1', 4, 2],
    ['2', 3, 0],
    ['3', 3, 1],
  ])
  const one = all.marksByBRegId[first]
  expect(Object.keys(one)).toEqual(['sourceRarId', 'alcCode', 'marksOnBalance', 'marksWrittenOff'])
  expect(Object.values(one.marksOnBalance)[0]).toEqual({ dateTo: '2500-01-01T00:00:00' })
})

test('of an organization, and of a restaurant', async () => {
  expect(sizes(await list('fsRarId=030000700002'))).toEqual([['3', 3, 1]])
  expect(sizes(await list('fsRarId=030000700001&fsRarId=030000700002'))).toHaveLength(3)
  expect(sizes(await list('fsRarId=0'))).toEqual([])
  const other = await openBackOffice(server, { prefix: '/rms/2/resto' })
  expect(sizes(await list('', other))).toEqual([['3', 3, 1]])
})

test('after a revision what changed since; a deletion brings everything', async () => {
  const { revision } = await list()
  expect(await list(`revisionFrom=${revision}`)).toEqual({ revision, fullUpdate: false, marksByBRegId: {} })
  const { app } = server.node
  const tenantId = server.chain.tenant.id
  const marks = (await app.catalog(tenantId)).all('exciseMark').filter(({ body }) => body.bRegId === first)
  const standing = marks.find(({ body }) => !body.isWrittenOff)
  if (!standing) throw new Error('no bottle stands')
  const opened = { ...standing, body: { ...standing.body, isWrittenOff: true } }
  await saveBooks(app, tenantId, [opened], 'test')
  const changed = await list(`revisionFrom=${revision}`)
  expect([changed.fullUpdate, sizes(changed)]).toEqual([false, [['1', 3, 3]]])
  await saveBooks(app, tenantId, [{ ...opened, isDeleted: true }], 'test')
  const gone = await list(`revisionFrom=${changed.revision}`)
  expect([gone.fullUpdate, sizes(gone)[0]]).toEqual([true, ['1', 3, 2]])
})

test('a revision that is none is refused', async () => {
  const answer = await office.get('/v2/reports/egais/marks/list?revisionFrom=x')
  expect([answer.status, answer.text]).toEqual([400, `Wrong value of 'revisionFrom': For input string: "x"`])
})
