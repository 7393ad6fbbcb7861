import type { DeliveryOrder } from '../../../app/front/model/deliveries.ts'
import {
  deliveryStatuses,
  type OrderServiceType,
  orderItemCourses,
  orderItemStatuses,
  orderStatuses,
} from '../../../app/front/model/enums.ts'
import type {
  Order,
  OrderCompoundItemComponent,
  OrderItem,
  OrderModifierItem,
} from '../../../app/front/model/orders.ts'
import { derivedId } from '../../../kernel/derived-id.ts'
import {
  cookingTimeOf,
  orderLink,
  productLink,
  sizeOf,
  tableLink,
  templateOf,
  timeOf,
  userLink,
  type WirePlace,
} from './wire-place.ts'

/** Zero-based, as the plugin of that age has it (front-api §7.1). */
export const serviceTypes: Readonly<Record<OrderServiceType, number>> = {
  Common: 0,
  DeliveryByCourier: 1,
  DeliveryByClient: 2,
}

type AnyOrder = Order | DeliveryOrder
const isDelivery = (order: AnyOrder): order is DeliveryOrder => order.kind === 'delivery'

/** `Order` of front-api §7.1; members that the reference does not name are left out, but for `Delivery` and `Customers`. */
export function wireOrder(place: WirePlace, order: AnyOrder) {
  const [table = null] = order.tables
  return {
    Id: order.id,
    Number: order.number,
    Status: orderStatuses[order.status],
    FullSum: order.fullSum,
    ResultSum: order.resultSum,
    ProcessedPaymentsSum: order.processedPaymentsSum,
    OriginName: order.originName,
    IsBanquetOrder: order.isBanquetOrder,
    OpenTime: timeOf(place, order.openTime),
    BillTime: timeOf(place, order.billTime),
    WaiterName: order.waiter?.name ?? null,
    // The till does not keep who closed an order apart from who served it.
    CashierName: null,
    TableNum: table?.number ?? null,
    Waiter: userLink(place, order.waiter),
    Cashier: null,
    Table: tableLink(place, table),
    Guests: guestsOf(place, order),
    IsDeliveryOrder: isDelivery(order),
    Customers: customersOf(order),
    Delivery: isDelivery(order) ? deliveryOf(place, order) : null,
    OrderType: order.orderType.name || null,
    OrderServiceType: serviceTypes[order.orderType.orderServiceType],
    Url: orderLink(place, order.id),
  }
}

/** Every order of the original has a guest: one without has one of its own, and what is common is the first one's. */
function guestsOf(place: WirePlace, order: AnyOrder) {
  const guests =
    order.guests.length > 0 ? order.guests : [{ id: derivedId(`guest of ${order.id}`), name: null, rank: 1 }]
  const known = new Set(guests.map(({ id }) => id))
  const first = guests[0]?.id
  return guests.map(({ id, rank, name }) => ({
    Id: id,
    Rank: rank,
    Name: name ?? `Гость ${rank}`,
    Items: order.items
      .filter(({ guestId }) => (guestId !== null && known.has(guestId) ? guestId : first) === id)
      .map((item) => itemOf(place, item)),
  }))
}

function itemOf(place: WirePlace, item: OrderItem) {
  const head = item.type === 'product' ? item : item.primaryComponent
  const isCompound = item.type === 'compound'
  return {
    Id: item.id,
    Amount: item.amount,
    Price: isCompound ? null : item.price,
    Cost: item.cost,
    Deleted: item.deleted,
    PrintTime: timeOf(place, item.printTime),
    CookingStartTime: timeOf(place, item.cookingStartTime),
    CookingFinishTime: timeOf(place, item.cookingFinishTime),
    CookingTime: cookingTimeOf(place, head.product.id, item.cookingStartTime !== null),
    ServeTime: timeOf(place, item.serveTime),
    Size: sizeOf(place, item.size),
    Name: head.product.name,
    Product: isCompound ? null : productLink(place, head.product),
    Comment: item.comment,
    Status: orderItemStatuses[item.status],
    Course: orderItemCourses[item.course],
    Modifiers: (isCompound ? item.commonModifiers : item.modifiers).map((one) => modifierOf(place, one)),
    IsCompound: isCompound,
    PrimaryComponent: isCompound ? componentOf(place, item.primaryComponent) : null,
    SecondaryComponent: isCompound ? componentOf(place, item.secondaryComponent) : null,
    Template: isCompound ? templateOf(place, item.template, head.product.id) : null,
  }
}

const componentOf = (place: WirePlace, component: OrderCompoundItemComponent | null) =>
  component && {
    Id: component.id,
    Name: component.product.name,
    Product: productLink(place, component.product),
    Price: component.price,
    Cost: component.cost,
    Modifiers: component.modifiers.map((one) => modifierOf(place, one)),
  }

const modifierOf = (place: WirePlace, modifier: OrderModifierItem) => ({
  Id: modifier.id,
  Amount: modifier.amount,
  AmountIndependentOfParentAmount: modifier.amountIndependentOfParentAmount,
  Price: modifier.price,
  Cost: modifier.cost,
  Deleted: false,
  Name: modifier.product.name,
  Product: productLink(place, modifier.product),
})

function customersOf(order: AnyOrder) {
  if (isDelivery(order) && (order.clientName !== null || order.phone !== null))
    return [{ Id: order.clientId, Name: order.clientName, Phone: order.phone }]
  return order.customerIds.map((id) => ({ Id: id, Name: null, Phone: null }))
}

const deliveryOf = (place: WirePlace, order: DeliveryOrder) => ({
  Id: order.id,
  Status: deliveryStatuses[order.deliveryStatus],
  ClientName: order.clientName,
  Phone: order.phone,
  Address: addressLine(order),
  Comment: order.comment,
  CourierName: order.courier?.name ?? null,
  Courier: userLink(place, order.courier),
  CreateTime: timeOf(place, order.createTime),
  ExpectedDeliverTime: timeOf(place, order.expectedDeliverTime),
  SendTime: timeOf(place, order.sendTime),
  ActualDeliverTime: timeOf(place, order.actualDeliverTime),
  CancelTime: timeOf(place, order.cancelTime),
  IsSelfService: order.orderType.orderServiceType === 'DeliveryByClient',
})

function addressLine({ address }: DeliveryOrder): string | null {
  if (!address) return null
  const { line1, street, house, building, flat } = address
  const parts = [street?.city?.name, street?.name, house, building, flat].filter(Boolean)
  return line1 ?? (parts.length > 0 ? parts.join(', ') : null)
}
