import { wayToGuest } from '../../../../app/cloud/way-to-guest.ts'
import type { App } from '../../../../app/ports.ts'
import type { Contact } from '../../../../domain/orders/order.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import type { NewDeliveryPoint } from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { fromWireDeliveryPoint } from '../../wire/read-contact.ts'
import { findOrderToChange, type OrderToChange, sendChange } from './changed-order.ts'

/** The whole new point, not a patch of the old one (cloud-api §4.11). */
export const changeDeliveryPoint: Handler<'/api/1/deliveries/change_delivery_point'> = async (call) => {
  const { orderId, newDeliveryPoint } = call.body
  const target = await findOrderToChange(call.app, call.login, call.body)
  const contact = await movedContact(call.app, target, newDeliveryPoint, 'newDeliveryPoint')
  return sendChange(call, target, {
    contact,
    command: {
      kind: 'delivery.changeDeliveryPoint',
      orderId,
      contactId: contact.id,
      ...wayTo(contact.contact, target, call.app.clock.now()),
    },
  })
}

/** A courier needs an address; who fetches the order himself needs none. */
export const changeServiceType: Handler<'/api/1/deliveries/change_service_type'> = async (call) => {
  const { body } = call
  const { orderId } = body
  const target = await findOrderToChange(call.app, call.login, body)
  if (body.newServiceType === 'DeliveryByClient') {
    return sendChange(call, target, {
      command: {
        kind: 'delivery.changeServiceType',
        orderId,
        serviceType: 'DeliveryByClient',
        contactId: null,
        hasDeliveryPoint: false,
      },
    })
  }
  const contact = await movedContact(call.app, target, body.deliveryPoint, 'deliveryPoint')
  return sendChange(call, target, {
    contact,
    command: {
      kind: 'delivery.changeServiceType',
      orderId,
      serviceType: 'DeliveryByCourier',
      contactId: contact.id,
      hasDeliveryPoint: contact.contact.deliveryPoint?.address != null,
    },
  })
}

/** Zone and duration by the restrictions of the order's own till; the till keeps its duration where they know none. */
function wayTo(contact: Contact, { order, catalog, terminalGroupId }: OrderToChange, now: number) {
  const { organizationId, state } = order
  const way = wayToGuest(catalog, { organizationId, terminalGroupId }, contact, state?.completeBefore ?? now)
  return { deliveryZone: way?.zone ?? null, deliveryDuration: way?.deliveryDurationInMinutes ?? null }
}

/** Persons and addresses are records apart from the order: a new address makes a new record of the same person. */
async function movedContact(
  app: App,
  { order, catalog, place }: OrderToChange,
  point: NewDeliveryPoint,
  field: string,
): Promise<{ id: Uuid; contact: Contact }> {
  const deliveryPoint = namingField(() => fromWireDeliveryPoint(point, field, catalog, place))
  const known = order.contactId
    ? await app.storage.now.contacts.load(order.tenantId, [order.contactId])
    : new Map()
  const person: Contact | undefined = known.get(order.contactId)
  // A guest who was forgotten stays so: a new address of theirs could not be destroyed with them (ADR 4).
  if (!person) throw refuse('guest.forgotten', { orderId: order.id })
  return { id: app.random.uuid(), contact: { ...person, deliveryPoint } }
}
