import type { CloudOrder, OrderSearch } from '../../../app/ports.ts'
import { heldOrder } from '../../../app/route/held-order.ts'
import { statusesUnderWay } from '../../../domain/orders/order.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, organizationOf } from '../call.ts'
import { fault, notFound, unbound } from '../faults.ts'
import { addressOnWire, customerOnWire, ordersOnWire } from '../wire/order-info.ts'
import { placeOf } from '../wire/place.ts'
import { fullPhone } from '../wire/read-contact.ts'
import { statusesOf, statusOnWire } from '../wire/statuses.ts'

const answerMax = 5000
const dayMs = 86_400_000

/** A login that stamps its orders sees only those, as in the cloud (cloud-api §1.3). */
const searchOf = ({ login }: Call, outlet: BookItem<'organization'>): Omit<OrderSearch, 'limit'> => ({
  tenantId: login.key.tenantId,
  organizationIds: [outlet.id],
  sourceKeys: login.key.settings.sourceKey === null ? null : [login.key.settings.sourceKey],
})

/** Orders that a till has taken; more than an answer holds are refused. */
async function ordersOf(call: Call, search: Omit<OrderSearch, 'limit'>): Promise<CloudOrder[]> {
  const orders = await call.app.storage.now.cloudOrders.search({ ...search, limit: answerMax + 1 })
  if (orders.length > answerMax) throw fault(400, `More than ${answerMax} orders; ask for a shorter period`)
  return orders.filter(({ creationStatus, state }) => creationStatus === 'Success' && state !== null)
}

/** The order that a call names; one that is not there is the server's error 110 (biz-card-api §5.10). */
export async function orderNamed(call: Call, outletId: Uuid, orderId: Uuid): Promise<CloudOrder> {
  const outlet = organizationOf(call, outletId)
  const search = { ...searchOf(call, outlet), orderIds: [orderId] }
  const [order] = await ordersOf(call, search)
  const found = order ?? (await heldHere(call, search))
  if (!found) throw notFound(`Order ${orderId}`)
  return found
}

/** An order that the call centre's server owns because no till has accepted it yet (§16.2). */
async function heldHere(
  { app, services }: Call,
  search: Omit<OrderSearch, 'limit'>,
): Promise<CloudOrder | null> {
  if (!services.isCallCentre) return null
  const [order] = await app.storage.now.cloudOrders.search({ ...search, limit: 1 })
  return order ? heldOrder(app, order) : null
}

const info: Handler = async (call) => {
  const order = await orderNamed(call, call.query.id('organization'), call.query.id('order'))
  const [shown] = await ordersOnWire(call.app, call.catalog, [order])
  return shown ?? null
}

/** Both ends are days that belong to the period, or moments (§5.13). */
function periodOf({ query }: Call, outlet: BookItem<'organization'>, catalog: Call['catalog']) {
  const place = placeOf(catalog, outlet)
  const [from, to] = [query.required('dateFrom', 'date_from'), query.required('dateTo', 'date_to')]
  const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
  const end = place.readTime(to, 'dateTo')
  return {
    dateFrom: new Map([[outlet.id, place.readTime(from, 'dateFrom')]]),
    dateTo: new Map([[outlet.id, isDay(to) ? end + dayMs - 1 : end]]),
  }
}

/** Deliveries by the promised time, of one state or one terminal when these are named. */
const deliveryOrders: Handler = async (call) => {
  const { query, catalog, app } = call
  const outlet = organizationOf(call, query.id('organization'))
  const status = query.text('deliveryStatus')
  const statuses = status === null ? null : statusesOf(status)
  if (statuses === undefined)
    throw unbound('deliveryStatus', `The value '${status}' is not valid for DeliveryStatus.`)
  const terminalId = query.idOrNull('deliveryTerminalId')
  const orders = await ordersOf(call, {
    ...searchOf(call, outlet),
    ...periodOf(call, outlet, catalog),
    statuses,
    terminalGroupIds: terminalId ? [terminalId] : null,
  })
  return { deliveryOrders: await ordersOnWire(app, catalog, orders) }
}

/** What a courier has to bring (§5.16). */
const courierOrders: Handler = async (call) => {
  const outlet = organizationOf(call, call.query.id('organization'))
  return { deliveryOrders: await ordersOfCourier(call, outlet, call.query.id('courier', 'courierId')) }
}

/** What a courier has to bring, as it is shown. */
export async function ordersOfCourier(call: Call, outlet: BookItem<'organization'>, courierId: Uuid) {
  const orders = await ordersOf(call, {
    ...searchOf(call, outlet),
    ...{ courierIds: [courierId], statuses: statusesUnderWay },
  })
  return ordersOnWire(call.app, call.catalog, orders)
}

/** Orders of a guest, newest first, in the short form of a history (§5.14); here `status` is the code. */
async function historyOf(
  call: Call,
  search: Omit<OrderSearch, 'limit'>,
  isWanted: (order: CloudOrder) => boolean,
) {
  const { app, catalog } = call
  const orders = (await ordersOf(call, search)).filter(isWanted)
  const contacts = await app.storage.now.contacts.load(
    call.login.key.tenantId,
    orders.flatMap(({ contactId, state }) => contactId ?? state?.contactId ?? []),
  )
  const shown = new Map((await ordersOnWire(app, catalog, orders)).map((order) => [order.orderId, order]))
  const histories = new Map<Uuid | null, { customer: object; deliveryHistory: object[] }>()
  for (const { id, contactId, organizationId, state } of orders) {
    const [contact, order] = [contacts.get(contactId ?? state?.contactId ?? ''), shown.get(id)]
    if (!state || !contact || !order) continue
    const known = histories.get(state.guestId) ?? {
      customer: customerOnWire(contact, state),
      deliveryHistory: [],
    }
    histories.set(state.guestId, known)
    known.deliveryHistory.push({
      orderId: id,
      customerId: state.guestId,
      organizationId,
      sum: order.sum,
      discount: order.discount,
      number: order.number,
      phone: contact.phone,
      isSelfService: state.serviceType === 'DeliveryByClient',
      address: addressOnWire(contact),
      date: order.deliveryDate,
      conception: state.conception,
      comment: state.comment,
      status: statusOnWire[state.status].code,
      items: order.items,
      opinion: order.opinion,
    })
  }
  return { customersDeliveryHistory: [...histories.values()] }
}

const historyByGuest: Handler = async (call) => {
  const outlet = organizationOf(call, call.query.id('organization'))
  const guestId = call.query.id('customer', 'customerId')
  return historyOf(call, searchOf(call, outlet), ({ state }) => state?.guestId === guestId)
}

const historyByPhone: Handler = async (call) => {
  const outlet = organizationOf(call, call.query.id('organization'))
  const phone = fullPhone(call.query.required('phone'), outlet.body.countryPhoneCode)
  return historyOf(call, { ...searchOf(call, outlet), phone }, () => true)
}

export const findingHandlers = {
  'orders/info': info,
  'orders/deliveryOrders': deliveryOrders,
  'orders/get_courier_orders': courierOrders,
  'orders/deliveryHistory': historyByGuest,
  'orders/deliveryHistoryByCustomerId': historyByGuest,
  'orders/deliveryHistoryByPhone': historyByPhone,
} satisfies Record<string, Handler>
