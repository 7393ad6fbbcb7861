import type { BoardReserve, BoardTableOrder } from '../../app/till/hall-board.ts'
import { isPermitted } from '../../domain/orders/tables/allowed-operations.ts'
import type { ChangeTableOrder } from '../../domain/orders/tables/commands.ts'
import type { RearrangeTableOrders } from '../../domain/orders/tables/serving-commands.ts'
import type { TableOrder } from '../../domain/orders/tables/table-order.ts'
import { isPermitted as isPermittedOfReserve } from '../../domain/reserves/change-reserve.ts'
import type { ChangeReserve } from '../../domain/reserves/commands.ts'
import type { Reserve } from '../../domain/reserves/reserve.ts'
import { servingPermissions } from './serving-commands.ts'
import { customerName, type SaleView, saleView } from './views.ts'

/** An order on tables as a screen shows it. Times are epoch milliseconds. */
export type TableOrderView = SaleView & {
  version: number
  status: TableOrder['status']
  tableIds: string[]
  tabName: string | null
  guests: number
  /** Parts of the check; a null name is said by its number. */
  guestList: { id: string; name: string | null; rank: number }[]
  waiter: string | null
  waiterId: string | null
  parentOrderId: string | null
  orderType: string
  /** Where it came from; `kiosk` of those that guests made themselves. */
  source: string | null
  customerName: string | null
  /** Kinds of commands that may be tried now. */
  allowed: (ChangeTableOrder | RearrangeTableOrders)['kind'][]
}

/** A reserve; with `banquet` something is ordered in advance. */
export type ReserveView = {
  id: string
  version: number
  status: Reserve['status']
  tableIds: string[]
  startsAt: number
  durationInMinutes: number
  guests: number
  customerName: string | null
  phone: string | null
  comment: string | null
  eventType: string | null
  cancelReason: Reserve['cancelReason']
  guestsComingTime: number | null
  shouldRemind: boolean
  /** The order that the guests of a plain reserve got. */
  seatedOrderId: string | null
  banquet: SaleView | null
  allowed: ChangeReserve['kind'][]
}

const ofTables: readonly (ChangeTableOrder | RearrangeTableOrders)['kind'][] = [
  'tableOrder.setCooking',
  ...(Object.keys(servingPermissions) as (keyof typeof servingPermissions)[]),
  'tableOrder.addItems',
  'tableOrder.printToKitchen',
  'tableOrder.printBill',
  'tableOrder.cancelBill',
  'tableOrder.close',
  'tableOrder.cancel',
  'tableOrder.changeDiscounts',
  'tableOrder.changePriceCategory',
  'tableOrder.changeLoyalty',
  'tableOrder.setGuest',
  'tableOrder.pay',
]
const ofReserves: readonly ChangeReserve['kind'][] = [
  'reserve.guestsCame',
  'reserve.change',
  'reserve.cancel',
  'reserve.restore',
]
const ofBanquets: readonly ChangeReserve['kind'][] = [
  'reserve.addItems',
  'reserve.printToKitchen',
  'reserve.printBill',
  'reserve.cancelBill',
  'reserve.close',
  'reserve.setCooking',
  'reserve.changeDiscounts',
  'reserve.changePriceCategory',
  'reserve.changeLoyalty',
  'reserve.pay',
  'reserve.prepay',
  'reserve.return',
]

export const tableOrderView = ({ order, contact }: BoardTableOrder, scale: number): TableOrderView => ({
  ...saleView(order, scale),
  version: order.version,
  status: order.status,
  tableIds: order.tableIds,
  tabName: order.tabName,
  guests: order.guestCount,
  guestList: [...order.guests].sort((a, b) => a.rank - b.rank),
  waiter: order.waiter?.name ?? null,
  waiterId: order.waiter?.id ?? null,
  parentOrderId: order.parentOrderId ?? null,
  orderType: order.orderType.name,
  source: order.sourceKey,
  customerName: customerName(contact),
  allowed: ofTables.filter((kind) => isPermitted(kind, order.status)),
})

export const reserveView = ({ reserve, contact }: BoardReserve, scale: number): ReserveView => ({
  id: reserve.id,
  version: reserve.version,
  status: reserve.status,
  tableIds: reserve.tableIds,
  startsAt: reserve.estimatedStartTime,
  durationInMinutes: reserve.durationInMinutes,
  guests: reserve.guestCount,
  customerName: customerName(contact),
  phone: contact?.phone ?? null,
  comment: reserve.comment,
  eventType: reserve.eventType,
  cancelReason: reserve.cancelReason,
  guestsComingTime: reserve.guestsComingTime,
  shouldRemind: reserve.shouldRemind,
  seatedOrderId: reserve.seatedOrderId ?? null,
  banquet: reserve.banquet && saleView(reserve.banquet, scale),
  allowed: [...ofReserves, ...(reserve.banquet ? ofBanquets : [])].filter((kind) =>
    isPermittedOfReserve(kind, reserve),
  ),
})
