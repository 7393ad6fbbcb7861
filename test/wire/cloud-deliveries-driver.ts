import { expect } from 'vitest'
import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import type { Answer, TestServer } from '../support/start-server.ts'

export type Json = any // any: bodies of clients and answers, looked into by name

/** Friday 2027-03-12 12:00 in Moscow: every kitchen of the demo chain works. */
export const noon = Date.UTC(2027, 2, 12, 9)
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

const validators = createValidators()

/** What an integrator does with deliveries of one terminal group; every answer is held against the document. */
export function deliveriesOf(server: TestServer, tillCode: string) {
  const { organizationId, terminalGroupId } = server.till(tillCode)
  const place = { organizationId, terminalGroupId }

  async function post(path: string, body: Json, token?: string | null): Promise<Answer> {
    const answer = await server.post(`/api/1/${path}`, body, token)
    const problems = validators.answer(`/api/1/${path}` as CloudPath, answer.status, answer.json)
    expect(problems, `${path}: ${answer.text}`).toEqual([])
    return answer
  }

  const anItem = (code: string, price: number, more: Json = {}): Json => ({
    type: 'Product',
    productId: productByCode(server.chain, code),
    amount: 1,
    price,
    ...more,
  })

  /** A courier order of two bowls of borscht to a known street. */
  const anOrder = (order: Json = {}, more: Json = {}): Json => ({
    ...place,
    order: {
      phone: '+79005550301',
      orderServiceType: 'DeliveryByCourier',
      customer: { type: 'regular', name: 'Anna' },
      deliveryPoint: {
        address: { type: 'legacy', street: { name: 'Покровка', city: 'Москва' }, house: '17' },
      },
      items: [anItem('10101', 420, { amount: 2 })],
      ...order,
    },
    ...more,
  })

  const aPickup = (order: Json = {}, more: Json = {}): Json =>
    anOrder({ orderServiceType: 'DeliveryByClient', deliveryPoint: null, ...order }, more)

  const create = (body: Json, token?: string | null): Promise<Answer> =>
    post('deliveries/create', body, token)

  async function byId(id: string, more: Json = {}, token?: string | null): Promise<Json> {
    const answer = await post('deliveries/by_id', { organizationId, orderIds: [id], ...more }, token)
    expect(answer.status, answer.text).toBe(200)
    return answer.json.orders[0]
  }

  /** Creates and waits for the till: what `by_id` shows then. */
  async function outcome(body: Json): Promise<Json> {
    const answer = await create(body)
    expect(answer.status, answer.text).toBe(200)
    await server.settle()
    return byId(answer.json.orderInfo.id)
  }

  /** An order that the till took. */
  async function placed(body: Json): Promise<Json> {
    const info = await outcome(body)
    expect(info.creationStatus, JSON.stringify(info.errorInfo)).toBe('Success')
    return info
  }

  async function commandStatus(correlationId: string): Promise<Json> {
    return (await post('commands/status', { organizationId, correlationId })).json
  }

  /** Sends a change, waits for the till and tells how it ended. */
  async function change(operation: string, orderId: string, body: Json = {}): Promise<Json> {
    const answer = await post(`deliveries/${operation}`, { organizationId, orderId, ...body })
    expect(answer.status, answer.text).toBe(200)
    await server.settle()
    return commandStatus(answer.json.correlationId)
  }

  /** A change that the till does; gives the order as it is then. */
  async function done(operation: string, orderId: string, body: Json = {}): Promise<Json> {
    const status = await change(operation, orderId, body)
    expect(status, operation).toEqual({ state: 'Success' })
    return (await byId(orderId, { returnExternalDataKeys: ['a', 'b'] })).order
  }

  /** A change that the till refuses; gives the reason as `commands/status` has it. */
  async function refused(operation: string, orderId: string, body: Json = {}): Promise<Json> {
    const status = await change(operation, orderId, body)
    expect(status.state, operation).toBe('Error')
    return status.exception
  }

  /** What a person at the till does. */
  async function atTill(command: Json): Promise<void> {
    const { refusal } = await server.till(tillCode).run(command)
    expect(refusal, command.kind).toBeNull()
    await server.settle()
  }

  return {
    ...place,
    place,
    post,
    anItem,
    anOrder,
    aPickup,
    create,
    byId,
    outcome,
    placed,
    change,
    done,
    refused,
    atTill,
    commandStatus,
  }
}

export type Deliveries = ReturnType<typeof deliveriesOf>

export const employeeId = (pin: string): string => demoId('employee', pin)
export const paymentTypeId = (key: string): string => demoId('paymentType', key)
export const orderTypeId = (key: string): string => demoId('orderType', key)
export const discountTypeId = (key: string): string => demoId('discountType', key)
