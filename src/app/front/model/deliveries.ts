/** Deliveries (front-api §8.6). */
import type {
  Contact,
  DeliveryAddress,
  DeliveryOrder as TillDelivery,
  DeliveryStatus as TillStatus,
} from '../../../domain/orders/order.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { DeliveryStatus, OrderStatus } from './enums.ts'
import { orderOf } from './make-order.ts'
import type { Order } from './orders.ts'
import type { TillPlace } from './till-place.ts'
import type { Duration, Instant, Ref } from './values.ts'

export type Address = {
  /** `id` null: a street that is in no book. */
  street: { id: Uuid | null; name: string; city: Ref | null } | null
  house: string | null
  building: string | null
  flat: string | null
  entrance: string | null
  floor: string | null
  doorphone: string | null
  index: string | null
  line1: string | null
  region: Ref | null
  additionalInfo: string | null
  externalCartographyId: string | null
}

export type DeliveryOrder = Order & {
  kind: 'delivery'
  deliveryStatus: DeliveryStatus
  createTime: Instant
  confirmTime: Instant | null
  printTime: Instant | null
  cookingFinishTime: Instant | null
  packedTime: Instant | null
  sendTime: Instant | null
  actualDeliverTime: Instant | null
  deliveryCloseTime: Instant | null
  expectedDeliverTime: Instant
  estimatedTimeOfArrival: Instant | null
  duration: Duration
  isAsap: boolean
  /** Null: who it is for was forgotten, or never said. */
  clientName: string | null
  phone: string | null
  phoneExtension: string | null
  email: string | null
  clientId: string | null
  /** Null: the guest comes for it. */
  address: Address | null
  latitude: number | null
  longitude: number | null
  zone: string | null
  comment: string | null
  courier: Ref | null
  isCourierSelectedManually: boolean
  deliveryOperator: Ref | null
  marketingSource: Ref | null
  hasProblem: boolean
  problemComment: string | null
  splitBetweenPersons: boolean
  cancelCause: Ref | null
  cancelComment: string | null
  cancelTime: Instant | null
  movedToDeliveryId: string | null
}

/** The till's statuses in the words of V9 (front-api §2.7). */
const statuses: Readonly<Record<TillStatus, DeliveryStatus>> = {
  Unconfirmed: 'New',
  WaitCooking: 'Confirmed',
  ReadyForCooking: 'Confirmed',
  CookingStarted: 'CookingStarted',
  CookingCompleted: 'CookingCompleted',
  Waiting: 'Waiting',
  OnWay: 'OnWay',
  Delivered: 'Delivered',
  Closed: 'Closed',
  Cancelled: 'Cancelled',
}

/** Packed at once with the last dish, where the till says so. */
const statusOf = ({ status, whenPacked }: TillDelivery): DeliveryStatus =>
  status === 'CookingCompleted' && whenPacked !== null ? 'Packed' : statuses[status]

function paidStatusOf({ status, isDeleted, whenBillPrinted }: TillDelivery): OrderStatus {
  if (isDeleted || status === 'Cancelled') return 'Deleted'
  if (status === 'Closed') return 'Closed'
  return whenBillPrinted === null ? 'New' : 'Bill'
}

/** `contact`: who it is for and where it goes; null: the record was destroyed. */
export function deliveryOf(place: TillPlace, delivery: TillDelivery, contact: Contact | null): DeliveryOrder {
  const order = orderOf(place, delivery, {
    kind: 'delivery',
    status: paidStatusOf(delivery),
    orderType: delivery.orderType,
    serviceType: delivery.serviceType,
    tables: [],
    waiter: null,
    tabName: null,
    estimatedGuestsCount: delivery.guests.count,
    guests: [],
    parentOrderId: null,
    reserveId: null,
  })
  return {
    ...order,
    kind: 'delivery',
    ...lifeOf(delivery),
    ...personOf(contact),
    clientId: delivery.guestId,
    zone: delivery.deliveryZone,
    comment: delivery.comment,
    courier: delivery.courier && { id: delivery.courier.id, name: delivery.courier.name },
    isCourierSelectedManually: delivery.courier?.isSelectedManually ?? false,
    deliveryOperator: delivery.operator,
    marketingSource: delivery.marketingSource,
    hasProblem: delivery.problem?.hasProblem ?? false,
    problemComment: delivery.problem?.description ?? null,
    splitBetweenPersons: delivery.guests.splitBetweenPersons,
    cancelCause: delivery.cancel?.cause ?? null,
    cancelComment: delivery.cancel?.comment ?? null,
    cancelTime: delivery.cancel?.at ?? null,
    movedToDeliveryId: delivery.cancel?.movedOrderId ?? null,
  }
}

const lifeOf = (delivery: TillDelivery) => ({
  deliveryStatus: statusOf(delivery),
  createTime: delivery.whenCreated,
  confirmTime: delivery.whenConfirmed,
  printTime: delivery.whenPrinted,
  cookingFinishTime: delivery.whenCookingCompleted,
  packedTime: delivery.whenPacked,
  sendTime: delivery.whenSended,
  actualDeliverTime: delivery.whenDelivered,
  deliveryCloseTime: delivery.whenClosed,
  expectedDeliverTime: delivery.completeBefore,
  estimatedTimeOfArrival: delivery.estimatedTime,
  duration: delivery.deliveryDuration * 60_000,
  isAsap: delivery.isAsap,
})

function personOf(contact: Contact | null) {
  const customer = contact?.customer ?? null
  const regular = customer?.type === 'regular' ? customer : null
  const names = [customer?.name, regular?.surname].filter(Boolean)
  const point = contact?.deliveryPoint ?? null
  return {
    clientName: names.length > 0 ? names.join(' ') : null,
    phone: contact?.phone ?? null,
    phoneExtension: contact?.phoneExtension ?? null,
    email: regular?.email ?? null,
    address: point?.address ? addressOf(point.address, point) : null,
    latitude: point?.coordinates?.latitude ?? null,
    longitude: point?.coordinates?.longitude ?? null,
  }
}

const addressOf = (
  address: DeliveryAddress,
  point: { externalCartographyId: string | null; comment: string | null },
): Address => ({
  street: address.street && {
    id: address.street.id,
    name: address.street.name,
    city: address.street.city,
  },
  house: address.house,
  building: address.building,
  flat: address.flat,
  entrance: address.entrance,
  floor: address.floor,
  doorphone: address.doorphone,
  index: address.index,
  line1: address.line1,
  region: address.region,
  additionalInfo: point.comment,
  externalCartographyId: point.externalCartographyId,
})
