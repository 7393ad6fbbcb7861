import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectValid, good } from '../support/cloud-answers.ts'
import { type Body, kinds, organizationId, pathOf, samples, store, type Verb } from '../support/documents.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

// Appendix F of the cloud reference: documents of the back office.

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

test.each(kinds)('F.39: %s goes from NEW to PROCESSED, back and away; 405 out of order', async (kind) => {
  const created = await server.post(pathOf(kind, 'create'), samples[kind].body())
  expect(created.status, created.text).toBe(201)
  const one = { organizationId, documentId: created.json.documentId }
  const status = async (): Promise<string> => (await good(server, pathOf(kind, 'get'), one)).status
  const outOfOrder = async (...verbs: Verb[]): Promise<void> => {
    const before = await status()
    for (const verb of verbs) {
      const answer = await server.post(pathOf(kind, verb), one)
      expect([verb, answer.status]).toEqual([verb, 405])
      expectValid(pathOf(kind, verb), answer)
    }
    expect(await status()).toBe(before)
  }
  expect(await status()).toBe('NEW')
  await outOfOrder('unpost')
  await good(server, pathOf(kind, 'post'), one)
  expect(await status()).toBe('PROCESSED')
  await outOfOrder('post', 'cancel')
  await good(server, pathOf(kind, 'unpost'), one)
  expect(await status()).toBe('NEW')
  await good(server, pathOf(kind, 'cancel'), one)
  // Cancelled is shown as deleted (cloud-api §10.1).
  expect(await status()).toBe('DELETED')
  await outOfOrder('post', 'unpost', 'cancel')
})

test('F.39: percents of 99.9 together, and a transfer to where it comes from, are refused', async () => {
  const whole = samples.disassemble.body()
  const items = whole['items'].map((item: Body, index: number) => ({
    ...item,
    mainProductAmountPercent: index === 0 ? 66.4 : 33.5,
  }))
  const percents = await server.post(pathOf('disassemble', 'create'), { ...whole, items })
  expect(percents.status).toBe(400)
  expect(percents.json.message).toContain('exactly 100, not 99.9')
  const nowhere = { ...samples.internalTransfer.body(), storeTo: store('main') }
  const moved = await server.post(pathOf('internalTransfer', 'create'), nowhere)
  expect(moved.status).toBe(400)
  expect(moved.json.message).toContain('storeTo')
})
