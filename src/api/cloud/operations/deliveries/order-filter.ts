import type { CloudOrder } from '../../../../app/ports.ts'
import { type Contact, type DeliveryOrder, deliveryStatuses } from '../../../../domain/orders/order.ts'
import { orderSums } from '../../../../domain/orders/totals.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { OrderSortProperty, SortDirection } from '../../generated/types.ts'

type Contacts = ReadonlyMap<Uuid, Contact>

/** The order's state where its till has told it. */
const contactOf = (order: CloudOrder, contacts: Contacts): Contact | undefined =>
  contacts.get(order.contactId ?? order.state?.contactId ?? '')

/** The rule of cloud-api §4.15; both timeouts in seconds, absent ones count as zero. */
export function hasProblem(
  { state }: CloudOrder,
  now: number,
  timeouts: { timeToCookingErrorTimeout?: number | undefined; cookingTimeout?: number | undefined },
): boolean {
  if (!state) return false
  if (state.problem?.hasProblem) return true
  const isLateBy = (seconds = 0) => state.cookingStartTime + seconds * 1000 < now
  switch (state.status) {
    case 'Unconfirmed':
      return isLateBy()
    case 'ReadyForCooking':
      return isLateBy(timeouts.timeToCookingErrorTimeout)
    case 'CookingCompleted':
    case 'Waiting':
      return isLateBy(timeouts.cookingTimeout)
    default:
      return false
  }
}

const words = (text: string): string => text.toLowerCase().replaceAll('ё', 'е').trim()

/** True when a number, the phone, the client's name or the address has a word that starts with the text. */
export const matchesText = (order: CloudOrder, contacts: Contacts, searchText: string): boolean =>
  contactMatches(
    contactOf(order, contacts),
    [order.state ? String(order.state.number) : null, order.externalNumber],
    searchText,
  )

/** The same of a contact and of what else people search by. */
export function contactMatches(
  contact: Contact | undefined,
  others: readonly (string | null | undefined)[],
  searchText: string,
): boolean {
  const text = words(searchText)
  if (text === '') return true
  const digits = /^\+?[\d\s()-]+$/.test(text) ? text.replaceAll(/\D/g, '') : ''
  if (digits !== '' && contact && phonesOf(contact.phone).some((phone) => phone.startsWith(digits)))
    return true
  return [...others, ...textsOf(contact)].some(
    (field) => typeof field === 'string' && startsAWord(words(field), text),
  )
}

/** With and without the code of the country: people type either. */
function phonesOf(phone: string): string[] {
  const digits = phone.replaceAll(/\D/g, '')
  return [digits, digits.slice(1), digits.startsWith('7') ? `8${digits.slice(1)}` : digits]
}

function textsOf(contact: Contact | undefined): (string | null | undefined)[] {
  const customer = contact?.customer
  const address = contact?.deliveryPoint?.address
  return [
    customer?.name,
    customer?.type === 'regular' ? customer.surname : null,
    address?.line1,
    address?.street ? `${address.street.name} ${address.house ?? ''}` : null,
  ]
}

const startsAWord = (field: string, text: string): boolean =>
  field.startsWith(text) ||
  [...field.matchAll(/[\s,.-]+/g)].some((gap) => field.startsWith(text, gap.index + gap[0].length))

type SortKey = number | string | bigint

const sortKeys: Record<OrderSortProperty, (state: DeliveryOrder, contact: Contact | undefined) => SortKey> = {
  Number: (state) => state.number,
  CompleteBefore: (state) => state.completeBefore,
  Sum: (state) => orderSums(state).sum,
  Customer: (_state, contact) => contact?.customer?.name ?? '',
  Courier: (state) => state.courier?.name ?? '',
  Status: (state) => deliveryStatuses.indexOf(state.status),
  OrderTypeName: (state) => state.orderType.name,
}

const alphabet = new Intl.Collator('ru')

function compareKeys(a: SortKey, b: SortKey): number {
  if (typeof a === 'string' && typeof b === 'string') return alphabet.compare(a, b)
  return a < b ? -1 : Number(a > b)
}

/** Ties go by id; orders that no till has told about stand last (cloud-api §6.1). */
export function sortOrders(
  orders: readonly CloudOrder[],
  property: OrderSortProperty,
  direction: SortDirection,
  contacts: Contacts = new Map(),
): CloudOrder[] {
  const sign = direction === 'Descending' ? -1 : 1
  const keyed = orders.map((order) => ({
    order,
    key: order.state ? sortKeys[property](order.state, contactOf(order, contacts)) : null,
  }))
  keyed.sort((a, b) => {
    if (a.key !== null && b.key !== null) {
      const byKey = compareKeys(a.key, b.key) * sign
      if (byKey !== 0) return byKey
    } else if (a.key !== b.key) return a.key === null ? 1 : -1
    return a.order.id < b.order.id ? -1 : 1
  })
  return keyed.map(({ order }) => order)
}
