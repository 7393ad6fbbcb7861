import { expect, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { startServer } from '../support/start-server.ts'

test('an answer 500 is logged once, with correlation id and address, and without any secret of the request', async () => {
  const engine = await testDatabase()
  const server = await startServer({ engine, expectError: ({ url }) => url?.startsWith('/api/1/deliveries') })
  const [organization] = server.credentials.organizations
  const token = await server.token()
  await engine.pool.query('alter table cloud_order rename to hidden_order')
  const body = { organizationIds: [organization?.id], phone: '+79005550133' }
  const path = '/api/1/deliveries/by_delivery_date_and_phone?access_token=s3cret&phone=79005550144'
  const answer = await server.post(path, body, token)
  expect(answer.status).toBe(500)

  const lines = server.logged.filter(({ level }) => level === 'error')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    correlationId: answer.json.correlationId,
    method: 'POST',
    url: '/api/1/deliveries/by_delivery_date_and_phone?access_token=***&phone=***',
    err: { message: expect.stringContaining('cloud_order') },
  })
  const text = JSON.stringify(lines)
  for (const secret of [token, 's3cret', '9005550133', '9005550144']) expect(text).not.toContain(secret)
  await engine.pool.query('alter table hidden_order rename to cloud_order')
  await server.close()
})
