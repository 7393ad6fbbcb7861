import type { Book, BookItem } from '../../../domain/reference/books.ts'
import { worksAt } from '../../../domain/reference/staff.ts'
import { type Call, type Handler, organizationOf } from '../call.ts'
import { marketingSourceOnWire, orderTypeOnWire, paymentTypeOnWire } from '../wire/dictionaries.ts'
import { roleOnWire, userOnWire } from '../wire/people.ts'

/** Things of the books that the outlet uses, deleted ones left out. */
const living = <B extends Book>(call: Call, book: B): BookItem<B>[] => {
  const { id } = organizationOf(call, call.query.id('organization'))
  return call.catalog.of(book, id).filter(({ isDeleted }) => !isDeleted)
}

const staffOf = (call: Call): BookItem<'employee'>[] => {
  const { id } = organizationOf(call, call.query.id('organization'))
  return call.catalog.all('employee').filter((person) => !person.isDeleted && worksAt(person, id))
}

/** Payment types that a program may use; deleted ones are there and say so (biz-card-api §8.5). */
const paymentTypes: Handler = async (call) => {
  const { id } = organizationOf(call, call.query.id('organization'))
  return { paymentTypes: call.catalog.of('paymentType', id).map(paymentTypeOnWire) }
}

/** `rmsSettings/*` (§8). */
export const dictionaryHandlers = {
  'rmsSettings/getRoles': async (call) => ({ roles: living(call, 'role').map(roleOnWire) }),
  'rmsSettings/getEmployees': async (call) => ({
    users: staffOf(call).map((person) => userOnWire(person, call.catalog)),
  }),
  'rmsSettings/getCouriers': async (call) => ({
    users: staffOf(call)
      .filter(({ body }) => body.isCourier)
      .map((person) => userOnWire(person, call.catalog)),
  }),
  'rmsSettings/getRestaurantSections': async (call) => ({
    restaurantSections: living(call, 'restaurantSection').map(({ id, body }) => ({ id, name: body.name })),
  }),
  'rmsSettings/getOrderTypes': async (call) => ({ items: living(call, 'orderType').map(orderTypeOnWire) }),
  'rmsSettings/getPaymentTypes': paymentTypes,
  'paymentTypes/getPaymentTypes': paymentTypes,
  'rmsSettings/getMarketingSources': async (call) => ({
    marketingSources: living(call, 'marketingSource').map(marketingSourceOnWire),
  }),
} satisfies Record<string, Handler>
