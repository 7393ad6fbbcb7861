import { expect } from 'vitest'
import type { PlaceTableOrder } from '../../src/domain/orders/tables/commands.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import type { Answer, TestServer } from '../support/start-server.ts'
import { deliveriesOf, type Json, paymentTypeId } from './cloud-deliveries-driver.ts'

export const tableId = (key: string): string => demoId('table', key)

export const cash = (sum: number): Json => ({
  paymentTypeKind: 'Cash',
  paymentTypeId: paymentTypeId('cash'),
  sum,
})
export const cardOnline = (sum: number): Json => ({
  paymentTypeKind: 'Card',
  paymentTypeId: paymentTypeId('cardOnline'),
  sum,
  isProcessedExternally: true,
})

/** What an integrator does with tables of one terminal group; every answer is held against the document. */
export function tablesOf(server: TestServer, tillCode: string) {
  const shop = deliveriesOf(server, tillCode)
  const { organizationId, terminalGroupId, post, anItem } = shop

  /** Two bowls of borscht on the third table of the main hall. */
  const anOrder = (order: Json = {}, more: Json = {}): Json => ({
    organizationId,
    terminalGroupId,
    order: { tableIds: [tableId('main/3')], items: [anItem('10101', 420, { amount: 2 })], ...order },
    ...more,
  })

  async function byId(id: string, more: Json = {}): Promise<Json> {
    const answer = await post('order/by_id', { organizationIds: [organizationId], orderIds: [id], ...more })
    expect(answer.status, answer.text).toBe(200)
    return answer.json.orders[0]
  }

  async function byTable(tableIds: string[], more: Json = {}): Promise<Json[]> {
    const answer = await post('order/by_table', { organizationIds: [organizationId], tableIds, ...more })
    expect(answer.status, answer.text).toBe(200)
    return answer.json.orders
  }

  const create = (body: Json, token?: string | null): Promise<Answer> => post('order/create', body, token)

  /** Creates and waits for the till: what `by_id` shows then. */
  async function outcome(body: Json): Promise<Json> {
    const answer = await create(body)
    expect(answer.status, answer.text).toBe(200)
    await server.settle()
    return byId(answer.json.orderInfo.id)
  }

  async function placed(body: Json): Promise<Json> {
    const info = await outcome(body)
    expect(info.creationStatus, JSON.stringify(info.errorInfo)).toBe('Success')
    return info
  }

  async function send(operation: string, body: Json): Promise<Json> {
    const answer = await post(`order/${operation}`, { organizationId, ...body })
    expect(answer.status, answer.text).toBe(200)
    await server.settle()
    return shop.commandStatus(answer.json.correlationId)
  }

  /** A change that the till does; gives the order as it is then. */
  async function done(operation: string, orderId: string, body: Json = {}): Promise<Json> {
    expect(await send(operation, { orderId, ...body }), operation).toEqual({ state: 'Success' })
    return (await byId(orderId, { returnExternalDataKeys: ['a', 'b'] })).order
  }

  /** A change that the till refuses; gives the reason as `commands/status` has it. */
  async function refused(operation: string, orderId: string, body: Json = {}): Promise<Json> {
    const status = await send(operation, { orderId, ...body })
    expect(status.state, operation).toBe('Error')
    return status.exception
  }

  /** A waiter opens an order at the till; the cloud hears of it, nobody asked for it. */
  async function openedAtTill(tables: string[], more: Partial<PlaceTableOrder> = {}): Promise<string> {
    const orderId = crypto.randomUUID()
    const product = {
      kind: 'Product' as const,
      productId: productByCode(server.chain, '10101'),
      positionId: null,
      sizeId: null,
      amount: 1000n,
      price: null,
      comment: null,
      combo: null,
      modifiers: [],
    }
    const command: PlaceTableOrder = {
      kind: 'tableOrder.place',
      orderId,
      guestId: null,
      hasCustomer: false,
      externalNumber: null,
      sourceKey: null,
      menuId: null,
      priceCategoryId: null,
      orderTypeId: null,
      items: [product],
      combos: [],
      payments: [],
      tips: [],
      discountCardTrack: null,
      discounts: [],
      loyalty: null,
      cheque: null,
      externalData: [],
      whenReceivedByApi: null,
      isExternal: false,
      contactId: null,
      tableIds: tables,
      guestCount: null,
      tabName: null,
      waiterId: null,
      servicePrint: false,
      ...more,
    }
    await shop.atTill(command)
    return orderId
  }

  return { ...shop, anOrder, byId, byTable, create, outcome, placed, send, done, refused, openedAtTill }
}

export type Tables = ReturnType<typeof tablesOf>
