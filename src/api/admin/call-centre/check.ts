import { type AddressCheck, checkAddress } from '../../../app/call-centre/check-address.ts'
import type { RestrictionAddress } from '../../../domain/delivery/restrictions.ts'
import { tillPrice } from '../../../domain/menu/till-price.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { printDecimal } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { Form } from '../form.ts'
import { named } from '../routes/books.ts'
import { type OperatorCall, type OperatorRoute, organizationOf } from './call.ts'
import { readItems } from './read-items.ts'
import { whyRejected } from './reject-words.ts'

/** Who can bring an order to an address, for how much and when; why the others cannot, in words. */
async function check(call: OperatorCall) {
  const { app, operator, services, catalog } = call
  const form = new Form(call.body)
  const isCourierDelivery = form.flag('isCourierDelivery')
  const street = form.uuidOrNull('streetId')
  const house = form.textOrNull('house')
  const deliveryDate = form.instantOrNull('completeBefore') ?? app.clock.now()
  const organizationId = form.uuidOrNull('organizationId')
  const items = form.has('items') ? readItems(form) : []
  form.done()
  const dishes =
    organizationId && items.length > 0
      ? { organizationId: organizationOf(call, organizationId).id, items }
      : null
  const address = isCourierDelivery && street ? addressOf(catalog, street, house) : null
  const question = { isCourierDelivery, address, deliveryDate, dishes }
  return checkView(catalog, await checkAddress(app, operator, question, services.isLegacyRoute))
}

/** A street of the directory with a house. */
const addressOf = (catalog: Catalog, streetId: Uuid, house: string | null): RestrictionAddress => ({
  ...{ city: null, streetName: catalog.living('street', streetId)?.body.name ?? null, streetId, house },
  ...{ building: null, index: null },
})

function checkView(catalog: Catalog, answer: AddressCheck) {
  const groupOf = ({ organizationId, terminalGroupId }: { organizationId: Uuid; terminalGroupId: Uuid }) => {
    const [organization, group] = [
      catalog.find('organization', organizationId),
      catalog.find('terminalGroup', terminalGroupId),
    ]
    return {
      ...{ organizationId, terminalGroupId },
      organization: organization ? named(organization) : null,
      terminalGroup: group ? named(group) : null,
    }
  }
  const scaleOf = (id: Uuid): number => catalog.find('organization', id)?.body.currency.scale ?? 2
  return {
    isAllowed: answer.isAllowed,
    /** What the dishes cost, before discounts and the charge of the way. */
    sum: answer.sum === null ? null : printDecimal(answer.sum, sumScale(catalog, answer, scaleOf)),
    isUnlocated: answer.rejectCause === 'The address could not be geocoded',
    allowed: answer.allowed.map((one) => ({
      ...groupOf(one),
      ...{ zone: one.zone, minutes: one.deliveryDurationInMinutes },
      minSum: printDecimal(one.minSum, scaleOf(one.organizationId)),
      charge: chargeOf(catalog, one.organizationId, one.deliveryServiceProductId),
    })),
    unruled: answer.unruled.map(groupOf),
    rejected: answer.rejected.map((one) => ({
      ...groupOf(one),
      zone: one.zone,
      code: one.rejectCode,
      why: whyRejected(one, scaleOf(one.organizationId)),
    })),
  }
}

function sumScale(catalog: Catalog, answer: AddressCheck, scaleOf: (id: Uuid) => number): number {
  const [first] = [...answer.allowed, ...answer.rejected, ...answer.unruled]
  const [any] = catalog.all('organization')
  return scaleOf(first?.organizationId ?? any?.id ?? '')
}

/** What the way costs; null: nothing. */
function chargeOf(catalog: Catalog, organizationId: Uuid, productId: Uuid | null) {
  const product = catalog.living('product', productId)
  if (!product) return null
  const price = tillPrice({ catalog, organizationId, priceCategoryId: null }, product.id, null)
  const scale = catalog.find('organization', organizationId)?.body.currency.scale ?? 2
  return { ...named(product), sum: printDecimal(price?.price ?? 0n, scale) }
}

export const checkRoutes: readonly OperatorRoute[] = [{ method: 'POST', path: '/check', handle: check }]
