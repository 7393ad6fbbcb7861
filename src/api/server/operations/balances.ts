import type { BookItem } from '../../../domain/reference/books.ts'
import { printBillionths } from '../../../domain/stock/amounts.ts'
import { fromLocal } from '../../../kernel/local-time.ts'
import { printMoment, readMoment } from '../olap/read-moment.ts'
import type { Call, Handlers } from '../operation.ts'
import { restaurantsOf, setOf } from './scope.ts'

type Asked = Pick<Call, 'caller'> & { query: { timestamp: string; department?: string[] | undefined } }

/** Restaurants that are asked for, each with the moment by its own clock; what counts at that very moment is in. */
function momentsOf({ caller, query }: Asked): { restaurant: BookItem<'organization'>; at: number }[] {
  const moment = printMoment(readMoment(query.timestamp))
  const departments = setOf(query.department)
  return restaurantsOf(caller)
    .filter(({ id }) => departments?.has(id) ?? true)
    .map((restaurant) => ({ restaurant, at: fromLocal(moment, restaurant.body.timeZone) ?? 0 }))
}

/** Balances at a moment, summed from the ledger (server-api §20); what is zero is left out. */
export const balanceHandlers: Handlers = {
  'GET /v2/reports/balance/stores': async ({ app, caller, query }) => {
    const [stores, products] = [setOf(query.store), setOf(query.product)]
    const found = await Promise.all(
      momentsOf({ caller, query }).map(({ restaurant, at }) =>
        app.storage.now.reports.stockAt({ tenantId: caller.tenantId, organizationId: restaurant.id, at }),
      ),
    )
    return found
      .flat()
      .filter(
        ({ storeId, productId }) => (stores?.has(storeId) ?? true) && (products?.has(productId) ?? true),
      )
      .map(({ storeId, productId, amount, cost }) => ({
        store: storeId,
        product: productId,
        amount: Number(printBillionths(amount)),
        sum: Number(printBillionths(cost)),
      }))
  },

  'GET /v2/reports/balance/counteragents': async ({ app, caller, query }) => {
    const [accounts, counteragents] = [setOf(query.account), setOf(query.counteragent)]
    const found = await Promise.all(
      momentsOf({ caller, query }).map(async ({ restaurant, at }) => {
        const asked = { tenantId: caller.tenantId, organizationId: restaurant.id, at }
        const balances = await app.storage.now.reports.accountsAt(asked)
        return balances.map((balance) => ({ ...balance, department: restaurant.id }))
      }),
    )
    return found
      .flat()
      .filter(({ accountId, counteragentId }) => {
        if (accounts && !accounts.has(accountId)) return false
        return counteragents === null || (counteragentId !== null && counteragents.has(counteragentId))
      })
      .map(({ accountId, counteragentId, department, sum }) => ({
        account: accountId,
        counteragent: counteragentId,
        department,
        sum: Number(printBillionths(sum)),
      }))
  },
}
