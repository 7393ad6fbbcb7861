import { afterAll, beforeAll } from 'vitest'
import { type BackOffice, digestOf, fetched, openBackOffice } from '../support/back-office.ts'
import { corporationSamples as samples } from '../support/server-samples/corporation.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { holdAgainstSamples } from './server-published-driver.ts'

let server: TestServer
let chain: BackOffice
let restaurant: BackOffice
beforeAll(async () => {
  server = await startServer()
  chain = await openBackOffice(server)
  restaurant = await openBackOffice(server, { prefix: '/rms/1/resto' })
})
afterAll(() => server.close())

const department = (): string =>
  server.chain.items.find((item) => item.book === 'organization' && item.body.code === '1')?.id ?? ''
const token = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Logs in by another session, as the published examples do, and answers what was answered. */
const api = () => `${server.baseUrl}/resto/api`
const form = (members: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(members) })
const who = () => ({
  login: server.credentials.server.login,
  pass: digestOf(server.credentials.server.password),
})
const enter = () => fetched(`${api()}/auth?${new URLSearchParams(who())}`)

holdAgainstSamples({
  'GET /auth': { sample: token, ask: enter },
  'POST /auth': { sample: token, ask: () => fetched(`${api()}/auth`, form(who())) },
  'GET /logout': { sample: token, ask: async () => fetched(`${api()}/logout?key=${(await enter()).text}`) },
  'POST /logout': {
    sample: token,
    ask: async () => fetched(`${api()}/logout`, form({ key: (await enter()).text })),
  },

  'GET /corporation/departments': {
    sample: samples.departments,
    ask: () => chain.get('/corporation/departments'),
  },
  'GET /corporation/departments/search': {
    sample: samples.departments,
    ask: () => chain.get('/corporation/departments/search?code=1'),
  },
  'GET /corporation/stores': { sample: samples.stores, ask: () => chain.get('/corporation/stores') },
  'GET /corporation/stores/search': {
    sample: samples.stores,
    ask: () => chain.get('/corporation/stores/search?code=1'),
  },
  'GET /corporation/groups': { sample: samples.groups, ask: () => restaurant.get('/corporation/groups') },
  'GET /corporation/groups/search': {
    sample: samples.groups,
    ask: () => restaurant.get(`/corporation/groups/search?departmentId=${department()}`),
  },
  'GET /corporation/terminals': {
    sample: samples.terminals,
    ask: () => chain.get('/corporation/terminals'),
  },
  'GET /corporation/terminals/search': {
    sample: samples.terminals,
    ask: () => chain.get('/corporation/terminals/search?anonymous=false'),
  },
  'GET /corporation/terminal/search': {
    sample: samples.terminals,
    ask: () => chain.get('/corporation/terminal/search?anonymous=false'),
  },
  'GET /v2/corporation/settings': {
    sample: samples.settings,
    ask: () => chain.get('/v2/corporation/settings'),
  },

  'GET /replication/serverType': {
    sample: samples.serverType,
    ask: () => chain.get('/replication/serverType'),
  },
  'GET /replication/statuses': {
    sample: samples.replicationStatuses,
    ask: () => chain.get('/replication/statuses'),
  },
  'GET /replication/byDepartmentId/{departmentId}/status': {
    sample: samples.replicationStatus,
    ask: () => chain.get(`/replication/byDepartmentId/${department()}/status`),
  },

  'GET /v2/entities/list': {
    sample: samples.entities,
    ask: () =>
      chain.get(
        '/v2/entities/list?rootType=PaymentType&rootType=TaxCategory&rootType=OrderType&rootType=ProductSize',
      ),
  },
  'GET /v2/entities/{entityType}/ids': {
    sample: samples.ids,
    ask: () => chain.get('/v2/entities/PaymentType/ids'),
  },
  'GET /v2/entities/accounts/list': {
    sample: samples.accounts,
    ask: () => chain.get('/v2/entities/accounts/list'),
  },
})
