import { acceptCommand } from '../../app/cloud/accept-command.ts'
import { awaitOutcome } from '../../app/cloud/await-outcome.ts'
import type { Login } from '../../app/cloud/login.ts'
import type { App, CloudOrder, CloudTableOrder } from '../../app/ports.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { describeRefusal } from '../../kernel/refusals.ts'
import { CardFault } from './faults.ts'

const patienceMs = 20_000

type Placed = { kind: 'delivery' | 'tableOrder'; order: CloudOrder | CloudTableOrder }

async function orderNamed(app: App, { key }: Login, orderId: Uuid): Promise<Placed | null> {
  const { cloudOrders, cloudTableOrders } = app.storage.now
  const { tenantId, settings } = key
  const { organizationIds } = settings
  const sourceKeys = settings.sourceKey === null ? null : [settings.sourceKey]
  const asked = { tenantId, organizationIds, sourceKeys, orderIds: [orderId], limit: 1 }
  const [delivery] = await cloudOrders.search(asked)
  if (delivery) return { kind: 'delivery', order: delivery }
  const [table] = await cloudTableOrders.search({ ...asked, changedSince: 0 })
  return table ? { kind: 'tableOrder', order: table } : null
}

/** Makes somebody the guest of an open order; the till decides it, and says no in its own words (biz-card-api §13.4). */
export async function authorizeGuest(app: App, login: Login, orderId: Uuid, guestId: Uuid): Promise<void> {
  const placed = await orderNamed(app, login, orderId)
  if (!placed) throw new CardFault(400, `Order ${orderId} is not found`, { uiMessage: 'Заказ не найден' })
  const { organizationId, terminalGroupId } = placed.order
  const correlationId = app.random.uuid()
  await acceptCommand(app, login, {
    ...{ correlationId, organizationId, terminalGroupId, idempotencyKey: null },
    command: { kind: `${placed.kind}.setGuest`, orderId, guestId, contactId: null },
  })
  const known = { tenantId: login.key.tenantId, organizationId, correlationId }
  const outcome = await awaitOutcome(app, known, patienceMs)
  if (outcome?.error)
    throw new CardFault(400, describeRefusal(outcome.error, 'en'), {
      uiMessage: describeRefusal(outcome.error, 'ru'),
    })
  if (outcome?.state !== 'Success') throw new CardFault(408, 'The till did not answer in time')
}
