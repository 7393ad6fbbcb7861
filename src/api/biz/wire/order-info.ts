import type { App, CloudOrder, CourierLocation, DeliveryOpinion } from '../../../app/ports.ts'
import { noNumber } from '../../../app/route/held-order.ts'
import type {
  Contact,
  ContactCustomer,
  DeliveryOrder,
  ItemModifier,
  OrderItem,
} from '../../../domain/orders/order.ts'
import { type OrderTotals, orderTotals } from '../../../domain/orders/totals.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { marketingSourceOnWire, orderTypeOnWire, paymentTypeOnWire, terminalOnWire } from './dictionaries.ts'
import { userOnWire } from './people.ts'
import { type Place, placeOf } from './place.ts'
import { statusOnWire } from './statuses.ts'
import { type NineDigits, nineDigits } from './write-json.ts'

/** Under this key of an order's external data stands the `customData` of its request (biz-card-api §5.2). */
export const customDataKey = 'customData'

const emptyId: Uuid = '00000000-0000-0000-0000-000000000000'
const thousandths = 3

type Printed = {
  order: CloudOrder
  state: DeliveryOrder
  contact: Contact | undefined
  catalog: Catalog
  place: Place
  opinion: DeliveryOpinion | undefined
  /** Where its courier was last. */
  location: CourierLocation | undefined
}

/** Orders that a till has taken, as `orders/*` show them (§5.8), in the order in which they are given. */
export async function ordersOnWire(
  app: App,
  catalog: Catalog,
  orders: readonly CloudOrder[],
): Promise<ReturnType<typeof orderOnWire>[]> {
  const [first] = orders
  if (!first) return []
  const contactIds = orders.flatMap(({ contactId, state }) => contactId ?? state?.contactId ?? [])
  const contacts = await app.storage.now.contacts.load(first.tenantId, [...new Set(contactIds)])
  const opinions = await app.storage.now.deliveryOpinions.load(first.tenantId, orders.flatMap(ratedId))
  const locations = await locationsOf(app, orders)
  return orders.flatMap((order) => {
    const { state } = order
    const organization = catalog.find('organization', order.organizationId)
    if (!state || !organization) return []
    const place = placeOf(catalog, organization, state.terminalGroupId)
    const contact = contacts.get(order.contactId ?? state.contactId)
    const location = locations.get(state.courier?.id ?? '')
    return [orderOnWire({ order, state, contact, catalog, place, opinion: opinions.get(order.id), location })]
  })
}

/** Nobody has an opinion of what was not delivered. */
const ratedId = ({ id, state }: CloudOrder): Uuid[] =>
  state?.status === 'Delivered' || state?.status === 'Closed' ? [id] : []

/** Where couriers of orders that are on their way were last. */
async function locationsOf(app: App, orders: readonly CloudOrder[]): Promise<Map<Uuid, CourierLocation>> {
  const moving = orders.filter(({ state }) => state?.courier && state.status === 'OnWay')
  const [first] = moving
  if (!first) return new Map()
  const organizationIds = [...new Set(moving.map(({ organizationId }) => organizationId))]
  const last = await app.storage.now.courierLocations.last(first.tenantId, organizationIds)
  return new Map(last.map((location) => [location.courierId, location]))
}

function orderOnWire(printed: Printed) {
  const { order, state, contact, catalog, place } = printed
  const totals = orderTotals(state)
  const status = statusOnWire[state.status]
  const { time, money } = place
  const customer = contact ? customerOnWire(contact, state) : null
  const operator = catalog.find('employee', state.operator?.id)
  return {
    customer,
    orderId: order.id,
    customerId: state.guestId,
    movedDeliveryId: state.cancel?.movedOrderId ?? null,
    customerName: customer?.name ?? null,
    customerPhone: contact?.phone ?? null,
    address: contact ? addressOnWire(contact) : null,
    restaurantId: order.organizationId,
    organization: order.organizationId,
    sum: money(totals.sum),
    discount: money(totals.cost - totals.sum),
    number: state.number === noNumber ? '' : String(state.number),
    status: status[place.organization.language ?? 'ru'],
    statusCode: status.code,
    deliveryCancelCause: state.cancel?.cause ?? null,
    deliveryCancelComment: state.cancel?.comment ?? null,
    courierInfo: state.courier && {
      courierId: state.courier.id,
      location: found(printed.location, (location) => locationOnWire(location, place)),
    },
    orderLocationInfo: contact?.deliveryPoint?.coordinates ?? null,
    deliveryDate: time(state.completeBefore),
    actualTime: time(state.whenDelivered),
    billTime: time(state.whenBillPrinted),
    cancelTime: time(state.cancel?.at ?? null),
    closeTime: time(state.whenClosed),
    confirmTime: time(state.whenConfirmed),
    createdTime: time(state.whenCreated),
    printTime: time(state.whenPrinted),
    sendTime: time(state.whenSended),
    comment: state.comment ?? '',
    problem: {
      hasProblem: state.problem?.hasProblem ?? false,
      problem: state.problem?.description ?? '',
    },
    operator: operator ? userOnWire(operator, catalog) : null,
    conception: state.conception,
    marketingSource: found(catalog.find('marketingSource', state.marketingSource?.id), marketingSourceOnWire),
    durationInMinutes: state.deliveryDuration,
    personsCount: state.guests.count,
    splitBetweenPersons: state.guests.splitBetweenPersons,
    items: itemsOnWire(printed, totals),
    guests: [],
    payments: paymentsOnWire(printed),
    orderType: found(catalog.find('orderType', state.orderType.id), orderTypeOnWire),
    deliveryTerminal: found(catalog.find('terminalGroup', state.terminalGroupId), (group) =>
      terminalOnWire(group, catalog.find('organization', order.organizationId)),
    ),
    discounts: state.discounts.map(({ type }, index) => ({
      discountCardTypeId: type.id,
      discountCardSlip: null,
      discountOrIncreaseSum: money(totals.discountSums[index]?.sum ?? 0n),
    })),
    iikoCard5Coupon: state.loyalty?.coupon ?? null,
    customData: state.externalData.find(({ key }) => key === customDataKey)?.value ?? null,
    opinion: opinionOnWire(order, printed.opinion),
    referrerId: null,
  }
}

