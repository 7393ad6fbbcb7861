/** The bill that goes with a courier: where to, for whom, what, and what is to be paid. */
import type { Contact, DeliveryAddress, DeliveryOrder } from '../../orders/order.ts'
import { orderTotals } from '../../orders/totals.ts'
import { br, doc, large, line, pageCut, pair, together } from '../build.ts'
import type { Content, Document } from '../document.ts'
import { dishTable, sumLines } from './dishes.ts'
import { farewell, heading } from './heading.ts'
import { clock, moment, money, namedIn, type PaperSetting, say } from './paper-setting.ts'

/** `contact` null: it was destroyed, or there is none; the paper has no name and no address then. */
export function deliveryPaper(
  setting: PaperSetting,
  order: DeliveryOrder,
  contact: Contact | null,
): Document {
  const totals = orderTotals(order)
  const isPickup = order.serviceType === 'DeliveryByClient'
  return doc([
    heading(setting, isPickup ? 'pickup' : 'delivery'),
    line(),
    large(`№ ${order.number}`),
    br,
    order.externalNumber && pair('', order.externalNumber),
    pair(say(setting, 'deliverBy'), moment(setting, order.completeBefore), { bold: true }),
    ...whomAndWhere(setting, contact),
    order.courier && pair(say(setting, 'courier'), order.courier.name),
    order.comment ? together(`${say(setting, 'comment')}: ${order.comment}`, br) : null,
    line(),
    dishTable(setting, order),
    line(),
    ...sumLines(setting, order, totals).map(([label, sum]) => pair(label, money(setting, sum))),
    pair(say(setting, 'total'), money(setting, totals.sum)),
    totals.processedPaymentsSum > 0n &&
      pair(say(setting, 'paid'), money(setting, totals.processedPaymentsSum)),
    large(pair(say(setting, 'toPay'), money(setting, totals.due), { bold: true })),
    ...order.payments
      .filter(({ isPreliminary }) => isPreliminary)
      .map(({ type, sum }) => pair(namedIn(setting, 'paymentType', type), money(setting, sum))),
    line(),
    pair(say(setting, 'printed'), clock(setting, setting.now)),
    farewell(setting),
    pageCut,
  ])
}

function whomAndWhere(setting: PaperSetting, contact: Contact | null): Content[] {
  if (!contact) return []
  const { customer, phone, deliveryPoint } = contact
  const surname = customer?.type === 'regular' ? customer.surname : null
  const name = [customer?.name, surname].filter(Boolean).join(' ')
  const address = deliveryPoint?.address ? addressText(setting, deliveryPoint.address) : ''
  const lines: [string, string][] = [
    [say(setting, 'customer'), name],
    [say(setting, 'phone'), phone],
    [say(setting, 'address'), address],
    [say(setting, 'comment'), deliveryPoint?.comment ?? ''],
  ]
  return lines.filter(([, text]) => text !== '').map(([label, text]) => together(`${label}: ${text}`, br))
}

function addressText(setting: PaperSetting, address: DeliveryAddress): string {
  const { street, line1, house, building, flat, entrance, floor, doorphone, region } = address
  const part = (word: Parameters<typeof say>[1], value: string | null): string =>
    value ? `${say(setting, word)} ${value}`.trim() : ''
  const parts = [
    street?.city?.name ?? '',
    region?.name ?? '',
    street?.name ?? '',
    line1 ?? '',
    part('house', house),
    building ?? '',
    part('entrance', entrance),
    part('floor', floor),
    part('flat', flat),
    part('doorphone', doorphone),
  ]
  return parts.filter((text) => text !== '').join(', ')
}
