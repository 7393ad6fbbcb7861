import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { App } from '../../src/app/ports.ts'
import { expectValid, foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { aPickup, demoLogin, placeThroughCloud } from '../support/orders.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

const statusPath = '/api/1/commands/status'
const noticePath = '/api/1/notifications/send'

let server: TestServer
let app: App
let organizationId: string
beforeAll(async () => {
  server = await startServer()
  app = server.node.app
  organizationId = named(server.chain, 'organization', 'Покровке').id
})
beforeEach(() => server.clock.reset())
afterAll(() => server.close())

const place = async (): Promise<{ orderId: string; correlationId: string }> => {
  const { terminalGroupId } = server.till('pokrovka')
  const request = aPickup(app, server.chain, { organizationId, terminalGroupId })
  const orderId = await placeThroughCloud(app, await demoLogin(app, server.chain), request)
  return { orderId, correlationId: request.correlationId }
}

const notice = (orderId: string, additionalInfo = 'Гость просит позвонить') => ({
  messageType: 'order_attention',
  organizationId,
  orderSource: 'site',
  orderId,
  additionalInfo,
})

describe(statusPath, () => {
  test('a command waits for its till, then is done', async () => {
    const till = server.till('pokrovka')
    await till.unplug()
    const { correlationId } = await place()
    expect(await good(server, statusPath, { organizationId, correlationId })).toEqual({ state: 'InProgress' })
    till.plug()
    const upper = correlationId.toUpperCase()
    await expect
      .poll(() => good(server, statusPath, { organizationId, correlationId: upper }), { timeout: 10_000 })
      .toEqual({ state: 'Success' })
  })

  test('what the till refused says why, in both languages and by code', async () => {
    const { terminalGroupId } = server.till('pokrovka')
    const request = aPickup(app, server.chain, { organizationId, terminalGroupId })
    const [item] = request.order.items
    if (item?.kind !== 'Product') throw new Error('the pickup has another item')
    item.productId = foreignId
    await placeThroughCloud(app, await demoLogin(app, server.chain), request)
    await server.settle()
    expect(await good(server, statusPath, { organizationId, correlationId: request.correlationId })).toEqual({
      state: 'Error',
      exception: {
        code: 'ProductNotFound',
        message: `Entity not found: id=${foreignId}, type=IProduct`,
        description: `Блюдо ${foreignId} не найдено`,
        additionalData: { id: foreignId },
      },
      errorReason: 'item.product-unknown',
    })
  })

  test('[Appendix F 41] another organization, an unknown id, and 30 minutes after the end: 410', async () => {
    const { correlationId } = await place()
    await server.settle()
    const other = named(server.chain, 'organization', 'Баумана').id
    const gone = async (body: unknown) => {
      const answer = await refused(server, statusPath, body, { status: 410, text: 'Command not found' })
      expect(answer.json.error).toBe('PASSED_COMMAND_NOT_FOUND')
    }
    await gone({ organizationId: other, correlationId })
    await gone({ organizationId, correlationId: foreignId })
    server.clock.advance(29 * 60_000)
    expect(await good(server, statusPath, { organizationId, correlationId })).toEqual({ state: 'Success' })
    server.clock.advance(61_000)
    await gone({ organizationId, correlationId })
  })

  test('malformed, foreign and unauthorised requests', async () => {
    await refused(server, statusPath, { organizationId }, { status: 400, text: "'correlationId'" })
    const nobody = { organizationId, correlationId: 'x' }
    await refused(server, statusPath, nobody, { status: 400, text: "Path 'correlationId'" })
    const body = { organizationId: foreignId, correlationId: foreignId }
    await refused(server, statusPath, body, { status: 403 })
    await refused(server, statusPath, body, { status: 401, token: null })
  })
})

describe(noticePath, () => {
  test('brings a notice to the till of the order', async () => {
    const { orderId } = await place()
    await server.settle()
    const { correlationId } = await good(server, noticePath, notice(orderId))
    await server.settle()
    expect(await good(server, statusPath, { organizationId, correlationId })).toEqual({ state: 'Success' })
    const entries = await app.storage.now.journal.ofCorrelation(server.chain.tenant.id, correlationId)
    expect(entries.map(({ kind }) => kind)).toContain('till.notice')
  })

  test('refuses an order that nobody knows', async () => {
    const answer = await refused(server, noticePath, notice(foreignId), { status: 400, text: 'is not found' })
    expect(answer.json.error).toBe('OrderNotFound')
  })

  test('malformed, foreign and unauthorised requests', async () => {
    const { additionalInfo: _, ...without } = notice(foreignId)
    await refused(server, noticePath, without, { status: 400, text: "'additionalInfo'" })
    await refused(
      server,
      noticePath,
      { ...without, messageType: 'cat' },
      { status: 400, text: 'messageType' },
    )
    await refused(server, noticePath, { ...notice(foreignId), organizationId: foreignId }, { status: 403 })
    const answer = await server.post(noticePath, notice(foreignId), null)
    expect(answer.status).toBe(401)
    expectValid(noticePath, answer)
  })
})
