import { expect } from 'vitest'
import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import { loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { outletId } from '../../src/seed/demo/outlets.ts'
import { expectValid, good } from '../support/cloud-answers.ts'
import type { Answer, TestServer } from '../support/start-server.ts'
import { paymentTypeId } from './cloud-deliveries-driver.ts'

export type Json = Answer['json']

let lastPhone = 0

/** Pays out of the wallet of the guest with this phone. */
export const byBonuses = (sum: number, phone: string): Json => ({
  paymentTypeKind: 'LoyaltyCard',
  paymentTypeId: paymentTypeId('bonuses'),
  sum,
  paymentAdditionalData: { type: 'LoyaltyCard', credential: phone, searchScope: 'Phone' },
})
export const inCash = (sum: number): Json => ({
  paymentTypeKind: 'Cash',
  paymentTypeId: paymentTypeId('cash'),
  sum,
})

/** Calls of loyalty at one restaurant of the demo chain. */
export function loyaltyOf(server: TestServer, organizationId = outletId('pokrovka')) {
  const path = (operation: string): CloudPath => `/api/1/loyalty/iiko/${operation}` as CloudPath
  const call = (operation: string, body: Json = {}): Promise<Json> =>
    good(server, path(operation), { organizationId, ...body })
  const newPhone = (): string => `+7901${String(++lastPhone).padStart(7, '0')}`
  const info = (name: Json): Promise<Json> => call('customer/info', name)
  return {
    organizationId,
    bonuses: { programId: loyaltyProgramId('bonuses'), walletId: walletId('bonuses') },
    path,
    call,
    info,
    byId: (id: string): Promise<Json> => info({ type: 'id', id }),
    /** A phone that no test and no seed has. */
    newPhone,
    /** Somebody with a phone and the 300 bonuses of the welcome. */
    async aGuest(): Promise<{ id: string; phone: string }> {
      const phone = newPhone()
      return { id: (await call('customer/create_or_update', { phone, name: 'Анна' })).id, phone }
    },
    lines: async (customerId: string): Promise<Json[]> =>
      (await call('customer/transactions/by_revision', { customerId, pageSize: 1000 })).transactions,
    async newGuest(body: Json = {}): Promise<string> {
      const phone = `+7902${String(++lastPhone).padStart(7, '0')}`
      return (await call('customer/create_or_update', { phone, ...body })).id
    },
    async balance(id: string): Promise<number> {
      const { walletBalances } = await info({ type: 'id', id })
      return walletBalances.find((one: Json) => one.id === walletId('bonuses'))?.balance
    },
    /** Expects 400 in the words of the live service. */
    async refused(operation: string, body: Json, codes: Json): Promise<Json> {
      const answer = await server.post(path(operation), { organizationId, ...body })
      expect(answer.status, answer.text).toBe(400)
      expectValid(path(operation), answer)
      expect(answer.json).toMatchObject(codes)
      return answer.json
    },
  }
}
export type Loyalty = ReturnType<typeof loyaltyOf>
