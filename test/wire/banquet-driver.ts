/** What a till does with banquets and their money, for the tests of both (ADR 12, 27, 43). */
import { expect } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { productByCode } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'
import type { Json } from './cloud-deliveries-driver.ts'
import { waiterOf } from './hall-driver.ts'

export const tillApi = '/till/pokrovka/api'
export const paymentType = (key: string): string => demoId('paymentType', key)

/** Friday noon at a till whose shift is open. */
export async function banquetsOf(server: TestServer) {
  server.clock.setSpeed(0)
  server.clock.jumpTo(Date.parse('2027-03-12T12:00:00+03:00'))
  const till = await waiterOf(server)
  const token: string = (await server.post(`${tillApi}/login`, { pin: '1111' }, null)).json.token
  if ((await till.board()).shift === null) await till.does({ kind: 'shift.open' })
  let lastTable = 0

  const reserve = async (id: string): Promise<Json> => {
    await server.settle()
    return (await till.board()).reserves.find((one: Json) => one.id === id)
  }
  /** Ten bowls of borscht for 4200, on a table of their own. */
  async function ordered(): Promise<string> {
    const orderId = crypto.randomUUID()
    lastTable += 1
    await till.does({
      ...{ kind: 'reserve.place', orderId, isBanquet: true, guests: 10, comment: null, shouldRemind: false },
      ...{ tableIds: [demoId('table', `main/${lastTable}`)], durationInMinutes: 180 },
      ...{ startsAt: server.clock.now() + 60_000, guest: { phone: '9005550382', name: 'Юбиляр' } },
    })
    const items = [{ productId: productByCode(server.chain, '10101'), amount: 10 }]
    await till.does({ kind: 'reserve.addItems', orderId, items })
    return orderId
  }
  return {
    ...{ till, token, reserve, ordered },
    /** The same, and the guests have come. */
    async begun(): Promise<string> {
      const orderId = await ordered()
      await till.does({ kind: 'reserve.guestsCame', orderId })
      return orderId
    },
    terminal: (steps: Json[]) => server.post('/__/till/pokrovka/terminal', { steps }, null),
    charged: async (): Promise<number[]> =>
      (await server.get('/__/till/pokrovka/terminal', null)).json.charged.map(({ sum }: Json) => sum),
    report: async (): Promise<Json> => (await server.get(`${tillApi}/shift/report`, token)).json.report,
    bankIsDone: (id: string) =>
      expect.poll(async () => (await reserve(id)).banquet.bankPayment, { timeout: 5000 }).toBeNull(),
  }
}
export type Banquets = Awaited<ReturnType<typeof banquetsOf>>
