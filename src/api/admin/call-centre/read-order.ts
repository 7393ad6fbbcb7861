import type { DeliveryRequest } from '../../../app/cloud/delivery-request.ts'
import type { Contact, DeliveryPoint } from '../../../domain/orders/order.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { Form } from '../form.ts'
import { type OperatorCall, organizationOf } from './call.ts'
import { readPhone } from './phone.ts'
import { readItems } from './read-items.ts'

const longest = { name: 60, detail: 10, comment: 500 } as const
const personsMax = 100
const daysAheadMs = 60 * 86_400_000
/** Seconds a till may take; the page follows the order meanwhile (cloud-api §3.5). */
const patienceSeconds = 60
/** Where an order came from, as reports show it. */
const callCentreSource = 'callcentre'

/** What an operator sends, as every other road of an order says it; all that is wrong with it at once. */
export function readOrder(call: OperatorCall): DeliveryRequest {
  const { app, body, catalog, operator, services } = call
  const form = new Form(body)
  const organization = organizationOf(call, form.uuid('organizationId'))
  const isPickup = form.flag('isPickup')
  const orderId = form.uuid('id')
  const contact = readContact(form, isPickup ? null : readPoint(form, catalog, organization))
  const items = readItems(form)
  if (items.length === 0) form.problem('items', { ru: 'добавьте блюда', en: 'add dishes' })
  const completeBefore = form.instantOrNull('completeBefore')
  if (completeBefore !== null && completeBefore > app.clock.now() + daysAheadMs)
    form.problem('completeBefore', { ru: 'не дальше 60 дней', en: 'at most 60 days ahead' })
  const persons = form.wholeOrNull('persons', { min: 1, max: personsMax })
  const request: DeliveryRequest = {
    correlationId: app.random.uuid(),
    organizationId: organization.id,
    terminalGroupId: form.uuidOrNull('terminalGroupId'),
    ...(services.isLegacyRoute ? { route: 'legacy' as const } : {}),
    transportToFrontTimeoutSeconds: patienceSeconds,
    checkStopList: false,
    guestId: form.uuidOrNull('guestId'),
    contact,
    order: {
      ...{ orderId, hasCustomer: true, hasDeliveryPoint: !isPickup, items, completeBefore },
      comment: textOf(form, 'comment', longest.comment),
      guests: persons === null ? null : { count: persons, splitBetweenPersons: false },
      serviceType: isPickup ? 'DeliveryByClient' : 'DeliveryByCourier',
      sourceKey: callCentreSource,
      operatorId: operator.employee.id,
      payments: readPayment(form, organization),
      ...{ combos: [], tips: [], discounts: [], externalData: [], discountCardTrack: null, loyalty: null },
      ...{ externalNumber: null, menuId: null, priceCategoryId: null, orderTypeId: null, cheque: null },
      ...{ marketingSourceId: null, deliveryDuration: null, deliveryZone: null },
      deliveryServiceProductId: null,
    },
  }
  form.done()
  return request
}

/** An empty text is none. */
function textOf(form: Form, name: string, max: number): string | null {
  const text = form.textOrNull(name)?.trim() || null
  if (text !== null && text.length > max)
    form.problem(name, { ru: `не больше ${max} знаков`, en: `at most ${max} characters` })
  return text
}

function readContact(form: Form, deliveryPoint: DeliveryPoint | null): Contact {
  const name = textOf(form, 'name', longest.name)
  if (name === null) form.problem('name', { ru: 'как зовут гостя', en: 'the name of the guest is needed' })
  return {
    ...{ phone: readPhone(form), phoneExtension: null, deliveryPoint },
    customer: {
      ...{ type: 'regular', name, surname: null, comment: null, birthdate: null, email: null },
      ...{ gender: 'NotSpecified', shouldReceiveOrderStatusNotifications: null },
    },
  }
}

/** A street of the directory; its city is the one of the street. */
function readPoint(form: Form, catalog: Catalog, { body }: BookItem<'organization'>): DeliveryPoint | null {
  if (!form.raw('address')) {
    form.problem('address', { ru: 'куда везти', en: 'the address is needed' })
    return null
  }
  const address = form.form('address')
  const streetId = address.uuid('streetId')
  const street = streetId === '' ? undefined : catalog.living('street', streetId)
  if (streetId !== '' && !street)
    address.problem('streetId', { ru: 'такой улицы нет', en: 'there is no such street' })
  const city = catalog.living('city', street?.body.cityId ?? body.defaultDeliveryCityId)
  return {
    ...{ coordinates: null, externalCartographyId: null },
    comment: textOf(address, 'comment', longest.comment),
    address: {
      type: 'legacy',
      street: {
        id: street?.id ?? null,
        classifierId: street?.body.classifierId ?? null,
        name: street?.body.name ?? '',
        city: city ? { id: city.id, name: city.body.name } : null,
      },
      house: address.line('house', longest.detail),
      flat: textOf(address, 'flat', longest.detail),
      entrance: textOf(address, 'entrance', longest.detail),
      floor: textOf(address, 'floor', longest.detail),
      doorphone: textOf(address, 'doorphone', longest.detail),
      ...{ line1: null, index: null, building: null, region: null },
    },
  }
}

/** How the guest is going to pay; none is said: the till asks. */
function readPayment(form: Form, { body }: BookItem<'organization'>): DeliveryRequest['order']['payments'] {
  if (!form.raw('payment')) return []
  const payment = form.form('payment')
  return [
    {
      ...{ typeId: payment.uuid('typeId'), kind: null, sum: payment.money('sum', body.currency.scale) },
      ...{ isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false },
      additionalData: null,
    },
  ]
}
