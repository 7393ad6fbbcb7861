/** Closed orders, which may be returned (front-api §2.6.2, §8.2). */
import { type Receipt, readReceipts } from '../../till/receipts.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { deliveryOf } from '../model/deliveries.ts'
import { orderOfBanquet, orderOfTable } from '../model/make-order.ts'
import type { Order } from '../model/orders.ts'
import type { TillPlace } from '../model/till-place.ts'
import { type Asking, operation } from './define.ts'

/** As far back as the till looks for receipts, the latest first. */
async function pastOrders({ door, place, args }: Asking): Promise<Order[]> {
  const from = args.optionalInstant('minCloseTime')
  const to = args.optionalInstant('maxCloseTime')
  const receipts = await readReceipts(door.app, door.till, true)
  return receipts
    .filter(
      ({ order: { whenClosed, isGoodsReturn } }) =>
        !isGoodsReturn &&
        whenClosed !== null &&
        whenClosed >= (from ?? 0) &&
        whenClosed <= (to ?? whenClosed),
    )
    .flatMap((receipt) => orderOf(place, receipt) ?? [])
}

function orderOf(place: TillPlace, receipt: Receipt): Order | null {
  switch (receipt.kind) {
    case 'tableOrder':
      return orderOfTable(place, receipt.order)
    case 'delivery':
      return deliveryOf(place, receipt.order, null)
    case 'reserve':
      return orderOfBanquet(place, receipt.reserve)
  }
}

const numbered = async (asking: Asking): Promise<Order[]> => {
  const number = asking.args.optionalWhole('orderNumber', 0, 1e9)
  const isEnd = asking.args.flag('isEndOfOrderNumber')
  const fits = (order: Order): boolean =>
    isEnd ? String(order.number).endsWith(String(number)) : order.number === number
  return (await pastOrders(asking)).filter((order) => number === null || fits(order))
}

const bySum = async (asking: Asking): Promise<Order[]> => {
  const { args, place } = asking
  const [min, max] = [args.money('minPaymentSum', place.scale), args.money('maxPaymentSum', place.scale)]
  const unit = 10 ** place.scale
  return (await pastOrders(asking)).filter(({ payments }) =>
    payments.some(({ sum }) => sum >= Number(min) / unit && sum <= Number(max) / unit),
  )
}

const byExternalNumber = async (asking: Asking): Promise<Order[]> => {
  const wanted = asking.args.text('externalNumber', 50)
  const isPart = asking.args.flag('isPartOfExternalNumber')
  return (await pastOrders(asking)).filter(({ externalNumber }) =>
    isPart ? externalNumber?.includes(wanted) : externalNumber === wanted,
  )
}

export const pastOrderOperations: readonly FrontOperation[] = [
  operation('getPastOrders', 'orders:read', numbered),
  operation('getPastOrdersBySum', 'orders:read', bySum),
  operation('getPastOrdersByExternalNumber', 'orders:read', byExternalNumber),
  operation('getPastOrder', 'orders:read', async (asking) => {
    const id = asking.args.id('orderId')
    const order = (await pastOrders(asking)).find((one) => one.id === id)
    if (!order) throw notFound('PastOrder', id)
    return order
  }),
]
