import { createHash } from 'node:crypto'
import { EntityNotFoundError, PaymentActionFailedError, type PluginContext } from '@trapeza/plugin'
import type { KioskOrder } from './read-order.ts'

/** Where an order came from, as the till's reports show it. */
const origin = 'kiosk'

export type Taken = { id: string; number: number; sum: number }
type Order = {
  id: string
  number: number
  status: string
  resultSum: number
  originName: string | null
  isBankAsked: boolean
}
type PaymentType = {
  id: string
  name: string
  kind: string
  isEnabled: boolean
  canBeExternalProcessed: boolean
}

/**
 * An order of quick service, in one edit session: all of it or nothing. The till prices it, and refuses dishes that are out
 * and modifiers out of their limits. An order that is sent twice is the same session, so the till takes it once.
 */
export async function takeOrder({ operations }: PluginContext, { id, items }: KioskOrder): Promise<Taken> {
  const order = { stub: id }
  await operations.submitChanges({
    session: derived(id, 'session'),
    actions: [
      { name: 'createOrder', args: { id } },
      { name: 'changeOrderOriginName', args: { order, originName: origin } },
      ...items.flatMap((item) => [
        {
          name: 'addOrderProductItem',
          args: { id: item.id, order, product: item.productId, size: item.sizeId, amount: item.amount },
        },
        ...item.modifiers.map(({ productId, groupId, amount }) => ({
          name: 'addOrderModifierItem',
          args: {
            ...{ order, productItem: { stub: item.id }, modifier: productId },
            ...{ parentGroup: groupId, amount },
          },
        })),
      ]),
    ],
  })
  const { number, resultSum } = await ownOrder(operations, id)
  return { id, number, sum: resultSum }
}

/**
 * Asks the till to charge the card: its bank terminal, or whatever moves the money of this payment type. Resolves when the
 * order is closed; its tickets are with the kitchen then. `attempt` is one press of the button: sent twice it charges once.
 * Rejects with PaymentActionFailedError: nothing was charged, or its refusal says that nobody can tell.
 */
export async function payOrder(ctx: PluginContext, id: string, attempt: string): Promise<void> {
  const { operations } = ctx
  const { status, resultSum, isBankAsked } = await ownOrder(operations, id)
  if (status === 'Closed') return
  const payment = {
    name: 'addPaymentItem',
    args: {
      ...{ id: derived(attempt, 'payment'), order: id, paymentSum: resultSum },
      paymentType: (await cardOf(ctx)).id,
    },
  }
  await operations.submitChanges({
    session: derived(attempt, isBankAsked ? 'wait' : 'session'),
    // While the terminal is asked nothing is added: the till waits on for its answer.
    actions: [...(isBankAsked ? [] : [payment]), { name: 'payOrder', args: { order: id } }],
  })
}

/** The guest went away, or the card was refused. */
export async function leaveOrder({ operations }: PluginContext, id: string): Promise<void> {
  if ((await ownOrder(operations, id)).status !== 'Deleted') await operations.deleteOrder({ order: id })
}

/** The way of paying that the settings name (`"paymentType": "name"`), else the first one by card. */
async function cardOf({ operations, config }: PluginContext): Promise<PaymentType> {
  const types = ((await operations.getPaymentTypes()) as PaymentType[]).filter(({ isEnabled }) => isEnabled)
  const { paymentType } = config.settings
  const found =
    typeof paymentType === 'string'
      ? types.find(({ name }) => name === paymentType)
      : types.find(({ kind, canBeExternalProcessed }) => kind === 'Card' && !canBeExternalProcessed)
  if (!found) throw new PaymentActionFailedError('Касса не принимает карты / The till takes no cards')
  return found
}

/** An order of a kiosk; those of waiters are none of its business. */
async function ownOrder(operations: PluginContext['operations'], id: string): Promise<Order> {
  const order = (await operations.getOrderById({ id })) as Order
  if (order.originName !== origin)
    throw new EntityNotFoundError('no order of a kiosk', { data: { entityId: id } })
  return order
}

/** An id that follows from another one. */
function derived(id: string, what: string): string {
  const hex = createHash('sha256').update(`${what} ${id}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
