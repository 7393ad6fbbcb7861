import type { TableOrderRequest } from '../../../app/cloud/accept-table-order.ts'
import type { Contact } from '../../../domain/orders/order.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { NewTableOrder, OrderCreateBody, TableOrderCustomer } from '../generated/types.ts'
import { placeOfOrder } from './place-of-order.ts'
import { invalidField } from './read-amounts.ts'
import { fromWireRegular, readPhone } from './read-contact.ts'
import { fromWireSale, readTimeout } from './read-order.ts'

/** What a client asks for in our words; what the books or the till decide is left to the till (cloud-api §4.8, §8.1). */
export function fromWireTableOrder(
  { organizationId, terminalGroupId, order, createOrderSettings }: OrderCreateBody,
  { catalog, correlationId }: { catalog: Catalog; correlationId: Uuid },
): TableOrderRequest {
  const place = placeOfOrder(catalog, organizationId, terminalGroupId)
  return {
    correlationId,
    organizationId,
    terminalGroupId,
    transportToFrontTimeoutSeconds: readTimeout(createOrderSettings),
    checkStopList: createOrderSettings?.checkStopList ?? false,
    order: {
      ...fromWireSale(order, place),
      orderId: order.id ?? null,
      guestId: order.customer?.id ?? null,
      tableIds: order.tableIds ?? [],
      guestCount: guestCountOf(order),
      tabName: order.tabName || null,
      servicePrint: createOrderSettings?.servicePrint ?? false,
    },
    contact: contactOf(order),
  }
}

/** The deprecated `guestCount` gives way to the object that replaced it. */
function guestCountOf({ guests, guestCount }: NewTableOrder): number | null {
  const count = guests?.count ?? guestCount ?? null
  if (count !== null && count < 1) {
    throw invalidField(guests ? 'order.guests.count' : 'order.guestCount', 'must be at least 1')
  }
  return count
}

/** Who sits at a table need not be known at all (cloud-api §8.1). */
function contactOf({ customer, phone }: NewTableOrder): Contact | null {
  if (!customer && !phone) return null
  return {
    phone: phone ? readPhone(phone) : '',
    phoneExtension: null,
    customer: customer ? fromWireRegular(customer) : null,
    deliveryPoint: null,
  }
}

/** A guest by the id in the book (contact null), or by name and phone (cloud-api §8.4). */
export function fromWireTableCustomer(customer: TableOrderCustomer): {
  guestId: Uuid | null
  contact: Contact | null
} {
  const { id, name, phone } = customer
  if (id !== undefined) return { guestId: id, contact: null }
  if (!name) throw refuse('request.field-required', { field: 'customer.name' })
  if (!phone) throw refuse('request.field-required', { field: 'customer.phone' })
  return {
    guestId: null,
    contact: {
      phone: readPhone(phone, 'customer.phone'),
      phoneExtension: null,
      customer: fromWireRegular(customer),
      deliveryPoint: null,
    },
  }
}
