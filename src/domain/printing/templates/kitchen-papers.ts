/** Tickets for those who cook: what to make, what was added, what not to make any more (front-api §2.6.7, §2.17). */
import type { Uuid } from '../../../kernel/ids.ts'
import type { DeliveryOrder, OrderItem } from '../../orders/order.ts'
import { bold, br, center, doc, large, line, np, pageCut, pair, tall, together } from '../build.ts'
import type { Content, Document } from '../document.ts'
import { dishName, guestTitle, itemName, toldModifiers } from './dishes.ts'
import { type AnySale, seatedAt, tableNames } from './guest-papers.ts'
import { amount, clock, type PaperSetting, say } from './paper-setting.ts'

type Cooked = AnySale & Partial<Pick<DeliveryOrder, 'serviceType' | 'completeBefore' | 'comment'>>

/** `isFirst`: the kitchen had nothing of the order before. */
export type Ticket = { positionIds: readonly Uuid[]; station: string | null; isFirst: boolean; at: number }

/** What one station cooks now. Rings; dishes are large, their courses are told. */
export function kitchenTicket(setting: PaperSetting, sale: Cooked, ticket: Ticket): Document {
  return doc(
    [
      ...ticketHead(setting, sale, ticket, say(setting, ticket.isFirst ? 'kitchen' : 'added')),
      ...byCourses(setting, sale, ticket, ''),
      sale.comment ? together(line(), sale.comment, br) : null,
      np,
      pageCut,
    ],
    { bell: true },
  )
}

/** What a station has a ticket for and shall not cook any more. */
export function deletionTicket(setting: PaperSetting, sale: Cooked, ticket: Ticket): Document {
  return doc(
    [
      ...ticketHead(setting, sale, ticket, say(setting, 'deleted')),
      ...byCourses(setting, sale, ticket, '- '),
      line(),
      center(large({ tag: 'plain', emphasis: { reverse: true }, content: [say(setting, 'doNotCook')] })),
      np,
      pageCut,
    ],
    { bell: true },
  )
}

function ticketHead(setting: PaperSetting, sale: Cooked, { station, at }: Ticket, title: string): Content[] {
  const tables = tableNames(setting, sale.tableIds ?? [])
  const place =
    tables === ''
      ? sale.serviceType
        ? say(setting, serviceWord(sale.serviceType))
        : ''
      : `${say(setting, 'table')} ${tables}`
  return [
    center(
      bold(title),
      br,
      setting.isCopy && together(say(setting, 'repeat'), br),
      station && together(station, br),
    ),
    large(`№ ${sale.number}`),
    br,
    place !== '' && together(large(place), br),
    sale.tabName ? together(sale.tabName, br) : null,
    pair(sale.waiter?.name ?? '', clock(setting, at)),
    sale.completeBefore === undefined ? null : pair(say(setting, 'by'), clock(setting, sale.completeBefore)),
    line('='),
  ].filter((one): one is Content => one !== null && one !== false)
}

const serviceWord = (service: DeliveryOrder['serviceType']): 'pickup' | 'delivery' =>
  service === 'DeliveryByClient' ? 'pickup' : 'delivery'

/** Those that come as they are ready first, then course by course; VIP goes before all. */
function byCourses(setting: PaperSetting, sale: Cooked, { positionIds }: Ticket, mark: string): Content[] {
  const items = sale.items.filter(({ positionId }) => positionIds.includes(positionId))
  const order = (item: OrderItem): number => (item.course === undefined ? 0.5 : item.course)
  const courses = [...new Set(items.map(order))].sort((a, b) => a - b)
  return courses.flatMap((course) => [
    ...(course === 0.5
      ? []
      : [center(`--- ${course === 0 ? say(setting, 'vip') : `${say(setting, 'course')} ${course}`} ---`)]),
    ...items.filter((item) => order(item) === course).map((item) => dish(setting, sale, item, mark)),
  ])
}

function dish(setting: PaperSetting, sale: Cooked, item: OrderItem, mark: string): Content {
  const guest = seatedAt(sale).find(({ id }) => id === item.orderGuestId)
  return together(
    large(`${mark}${amount(setting, item.amount)} x ${itemName(setting, item)}`),
    br,
    ...toldModifiers(item).map((modifier) => {
      const each = modifier.amount === 1000n ? '' : ` x ${amount(setting, modifier.amount)}`
      return together(tall(`  + ${dishName(setting, modifier)}${each}`), br)
    }),
    item.comment
      ? together(tall({ tag: 'plain', emphasis: { bold: true }, content: [`  ! ${item.comment}`] }), br)
      : null,
    guest ? together(`  ${guestTitle(setting, guest)}`, br) : null,
  )
}