const locationOnWire = ({ latitude, longitude, measuredAt }: CourierLocation, { time }: Place) => ({
  latitude,
  longitude,
  date: time(measuredAt),
})

/** An order without an opinion shows an empty one, as the recorded answer does (§5.15). */
const opinionOnWire = ({ id }: Pick<CloudOrder, 'id'>, opinion: DeliveryOpinion | undefined) => ({
  organization: opinion?.organizationId ?? null,
  deliveryId: id,
  comment: opinion?.comment ?? null,
  marks: opinion?.marks ?? [],
})

const found = <Item, Shown>(item: Item | undefined, show: (item: Item) => Shown): Shown | null =>
  item === undefined ? null : show(item)

/** What is known of the person; once the record is destroyed there is nobody (corrections 1). */
export function customerOnWire({ customer, phone }: Contact, { guestId }: Pick<DeliveryOrder, 'guestId'>) {
  const regular = customer?.type === 'regular' ? customer : null
  return {
    sex: regular ? sexes[regular.gender] : 0,
    id: guestId,
    externalId: null,
    name: customer?.name ?? '',
    surName: regular?.surname ?? '',
    nick: '',
    comment: regular?.comment ?? '',
    phone,
    additionalPhones: [],
    addresses: [],
    cultureName: null,
    birthday: regular?.birthdate ?? null,
    email: regular?.email ?? null,
    middleName: null,
    shouldReceivePromoActionsInfo: regular?.shouldReceiveOrderStatusNotifications ?? false,
    counteragentInfo: null,
  }
}
type Gender = Extract<ContactCustomer, { type: 'regular' }>['gender']
const sexes: Record<Gender, number> = { NotSpecified: 0, Male: 1, Female: 2 }

export function addressOnWire({ deliveryPoint }: Contact) {
  const address = deliveryPoint?.address
  if (!address) return null
  return {
    city: address.street?.city?.name ?? '',
    street: address.street?.name ?? address.line1 ?? '',
    streetId: address.street?.id ?? null,
    streetClassifierId: address.street?.classifierId ?? null,
    index: address.index ?? '',
    home: address.house ?? '',
    housing: address.building ?? '',
    apartment: address.flat ?? '',
    entrance: address.entrance ?? '',
    floor: address.floor ?? '',
    doorphone: address.doorphone ?? '',
    comment: deliveryPoint.comment ?? '',
    regionId: address.region?.id ?? null,
    externalCartographyId: deliveryPoint.externalCartographyId ?? '',
  }
}

function itemsOnWire({ state, catalog, place }: Printed, { positions }: OrderTotals) {
  const sums = new Map(positions.map((position) => [position.positionId, position.cost]))
  return state.items
    .filter(({ deleted }) => deleted === null)
    .map((item) => itemOnWire(item, place.money(sums.get(item.positionId) ?? 0n), catalog))
}

function itemOnWire(item: OrderItem, sum: NineDigits, catalog: Catalog) {
  const product = catalog.find('product', item.productId)?.body
  const modifiers: ItemModifier[] =
    item.kind === 'Product'
      ? item.modifiers
      : [...item.primary.modifiers, ...(item.secondary?.modifiers ?? []), ...item.modifiers]
  return {
    id: item.productId,
    orderItemId: item.positionId,
    code: product?.code ?? null,
    name: item.name,
    category: catalog.find('productCategory', item.productCategoryId)?.body.name ?? null,
    amount: nineDigits(item.amount, thousandths),
    size: item.size?.name ?? null,
    modifiers: modifiers.map((modifier) => modifierOnWire(modifier, catalog)),
    sum,
    comment: item.comment,
    guestId: emptyId,
    comboInformation: item.combo && {
      comboId: item.combo.comboId,
      comboSourceId: item.combo.comboSourceId,
      groupId: item.combo.groupId,
    },
  }
}

const modifierOnWire = (modifier: ItemModifier, catalog: Catalog) => ({
  id: modifier.productId,
  orderItemId: modifier.positionId,
  code: catalog.find('product', modifier.productId)?.body.code ?? null,
  name: modifier.name,
  amount: nineDigits(modifier.amount, thousandths),
  groupId: modifier.groupId,
  groupName: catalog.find('productGroup', modifier.groupId)?.body.name ?? null,
  size: null,
  comboInformation: null,
})

const paymentsOnWire = ({ state, catalog, place }: Printed) =>
  state.payments.map((payment) => ({
    sum: place.money(payment.sum),
    paymentType: found(catalog.find('paymentType', payment.type.id), paymentTypeOnWire) ?? {
      id: payment.type.id,
      name: payment.type.name,
    },
    // What it carried belongs to the guest: it is taken in and never told again.
    additionalData: null,
    isProcessedExternally: payment.isProcessedExternally,
    isPreliminary: payment.isPreliminary,
    isExternal: payment.isExternal,
    chequeAdditionalInfo: null,
    organizationDetailsInfo: null,
    isFiscalizedExternally: payment.isFiscalizedExternally,
  }))
