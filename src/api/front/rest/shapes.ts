/** What the lists may be filtered, ordered and selected by (front-api §7.1): every member that they have. */
import {
  deliveryStatuses,
  kitchenItemStatuses,
  orderItemCourses,
  orderItemStatuses,
  orderStatuses,
} from '../../../app/front/model/enums.ts'
import type { Field, Shape } from '../odata/shape.ts'

const enumeration = (typeName: string, values: Readonly<Record<string, number>>): Field => ({
  enumeration: { typeName, values },
})
const serviceType = enumeration('OrderServiceType', {
  ...{ Common: 0, DeliveryByCourier: 1, DeliveryByClient: 2 },
  ...{ DeliveryPickUp: 2 },
})
const size: Field = { object: { Name: 'text', KitchenName: 'text' } }
const template: Field = { object: { Name: 'text', AllowProductsCombining: 'flag', Scale: 'text' } }

const orderModifier: Shape = {
  ...{ Id: 'guid', Amount: 'number', AmountIndependentOfParentAmount: 'flag', Price: 'number' },
  ...{ Cost: 'number', Deleted: 'flag', Name: 'text', Product: 'text' },
}
const orderComponent: Field = {
  object: {
    ...{ Id: 'guid', Name: 'text', Product: 'text', Price: 'number', Cost: 'number' },
    Modifiers: { list: orderModifier },
  },
}
const orderItem: Shape = {
  ...{ Id: 'guid', Amount: 'number', Price: 'number', Cost: 'number', Deleted: 'flag' },
  ...{ PrintTime: 'time', CookingStartTime: 'time', CookingFinishTime: 'time', CookingTime: 'span' },
  ...{ ServeTime: 'time', Size: size, Name: 'text', Product: 'text', Comment: 'text' },
  Status: enumeration('OrderItemStatus', orderItemStatuses),
  Course: enumeration('OrderItemCourse', orderItemCourses),
  Modifiers: { list: orderModifier },
  IsCompound: 'flag',
  ...{ PrimaryComponent: orderComponent, SecondaryComponent: orderComponent, Template: template },
}

export const orderShape: Shape = {
  ...{ Id: 'guid', Number: 'number', Status: enumeration('OrderStatus', orderStatuses) },
  ...{ FullSum: 'number', ResultSum: 'number', ProcessedPaymentsSum: 'number', OriginName: 'text' },
  ...{ IsBanquetOrder: 'flag', OpenTime: 'time', BillTime: 'time', WaiterName: 'text' },
  ...{ CashierName: 'text', TableNum: 'number', Waiter: 'text', Cashier: 'text', Table: 'text' },
  Guests: { list: { Id: 'guid', Rank: 'number', Name: 'text', Items: { list: orderItem } } },
  IsDeliveryOrder: 'flag',
  Customers: { list: { Id: 'guid', Name: 'text', Phone: 'text' } },
  Delivery: {
    object: {
      ...{ Id: 'guid', Status: enumeration('DeliveryStatus', deliveryStatuses), ClientName: 'text' },
      ...{ Phone: 'text', Address: 'text', Comment: 'text', CourierName: 'text', Courier: 'text' },
      ...{ CreateTime: 'time', ExpectedDeliverTime: 'time', SendTime: 'time', ActualDeliverTime: 'time' },
      ...{ CancelTime: 'time', IsSelfService: 'flag' },
    },
  },
  ...{ OrderType: 'text', OrderServiceType: serviceType, Url: 'text' },
}

const cooking: Shape = {
  ...{ IsCookingStarted: 'flag', PrintTime: 'time', EstimatedCookingBeginTime: 'time' },
  ...{ Processing1BeginTime: 'time', Processing2BeginTime: 'time', Processing3BeginTime: 'time' },
  ...{ Processing4BeginTime: 'time', ProcessingCompleteTime: 'time', ServeTime: 'time' },
  ProcessingStatus: enumeration('KitchenOrderItemProcessingStatus', kitchenItemStatuses),
  CookingTime: 'span',
}
const kitchenModifier: Shape = {
  ...{ Id: 'guid', Amount: 'number', AmountIndependentOfParentAmount: 'flag', ProductName: 'text' },
  ...{ Product: 'text', KitchenName: 'text', Kitchen: 'text', Deleted: 'flag' },
  ...cooking,
  IsSeparate: 'flag',
}
const kitchenComponent: Field = {
  object: { Product: 'text', ProductName: 'text', Amount: 'number', Modifiers: { list: kitchenModifier } },
}

export const kitchenOrderShape: Shape = {
  ...{ Id: 'guid', Number: 'number', WaiterName: 'text', TableNum: 'number', Waiter: 'text', Table: 'text' },
  Items: {
    list: {
      ...{ Id: 'guid', Amount: 'number', ProductName: 'text', Product: 'text', KitchenName: 'text' },
      ...{ Kitchen: 'text', Deleted: 'flag', Course: enumeration('OrderItemCourse', orderItemCourses) },
      ServeGroupNumber: 'number',
      ...cooking,
      ...{ Size: size, Comment: 'text', Modifiers: { list: kitchenModifier }, IsCompound: 'flag' },
      ...{ PrimaryComponent: kitchenComponent, SecondaryComponent: kitchenComponent, Template: template },
    },
  },
  ...{ BaseOrder: 'text', OrderType: 'text', OrderServiceType: serviceType },
  ...{ IsDeliverySelfService: 'flag', OriginName: 'text', ExternalNumber: 'text', Url: 'text' },
}
