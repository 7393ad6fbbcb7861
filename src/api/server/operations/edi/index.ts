import {
  acknowledgeEdiOrder,
  answerEdiOrder,
  createEdiOrder,
  doEdiDeed,
  listEdiOrders,
  ordersForSellers,
  requireEdiOrder,
  updateEdiOrder,
} from '../../../../app/edi/edi-orders.ts'
import { invoiceEdiOrder } from '../../../../app/edi/invoice-edi-order.ts'
import type { EdiDeed, EdiOrder } from '../../../../domain/edi/edi-order.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { conflict } from '../../errors.ts'
import type { EdiMessage, EdiOrderResult, EdiOrder as OrderOnWire } from '../../generated/types.ts'
import type { Call, CallContext, Caller, Handlers } from '../../operation.ts'
import { textOrNull } from '../documents/document-call.ts'
import { readMoment } from '../moments.ts'
import { buyerOf, type EdiDesk, ediDeskOf, sellerOf, sellersBy } from './edi-desk.ts'
import { readAnswerLines, readNumber, readOrder } from './read-edi.ts'
import { messageOf, orderOnWire, warningsOf } from './render-edi.ts'

type Path = { path: { ediSystem: string } }
const deskOf = (call: Pick<CallContext, 'caller' | 'correlationId'> & Path): EdiDesk =>
  ediDeskOf(call as CallContext & Path, call.path.ediSystem)

const restaurantOf = ({ catalog }: Caller, { organizationId }: Pick<EdiOrder, 'organizationId'>) => {
  const restaurant = catalog.find('organization', organizationId)?.body
  if (!restaurant) throw new Error(`no organization ${organizationId}`)
  return restaurant
}

function resultOf(caller: Caller, order: EdiOrder): EdiOrderResult {
  const { scale } = restaurantOf(caller, order).currency
  return { warnings: warningsOf(order, scale), order: orderOnWire(caller, order) }
}

function contentOf(desk: EdiDesk, wire: OrderOnWire) {
  const seller = sellerOf(desk, wire.seller)
  const { restaurant, storeId } = buyerOf(desk, wire.buyer)
  const content = readOrder(desk, wire, { sellerId: seller.id, storeId }, restaurant.body)
  return { organizationId: restaurant.id, content }
}

async function create(call: Call<'POST /edi/{ediSystem}/orders/create'>): Promise<EdiOrderResult> {
  const { app, body } = call
  const desk = deskOf(call)
  const number = body.number === undefined ? null : readNumber(body.number, 'number')
  const order = await createEdiOrder(app, desk, { ...contentOf(desk, body), number, date: body.date })
  return resultOf(call.caller, order)
}

async function update(call: Call<'PUT /edi/{ediSystem}/orders/update'>): Promise<EdiOrderResult> {
  const { app, body } = call
  const desk = deskOf(call)
  if (body.number === undefined) throw refuse('request.field-required', { field: 'number' })
  const name = { number: readNumber(body.number, 'number'), date: body.date }
  const { organizationId, content } = contentOf(desk, body)
  const scope = { ...desk, organizationIds: desk.organizationIds.filter((id) => id === organizationId) }
  const order = await updateEdiOrder(app, scope, name, { status: body.status ?? 'original', content })
  return resultOf(call.caller, order)
}

type Identified = Call<'PUT /edi/{ediSystem}/orders/register'>
const deed =
  (what: EdiDeed) =>
  async (call: Identified): Promise<OrderOnWire[]> => {
    const names = call.body.map(({ number, date }) => ({ number: number.trim(), date }))
    const orders = await doEdiDeed(call.app, deskOf(call), names, what)
    return orders.map((order) => orderOnWire(call.caller, order))
  }

