import type { OrganizationSettingsParameters } from '../../src/api/cloud/generated/types.ts'
import { readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { named } from '../support/cloud-answers.ts'
import type { TestServer } from '../support/start-server.ts'
import { noon } from './cloud-deliveries-driver.ts'
import { holdAgainstSamples } from './published-driver.ts'

// Level 3 of the parity ledger for what is asked before anything is sold: tokens, restaurants, tills, dictionaries.

const everyParameter = readDefinitions('request')['OrganizationSettingsParameters']
  ?.enum as OrganizationSettingsParameters[]

async function dictionaries(server: TestServer): Promise<void> {
  const { organizationId } = server.till('pokrovka')
  const organizationIds = server.chain.apiKeys[0]?.organizationIds
  const street = named(server.chain, 'street', 'Покровка')
  const { classifierId } = street.body
  const cityId = demoId('city', 'moscow')
  const ask = (path: string, body: object) => server.post(`/api/1/${path}`, body)
  for (const path of ['regions', 'cancel_causes', 'discounts', 'payment_types', 'removal_types'])
    await ask(path, { organizationIds })
  await ask('deliveries/order_types', { organizationIds })
  await ask('marketing_sources', { organizationIds })
  await ask('tips_types', {})
  await ask('cities', { organizationIds, includeDeleted: true })
  await ask('streets/by_city', { organizationId, cityId, includeDeleted: true })
  await ask('streets/by_id', { organizationId, ids: [street.id], classifierIds: [classifierId] })
}

async function restaurants(server: TestServer): Promise<void> {
  const organizationIds = server.chain.apiKeys[0]?.organizationIds
  const shown = { organizationIds, includeDisabled: true, returnExternalData: ['siteUrl', 'region'] }
  await server.get('/api/1/organizations')
  for (const path of ['/api/1/organizations', '/api/1/reserve/available_organizations'])
    for (const returnAdditionalInfo of [true, false])
      await server.post(path, { ...shown, returnAdditionalInfo })
  await server.post('/api/1/organizations/settings', { ...shown, parameters: everyParameter })
}

async function tills(server: TestServer): Promise<void> {
  const { organizationId, terminalGroupId, tenantId } = server.till('pokrovka')
  const organizationIds = server.chain.apiKeys[0]?.organizationIds
  const { liveness } = server.node.storage.now
  const sleeping = server.till('baumana')
  await liveness.setAsleep(tenantId, sleeping.organizationId, sleeping.terminalGroupId, true)
  const shown = { organizationIds, includeDisabled: true, returnExternalData: ['floor'] }
  await server.post('/api/1/terminal_groups', shown)
  await server.post('/api/1/reserve/available_terminal_groups', shown)
  const asked = { organizationId, organizationIds, terminalGroupIds: [terminalGroupId] }
  await server.post('/api/1/terminal_groups/is_alive', asked)
  const off = demoId('terminalGroup', 'veranda')
  await server.post('/api/1/terminal_groups/awake', {
    organizationIds,
    terminalGroupIds: [terminalGroupId, off],
  })
  const plan = { terminalGroupIds: [terminalGroupId], returnSchema: true, revision: 0 }
  await server.post('/api/1/reserve/available_restaurant_sections', plan)
}

async function tokens(server: TestServer): Promise<void> {
  const { apiLogin, appId, clientSecret } = server.credentials.cloud
  await server.post('/api/1/access_token', { apiLogin }, null)
  await server.post('/api/v2/access_token', { apiKey: apiLogin, appId, clientSecret }, null)
}

holdAgainstSamples(
  [
    '/api/1/access_token',
    '/api/v2/access_token',
    'GET /api/1/organizations',
    '/api/1/organizations',
    '/api/1/organizations/settings',
    '/api/1/reserve/available_organizations',
    '/api/1/terminal_groups',
    '/api/1/terminal_groups/is_alive',
    '/api/1/terminal_groups/awake',
    '/api/1/reserve/available_terminal_groups',
    '/api/1/reserve/available_restaurant_sections',
    '/api/1/regions',
    '/api/1/cities',
    '/api/1/streets/by_city',
    '/api/1/streets/by_id',
    '/api/1/cancel_causes',
    '/api/1/deliveries/order_types',
    '/api/1/discounts',
    '/api/1/payment_types',
    '/api/1/removal_types',
    '/api/1/tips_types',
    '/api/1/marketing_sources',
  ],
  async (server) => {
    server.clock.jumpTo(noon)
    await tokens(server)
    await restaurants(server)
    await tills(server)
    await dictionaries(server)
  },
)
