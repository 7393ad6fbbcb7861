import type { App, CloudOrder } from '../../../app/ports.ts'
import { noNumber } from '../../../app/route/held-order.ts'
import { printedItems } from '../../../domain/orders/cooking.ts'
import type { Contact, OrderItem } from '../../../domain/orders/order.ts'
import { orderSums } from '../../../domain/orders/totals.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { printDecimal, quantityToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { describeRefusal } from '../../../kernel/refusals.ts'
import { isoOrNull } from '../call.ts'
import { named } from '../routes/books.ts'

/** Deliveries with who they are for; names and addresses of guests who are forgotten are not there. */
export async function orderViews(
  app: App,
  catalog: Catalog,
  orders: readonly CloudOrder[],
  operatorId: Uuid,
) {
  const [tenantId] = orders.map((order) => order.tenantId)
  const ids = orders.flatMap(({ contactId, state }) => state?.contactId ?? contactId ?? [])
  const contacts = tenantId ? await app.storage.now.contacts.load(tenantId, ids) : new Map<Uuid, Contact>()
  return orders.map((order) =>
    orderView(catalog, order, contacts.get(order.state?.contactId ?? order.contactId ?? ''), operatorId),
  )
}

function orderView(catalog: Catalog, order: CloudOrder, contact: Contact | undefined, operatorId: Uuid) {
  const { state, error } = order
  const organization = catalog.find('organization', order.organizationId)
  const group = catalog.find('terminalGroup', state?.terminalGroupId ?? order.terminalGroupId)
  const scale = organization?.body.currency.scale ?? 2
  const problem = state?.problem?.hasProblem ? (state.problem.description ?? '') : null
  return {
    id: order.id,
    /** Null: no till has given it one. */
    number: state && state.number !== noNumber ? state.number : null,
    creationStatus: order.creationStatus,
    status: state?.status ?? null,
    /** Why no till takes it, or what is wrong with it; null: nothing. */
    problem: error
      ? { ru: describeRefusal(error, 'ru'), en: describeRefusal(error, 'en') }
      : problem === null
        ? null
        : { ru: problem, en: problem },
    organization: organization ? named(organization) : null,
    terminalGroup: group ? named(group) : null,
    phone: contact?.phone ?? null,
    guestName: nameOf(contact),
    address: contact ? addressOf(contact) : null,
    isPickup: state?.serviceType === 'DeliveryByClient',
    sum: state ? printDecimal(orderSums(state).sum, scale) : null,
    currency: organization?.body.currency ?? null,
    createdAt: isoOrNull(state?.whenCreated ?? order.receivedAt),
    promisedAt: isoOrNull(state?.completeBefore ?? null),
    isAsap: state?.isAsap ?? false,
    comment: state?.comment ?? null,
    courier: state?.courier?.name ?? null,
    operator: state?.operator ?? null,
    isMine: state?.operator?.id === operatorId || order.loginId === operatorId,
    cancelled: state?.cancel ? (state.cancel.cause?.name ?? state.cancel.comment ?? '') : null,
    /** The kitchen has some of its dishes. */
    isInKitchen: state !== null && printedItems(state).length > 0,
    items: (state?.items ?? []).flatMap(itemView),
  }
}

const nameOf = (contact: Contact | undefined): string | null => {
  const { customer } = contact ?? {}
  if (!customer) return null
  const surname = customer.type === 'regular' ? customer.surname : null
  return [customer.name, surname].filter(Boolean).join(' ') || null
}

/** An address by its parts, so that it can be asked for again. */
function addressOf({ deliveryPoint }: Contact) {
  const address = deliveryPoint?.address
  if (!address) return null
  const { street, line1, house, building, flat, entrance, floor, doorphone } = address
  const words = [street?.city?.name, street?.name ?? line1, house, building, flat && `кв. ${flat}`]
  return {
    text: words.filter(Boolean).join(', '),
    streetId: street?.id ?? null,
    ...{ house, flat, entrance, floor, doorphone },
    comment: deliveryPoint?.comment ?? null,
  }
}

/** A dish as it can be ordered again; what the till added by itself and what was struck out is left out. */
function itemView(item: OrderItem) {
  if (item.deleted || item.isAutomatic) return []
  const halves =
    item.kind === 'Compound'
      ? [item.primary, ...(item.secondary ? [item.secondary] : [])].map((half) => ({
          productId: half.productId,
          modifiers: half.modifiers.map(modifierView),
        }))
      : null
  return [
    {
      ...{ name: item.name, productId: item.productId, comment: item.comment },
      size: item.size?.name ?? null,
      sizeId: item.size?.id ?? null,
      amount: quantityToJson(item.amount),
      modifiers: item.modifiers.map(modifierView),
      ...(halves ? { halves } : {}),
    },
  ]
}

const modifierView = ({ productId, groupId, amount, name }: OrderItem['modifiers'][number]) => ({
  ...{ productId, groupId, name },
  amount: quantityToJson(amount),
})
