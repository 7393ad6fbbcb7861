import type { ItemInput } from '../../domain/orders/commands.ts'
import { amountsOfInputs } from '../../domain/orders/ordered-amounts.ts'
import { rejectedByStopList } from '../../domain/stop-list/stop-list-changes.ts'
import { printDecimal } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { knownStopLists } from './known-stop-lists.ts'
import type { Login } from './login.ts'

/** Refuses what the till is out of as far as the cloud knows; asked for by `checkStopList` (cloud-api §3.5). */
export async function refuseStopped(
  app: App,
  login: Login,
  asked: { organizationId: Uuid; terminalGroupId: Uuid; order: { items: readonly ItemInput[] } },
): Promise<void> {
  const lists = await knownStopLists(app, login.key.tenantId, [asked.organizationId])
  const list = lists.get(asked.terminalGroupId) ?? new Map()
  const [stopped] = rejectedByStopList(list, amountsOfInputs(asked.order.items))
  if (!stopped) return
  const catalog = await app.catalog(login.key.tenantId)
  throw refuse('item.stopped', {
    name: catalog.find('product', stopped.productId)?.body.name ?? stopped.productId,
    balance: printDecimal(stopped.balance, 3),
  })
}