async function bySeller(call: Call<'GET /edi/{ediSystem}/orders/bySeller'>): Promise<EdiMessage[]> {
  const { app, caller, query } = call
  const desk = deskOf(call)
  if (!query.gln && !query.inn) throw refuse('request.field-required', { field: 'gln' })
  const sellers = new Set(sellersBy(desk, query).map(({ id }) => id))
  const orders = await ordersForSellers(app, desk, sellers)
  return orders.map((order) => messageOf(caller, order, app.clock.now()))
}

type Origin = { originOrder: { number: string; date: string } }

/** The order that an answer or an invoice speaks of. */
async function orderOf({ app, caller }: CallContext, desk: EdiDesk, { originOrder }: Origin) {
  const name = { number: originOrder.number.trim(), date: originOrder.date }
  const order = await app.storage.transaction((tx) => requireEdiOrder(tx, caller.catalog, desk, name))
  const { timeZone, currency } = restaurantOf(caller, order)
  const known = new Map(
    [...(order.response?.lines ?? []), ...order.content.lines].map((line) => [line.number, line.productId]),
  )
  return { name, known, timeZone, scale: currency.scale }
}

async function respond(call: Call<'PUT /edi/{ediSystem}/response'>): Promise<EdiMessage> {
  const { app, body } = call
  const desk = deskOf(call)
  const { ordersp } = body
  if (!ordersp) throw refuse('request.field-required', { field: 'ordersp' })
  const { name, known, timeZone, scale } = await orderOf(call as unknown as CallContext, desk, ordersp)
  const estimated = ordersp.deliveryInfo?.estimatedDeliveryDateTime
  await answerEdiOrder(app, desk, name, {
    number: readNumber(ordersp.number, 'ordersp.number'),
    date: ordersp.date,
    isAccepted: ordersp.status === 'Accepted',
    estimatedAt: estimated ? readMoment(estimated, timeZone) : null,
    lines: readAnswerLines(desk, ordersp.lineItems?.lineItem, known, scale),
  })
  return body
}

async function invoice(call: Call<'PUT /edi/{ediSystem}/invoice'>): Promise<EdiMessage> {
  const { app, body } = call
  const desk = deskOf(call)
  const wire = body.invoice
  if (!wire) throw refuse('request.field-required', { field: 'invoice' })
  const { name, known, scale } = await orderOf(call as unknown as CallContext, desk, wire)
  const lines = wire.lineItems?.lineItem ?? []
  const unnamed = lines.find(({ orderLineNumber }) => orderLineNumber === undefined)
  if (unnamed) throw conflict(`Line ${unnamed.lineNumber}: orderLineNumber is expected`)
  await invoiceEdiOrder(app, desk, name, {
    number: readNumber(wire.number, 'invoice.number'),
    date: wire.date,
    comment: textOrNull(wire.comment, 'invoice.comment'),
    lines: readAnswerLines(desk, lines, known, scale),
  })
  return body
}

/** Orders to suppliers by electronic exchange (server-api §23). */
export const ediHandlers: Handlers = {
  'GET /edi/{ediSystem}/orders/bySeller': bySeller,
  'PUT /edi/{ediSystem}/orders/ack': async (call) => {
    const { number, date, status = 'original' } = call.query
    await acknowledgeEdiOrder(call.app, deskOf(call), { number: number.trim(), date }, status)
    return undefined
  },
  'PUT /edi/{ediSystem}/response': respond,
  'PUT /edi/{ediSystem}/invoice': invoice,
  'GET /edi/{ediSystem}/orders/list': async (call) => {
    const { from = null, to = null, revisionFrom } = call.query
    const orders = await listEdiOrders(call.app, deskOf(call), { from, to })
    return orders
      .filter(({ revision }) => revision > BigInt(revisionFrom))
      .map((order) => orderOnWire(call.caller, order))
  },
  'POST /edi/{ediSystem}/orders/create': create,
  'PUT /edi/{ediSystem}/orders/update': update,
  'PUT /edi/{ediSystem}/orders/register': deed('register'),
  'PUT /edi/{ediSystem}/orders/unregister': deed('unregister') as never,
  'PUT /edi/{ediSystem}/orders/send': deed('send') as never,
}
