import { kitchenItemStatuses, orderItemCourses } from '../../../app/front/model/enums.ts'
import type { KitchenOrder, KitchenOrderItem } from '../../../app/front/model/kitchen-orders.ts'
import type { Order, OrderCompoundItemComponent, OrderModifierItem } from '../../../app/front/model/orders.ts'
import { serviceTypes } from './wire-order.ts'
import {
  cookingTimeOf,
  kitchenOrderLink,
  orderLink,
  productLink,
  sectionLink,
  sizeOf,
  tableLink,
  templateOf,
  timeOf,
  userLink,
  type WirePlace,
} from './wire-place.ts'

/** `KitchenOrder` of front-api §7.1, with the order that it is cooked for. */
export function wireKitchenOrder(place: WirePlace, kitchenOrder: KitchenOrder, order: Order) {
  const { table, waiter } = kitchenOrder
  const ordered = new Map(order.items.map((item) => [item.id, item]))
  return {
    Id: kitchenOrder.id,
    Number: kitchenOrder.number,
    WaiterName: waiter?.name ?? null,
    TableNum: table?.number ?? null,
    Waiter: userLink(place, waiter),
    Table: tableLink(place, table),
    Items: kitchenOrder.items.map((item) => {
      const whole = ordered.get(item.baseOrderItemId)
      return itemOf(place, item, whole?.type === 'compound' ? whole : null)
    }),
    BaseOrder: orderLink(place, kitchenOrder.baseOrderId),
    OrderType: kitchenOrder.orderType.name || null,
    OrderServiceType: serviceTypes[order.orderType.orderServiceType],
    IsDeliverySelfService: order.orderType.orderServiceType === 'DeliveryByClient',
    OriginName: kitchenOrder.originName,
    ExternalNumber: kitchenOrder.externalNumber,
    Url: kitchenOrderLink(place, kitchenOrder.number),
  }
}

type Compound = Extract<Order['items'][number], { type: 'compound' }>

function itemOf(place: WirePlace, item: KitchenOrderItem, compound: Compound | null) {
  const modifiers = compound ? new Set(compound.commonModifiers.map(({ id }) => id)) : null
  return {
    Id: item.id,
    Amount: item.amount,
    ProductName: item.product.name,
    Product: compound ? null : productLink(place, item.product),
    KitchenName: item.kitchen.name,
    Kitchen: sectionLink(place, item.kitchen),
    Deleted: item.deleted,
    Course: orderItemCourses[item.course],
    // The till serves by courses; what has none comes as one group.
    ServeGroupNumber: Math.max(orderItemCourses[item.course], 0),
    ...cookingOf(place, item),
    Size: sizeOf(place, item.size),
    Comment: item.comment,
    Modifiers: item.modifiers
      .filter(({ id }) => !modifiers || modifiers.has(id))
      .map((modifier) => modifierOf(place, item, modifier)),
    IsCompound: compound !== null,
    PrimaryComponent: compound && componentOf(place, item, compound.primaryComponent),
    SecondaryComponent: compound?.secondaryComponent
      ? componentOf(place, item, compound.secondaryComponent)
      : null,
    Template: compound && templateOf(place, compound.template, item.product.id),
  }
}

/** Times and status of cooking; modifiers follow their dish (front-api §2.17). */
const cookingOf = (place: WirePlace, item: KitchenOrderItem) => ({
  IsCookingStarted: item.isCookingStarted,
  PrintTime: timeOf(place, item.printTime),
  EstimatedCookingBeginTime: timeOf(place, item.printTime),
  Processing1BeginTime: timeOf(place, item.processing1BeginTime),
  Processing2BeginTime: null,
  Processing3BeginTime: null,
  Processing4BeginTime: null,
  ProcessingCompleteTime: timeOf(place, item.processingCompleteTime),
  ServeTime: timeOf(place, item.serveTime),
  ProcessingStatus: kitchenItemStatuses[item.processingStatus],
  CookingTime: cookingTimeOf(place, item.product.id, true),
})

type Added = Pick<OrderModifierItem, 'id' | 'product' | 'amount' | 'amountIndependentOfParentAmount'>

const modifierOf = (place: WirePlace, item: KitchenOrderItem, modifier: Added) => ({
  Id: modifier.id,
  Amount: modifier.amount,
  AmountIndependentOfParentAmount: modifier.amountIndependentOfParentAmount,
  ProductName: modifier.product.name,
  Product: productLink(place, modifier.product),
  KitchenName: item.kitchen.name,
  Kitchen: sectionLink(place, item.kitchen),
  Deleted: item.deleted,
  ...cookingOf(place, item),
  IsSeparate: false,
})

const componentOf = (place: WirePlace, item: KitchenOrderItem, component: OrderCompoundItemComponent) => ({
  Product: productLink(place, component.product),
  ProductName: component.product.name,
  Amount: item.amount,
  Modifiers: component.modifiers.map((modifier) => modifierOf(place, item, modifier)),
})
