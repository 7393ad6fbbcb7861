import { type Position, saveToldLocations } from '../../../app/cloud/courier-locations.ts'
import type { CloudOrder } from '../../../app/ports.ts'
import { employeeByPin } from '../../../app/till/pin.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { worksAt } from '../../../domain/reference/staff.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusals.ts'
import { type Call, type Handler, organizationOf, requireRight } from '../call.ts'
import { BizFault, fault, toBizFault, tooMany, unbound } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { type Place, placeOf } from '../wire/place.ts'
import { problemRight, problemTextMax, setDelivered, setProblem, statusRight } from './couriers.ts'
import { orderNamed, ordersOfCourier } from './find-orders.ts'

/*
 * The couriers' app (biz-card-api §11.3). The paths and what they are for are published, the members of bodies and answers
 * are not: these names are ours, in the manner of `orders/*`.
 */

const pinMax = 20
const updatesMax = 200
const pointsMax = 500
const degreeScale = 9

/** Signs a courier in by the PIN that they have at the tills; a `login` that comes with it is their code or name. */
const signIn: Handler = async (call) => {
  const { body, query, catalog, app, pins, login } = call
  requireRight(call, statusRight)
  const outlet = organizationOf(call, query.id('organization'))
  const pin = body.text('pin', pinMax) ?? body.text('password', pinMax)
  if (pin === null) throw body.missing('pin')
  const named = body.text('login', 100)
  const doors = [`courier ${login.key.id} ${outlet.id}`]
  const waitMs = pins.begin(doors, app.clock.now())
  if (waitMs > 0) throw tooMany(waitMs)
  const courier = await courierByPin(catalog, outlet.id, pin)
  const isThem = (text: string): boolean =>
    [courier?.body.code, courier?.body.name].some((own) => own?.toLowerCase() === text.toLowerCase())
  const serverVersion = outlet.body.version
  if (!courier || (named !== null && !isThem(named)))
    return { success: false, error: 'Wrong login or pin', serverVersion, courier: null }
  pins.right(doors)
  const { id, body: person } = courier
  return {
    ...{ success: true, error: null, serverVersion },
    courier: { id, displayName: person.name, phone: person.phone },
  }
}

async function courierByPin(
  catalog: Call['catalog'],
  organizationId: Uuid,
  pin: string,
): Promise<BookItem<'employee'> | null> {
  try {
    const found = await employeeByPin(catalog, organizationId, pin)
    return found.body.isCourier ? found : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

type Update = {
  orderId: Uuid
  isDelivered: boolean | null
  time: string | null
  problemText: string | null
}

const states: Readonly<Record<string, boolean>> = { ON_WAY: false, DELIVERED: true }

function readUpdate(given: Fields): Update {
  const status = given.text('status', 20)?.toUpperCase() ?? null
  if (status !== null && !(status in states))
    throw unbound(given.name('status'), `The value '${status}' is not valid for a courier's status.`)
  return {
    orderId: given.requiredId('orderId'),
    isDelivered: status === null ? null : (states[status] ?? null),
    time: given.text('actualDeliveryTime', 40),
    problemText: given.text('problemText', problemTextMax),
  }
}

function degrees(given: Fields, member: string, max: number): number {
  const value = given.decimal(member, degreeScale)
  if (value === null) throw given.missing(member)
  const number = Number(value) / 10 ** degreeScale
  if (Math.abs(number) > max)
    throw unbound(given.name(member), `The value '${number}' is not valid for degrees.`)
  return number
}

const readPosition =
  ({ readTime }: Place) =>
  (given: Fields): Position => {
    const date = given.text('date', 40)
    return {
      latitude: degrees(given, 'latitude', 90),
      longitude: degrees(given, 'longitude', 180),
      measuredAt: date === null ? null : readTime(date, given.name('date')),
    }
  }

function limited<T>(all: T[], name: string, max: number): T[] {
  if (all.length > max) throw fault(400, `The field '${name}' must have at most ${max} elements`)
  return all
}

/**
 * What happened on the way, and what is still to be brought. All of the body is read before anything is done; an update
 * that the restaurant refuses is told in `errors` and stops nothing else, and one that was done already does nothing, so a
 * call without an answer may be repeated.
 */
const sync: Handler = async (call) => {
  requireRight(call, statusRight)
  const { body, query, app, catalog, login } = call
  const outlet = organizationOf(call, query.id('organization'))
  const place = placeOf(catalog, outlet)
  const courierId = body.requiredId('courierId')
  const updates = limited(body.list('deliveries'), 'deliveries', updatesMax).map(readUpdate)
  const positions = limited(body.list('locations'), 'locations', pointsMax).map(readPosition(place))
  if (updates.some(({ problemText }) => problemText !== null)) requireRight(call, problemRight)
  for (const [index, { time }] of updates.entries())
    if (time !== null) place.readTime(time, `deliveries[${index}].actualDeliveryTime`)
  const courier = catalog.living('employee', courierId)
  if (!courier?.body.isCourier || !worksAt(courier, outlet.id))
    throw fault(400, `Courier ${courierId} is not found`)
  const tenantId = login.key.tenantId
  await saveToldLocations(app, { tenantId, organizationId: outlet.id, courierId }, positions)
  const errors: { orderId: Uuid; message: string }[] = []
  for (const update of updates) {
    const trouble = await applied(call, outlet.id, courierId, update)
    if (trouble) errors.push({ orderId: update.orderId, message: trouble.message })
  }
  const deliveries = await ordersOfCourier(call, outlet, courierId)
  return { deliveries, errors, serverTime: place.time(app.clock.now()) }
}

/** What is wrong with an update; null when it is done. A restaurant that does not answer ends the whole call. */
async function applied(
  call: Call,
  organizationId: Uuid,
  courierId: Uuid,
  update: Update,
): Promise<BizFault | null> {
  try {
    const order = await orderNamed(call, organizationId, update.orderId)
    if (order.state?.courier?.id !== courierId)
      return fault(400, `Order ${order.id} is not carried by courier ${courierId}`)
    await apply(call, order, courierId, update)
    return null
  } catch (error) {
    const known = error instanceof BizFault ? error : toBizFault(error)
    if (!known || known.status === 408) throw error
    return known
  }
}

async function apply(
  call: Call,
  order: CloudOrder,
  courierId: Uuid,
  { isDelivered, time, problemText }: Update,
): Promise<void> {
  const { status, problem } = order.state ?? {}
  const wanted = isDelivered ? 'Delivered' : 'OnWay'
  if (isDelivered !== null && status !== wanted)
    await setDelivered(call, order, { courierId, isDelivered, time })
  const isKnown = problem?.hasProblem === true && problem.description === problemText
  if (problemText !== null && !isKnown) await setProblem(call, order, problemText)
}

export const courierAppHandlers = {
  'mobile/signin': signIn,
  'mobile/sync': sync,
} satisfies Record<string, Handler>
