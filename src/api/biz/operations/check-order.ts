import { restrictionQuestion } from '../../../app/cloud/assign-till.ts'
import { restrictionContext } from '../../../app/cloud/restriction-context.ts'
import {
  type AllowedGroup,
  allowedTerminalGroups,
  type RejectedGroup,
  type RestrictionContext,
  type RestrictionQuery,
} from '../../../domain/delivery/restrictions.ts'
import { isOnMenu } from '../../../domain/menu/till-price.ts'
import { addressOfPoint } from '../../../domain/orders/address-of-point.ts'
import { rejectedByStopList } from '../../../domain/stop-list/stop-list-changes.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, organizationOf } from '../call.ts'
import { readPoint } from '../wire/read-contact.ts'
import { type ReadOrder, readOrder } from '../wire/read-order.ts'
import { restrictionOnWire } from './delivery-settings.ts'

/** `resultState` (biz-card-api §5.11). */
const states = { success: 0, minSum: 1, workTime: 2, zone: 3, stopList: 4, priceList: 5 } as const
type State = (typeof states)[keyof typeof states]

const noPoint = 'Не удалось найти точку доставки с учетом настроенных ограничений.'

/** What `orders/add` would do with an order; nothing is kept (§5.11). */
const checkCreate: Handler = async (call) => {
  const read = readOrder(call)
  const { request, organization } = read
  const { app, catalog, login } = call
  const question = restrictionQuestion(app, catalog, request)
  const context = await restrictionContext(app, login, catalog, [organization.id])
  const unsold = question.items.find(
    ({ productId, sizeId, isModifier }) =>
      !isModifier &&
      !isOnMenu({ catalog, organizationId: organization.id, priceCategoryId: null }, productId, sizeId),
  )
  if (unsold) return rejected(states.priceList)
  const { terminalGroupId } = request
  if (terminalGroupId) return checkedAt(terminalGroupId, { call, read, context, question })
  const answer = allowedTerminalGroups(context, { ...question, organizationIds: [organization.id] })
  const [best] = answer.allowed
  return best ? accepted(best, call, read) : rejected(stateOf(answer.rejected, context, question))
}

type Asked = {
  call: Call
  read: ReadOrder
  context: RestrictionContext
  question: Omit<RestrictionQuery, 'organizationIds'>
}

/** A terminal that the client names takes what it has, whatever schedules and zones say (§16.4 A). */
function checkedAt(terminalGroupId: Uuid, { call, read, context, question }: Asked) {
  const stopped = rejectedByStopList(context.stopListOf(terminalGroupId), question.items)
  if (stopped.length > 0) return rejected(states.stopList)
  const { id: organizationId } = read.organization
  const way = { zone: null, deliveryDurationInMinutes: 0, deliveryServiceProductId: null, minSum: 0n }
  return accepted({ terminalGroupId, organizationId, ...way }, call, read)
}

/** The reason of the row that came nearest to taking it: a stop list, a sum, a time, and only then the place. */
function stateOf(
  groups: readonly RejectedGroup[],
  context: RestrictionContext,
  { items }: Pick<RestrictionQuery, 'items'>,
): State {
  const codes = new Set(groups.map(({ rejectCode }) => rejectCode))
  const isOut = groups.some(
    ({ terminalGroupId, rejectCode }) =>
      rejectCode === 'Undefined' && rejectedByStopList(context.stopListOf(terminalGroupId), items).length > 0,
  )
  if (isOut) return states.stopList
  if (codes.has('SumIsLessThenMinimum')) return states.minSum
  if (codes.has('DayOfWeekIsUnacceptable') || codes.has('DeliveryTimeIsUnacceptable')) return states.workTime
  return states.zone
}

const rejected = (resultState: State) => ({
  deliveryRestriction: null,
  problem: noPoint,
  resultState,
  deliveryDurationInMinutes: null,
  deliveryServiceProductInfo: null,
})

function accepted(
  group: AllowedGroup,
  { catalog }: Call,
  { organization, place, addressProblem }: ReadOrder,
) {
  const settings = catalog.living('deliveryRestrictions', organization.id)?.body
  const row = settings?.restrictions.find(
    ({ terminalGroupId, zone }) =>
      terminalGroupId === group.terminalGroupId && (group.zone === null || zone === group.zone),
  )
  return {
    deliveryRestriction:
      settings && row
        ? restrictionOnWire(row, { organizationId: organization.id, settings, scale: place.scale })
        : null,
    problem: addressProblem,
    resultState: addressProblem === null ? states.success : states.zone,
    deliveryDurationInMinutes: group.deliveryDurationInMinutes || null,
    deliveryServiceProductInfo: chargeOnWire(
      group.deliveryServiceProductId,
      catalog,
      organization.id,
      place.scale,
    ),
  }
}

/** The dish that stands for the way; the restaurant adds it by itself when the order comes (§5.11). */
function chargeOnWire(productId: Uuid | null, catalog: Call['catalog'], outletId: Uuid, scale: number) {
  const product = catalog.find('product', productId)
  if (!product) return null
  const price = catalog.price(outletId, product.id, null)?.price ?? 0n
  return { productId: product.id, productSum: moneyToJson(price, scale), productName: product.body.name }
}

/** Does an address lie in a zone of the outlet (§5.12)? */
const checkAddress: Handler = async (call) => {
  const { app, catalog, login, body, query } = call
  const outlet = organizationOf(call, query.id('organizationId', 'organization'))
  const { deliveryPoint } = readPoint(body, catalog, outlet)
  const context = await restrictionContext(app, login, catalog, [outlet.id])
  const answer = allowedTerminalGroups(context, {
    organizationIds: [outlet.id],
    isCourierDelivery: true,
    location: null,
    address: addressOfPoint(deliveryPoint),
    deliveryDate: app.clock.now(),
    deliverySum: null,
    discountSum: 0n,
    items: [],
  })
  // What is closed at this hour is in its zone all the same.
  const isInZone =
    answer.isAllowed || answer.rejected.some(({ rejectCode }) => rejectCode !== 'OutOfTerminalZone')
  return { addressInZone: isInZone }
}

export const checkHandlers = {
  'orders/checkCreate': checkCreate,
  'orders/checkAddress': checkAddress,
} satisfies Record<string, Handler>
