import { addCard, removeCard } from '../../../app/loyalty/change-cards.ts'
import { changeCategory } from '../../../app/loyalty/change-category.ts'
import { createOrUpdateGuest } from '../../../app/loyalty/create-or-update-guest.ts'
import { findGuest, type GuestName } from '../../../app/loyalty/find-guest.ts'
import { closedOrders } from '../../../app/loyalty/list-lines.ts'
import { countOrders } from '../../../domain/loyalty/counters.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusals.ts'
import { type Call, type Handler, nothing } from '../call.ts'
import { fault, tooMany } from '../faults.ts'
import { readId } from '../wire/query.ts'
import { deskOfQuery, readPhone } from './desk.ts'
import { guestOnWire } from './guest-on-wire.ts'
import { readGuest } from './read-guest.ts'

const infoRight = 'loyalty/iiko/customer/info'

/** Who is not there has words and a code that clients look for (biz-card-api §1.7). */
function unknownGuest(name: GuestName): Error {
  if (name.by === 'phone')
    return fault(400, `There is no user with phone ${name.value}`, {
      description: 'Customer not found',
      errorCode: 'Customer_CustomerNotFound',
    })
  if (name.by === 'id')
    return fault(400, `There is no user with id ${name.value}`, {
      description: 'Customer not found',
      errorCode: 'Customer_CustomerNotFound',
    })
  return fault(400, `There is no card with number ${name.value}`, {
    description: 'Card not found',
    errorCode: 'Card_CanNotFindByNumber',
  })
}

/** The first of the names by which the company knows somebody. */
async function firstFound(call: Call, names: readonly [GuestName, ...GuestName[]]) {
  const { app, login, guesses } = call
  const waitMs = guesses.waitOf(login.key.id, app.clock.now())
  if (waitMs > 0) throw tooMany(waitMs)
  for (const name of names) {
    try {
      return await findGuest(app, login.key.tenantId, name)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  guesses.missed(login.key.id, app.clock.now())
  throw unknownGuest(names[0])
}

async function told(call: Call, names: readonly [GuestName, ...GuestName[]]): Promise<object> {
  const desk = deskOfQuery(call, infoRight)
  const { tenantId } = desk.scope
  const picture = await firstFound(call, names)
  const blacklist = await call.app.blacklist.of(tenantId)
  const orders = await closedOrders(call.app, tenantId, picture.guest.id)
  const ordersSum = countOrders(orders, Number.NEGATIVE_INFINITY).sum
  return guestOnWire(picture, { isBlocked: blacklist.has(picture.guest.id), ordersSum }, call, desk)
}

const byPhone: Handler = async (call) => {
  const desk = deskOfQuery(call, infoRight)
  return told(call, [{ by: 'phone', value: readPhone(call.query.required('phone'), desk) }])
}

const byId: Handler = async (call) => told(call, [{ by: 'id', value: call.query.id('id') }])

/** By the printed number; clients that send the track are served too (§12.1). */
const byCard: Handler = async (call) => {
  const value = call.query.required('card')
  return told(call, [
    { by: 'cardNumber', value },
    { by: 'cardTrack', value },
  ])
}

const createOrUpdate: Handler = async (call) => {
  const desk = deskOfQuery(call, 'loyalty/iiko/customer/create_or_update')
  const customer = call.body.part('customer')
  if (!customer) throw call.body.missing('customer')
  return createOrUpdateGuest(call.app, desk.scope, readGuest(customer, desk))
}

export const pathGuest = ({ path }: Call): Uuid => readId(path['customerId'] ?? '', 'customerId')

/** Putting a guest where they are already is an error in these words; so is taking out who is not in (§12.4). */
const category =
  (isMember: boolean): Handler =>
  async (call) => {
    const deed = isMember ? 'add' : 'remove'
    const { scope } = deskOfQuery(call, `loyalty/iiko/customer_category/${deed}`)
    const change = { guestId: pathGuest(call), categoryId: call.query.id('categoryId'), isMember }
    const { guest } = await findGuest(call.app, scope.tenantId, { by: 'id', value: change.guestId })
    if (guest.categoryIds.includes(change.categoryId) === isMember) {
      const state = isMember ? 'is already binded to customer' : 'is not binded to customer'
      throw fault(400, `Category ${change.categoryId} ${state} ${change.guestId}`)
    }
    await changeCategory(call.app, scope, change)
    return nothing
  }

const cardMax = 100

const giveCard: Handler = async (call) => {
  const { scope } = deskOfQuery(call, 'loyalty/iiko/customer/card/add')
  const { body } = call
  const track = body.requiredText('cardTrack', cardMax)
  const number = body.requiredText('cardNumber', cardMax)
  await addCard(call.app, scope, pathGuest(call), { track, number })
  return nothing
}

const takeCard: Handler = async (call) => {
  const { scope } = deskOfQuery(call, 'loyalty/iiko/customer/card/remove')
  const track = call.query.required('card_track', 'cardTrack')
  await removeCard(call.app, scope, pathGuest(call), track)
  return nothing
}

/** Guests, their cards and categories (§12.1–12.4). */
export const guestHandlers = {
  'customers/get_customer_by_phone': byPhone,
  'customers/get_customer_by_id': byId,
  'customers/get_customer_by_card': byCard,
  'customers/create_or_update': createOrUpdate,
  'customers/{customerId}/add_category': category(true),
  'customers/{customerId}/remove_category': category(false),
  'customers/{customerId}/add_card': giveCard,
  'customers/{customerId}/delete_card': takeCard,
} satisfies Record<string, Handler>
