import { type AllowedTillsQuestion, findAllowedTills } from '../../../../app/cloud/find-allowed-tills.ts'
import type { RejectedGroup } from '../../../../domain/delivery/restrictions.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { requireOrganizations } from '../../access.ts'
import type {
  DeliveryRestrictionsAllowedBody,
  RejectItem,
  RejectItemData,
  RestrictionsOrderItem,
} from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { type PlaceOfOrder, placeOfOrder } from '../../wire/place-of-order.ts'
import { readPrice, readQuantity } from '../../wire/read-amounts.ts'

/** Amounts of modifiers are absolute here, not per unit of the dish. */
const readItems = (items: readonly RestrictionsOrderItem[]): AllowedTillsQuestion['items'] =>
  items.flatMap(({ id, amount, modifiers = [] }, index) => [
    {
      productId: id,
      sizeId: null,
      amount: readQuantity(amount, `orderItems[${index}].amount`),
      isModifier: false,
    },
    ...modifiers.map((modifier, at) => ({
      productId: modifier.id,
      sizeId: null,
      amount: readQuantity(modifier.amount, `orderItems[${index}].modifiers[${at}].amount`),
      isModifier: true,
    })),
  ])

function readQuestion(
  body: DeliveryRestrictionsAllowedBody,
  organizationIds: readonly Uuid[],
  place: PlaceOfOrder,
): AllowedTillsQuestion {
  const { deliveryAddress: address, deliverySum, discountSum = 0 } = body
  return {
    isCourierDelivery: body.isCourierDelivery,
    organizationIds,
    location: body.orderLocation ?? null,
    address: address
      ? {
          city: address.city ?? null,
          streetName: address.streetName ?? address.line1 ?? null,
          streetId: address.streetId ?? null,
          house: address.house ?? null,
          building: address.building ?? null,
          index: address.index ?? null,
        }
      : null,
    deliveryDate: body.deliveryDate ?? null,
    deliverySum: deliverySum === undefined ? null : readPrice(deliverySum, 'deliverySum', place),
    discountSum: readPrice(discountSum, 'discountSum', place),
    items: readItems(body.orderItems ?? []),
  }
}

/** The document calls it `date-span`: `hh:mm:ss` from midnight. */
function timeSpan(minutes: number | null): string | null {
  if (minutes === null) return null
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

function dataOnWire(data: RejectedGroup['data'], scale: number): RejectItemData | null {
  if (!data) return null
  const { weekMap } = data
  return {
    dateFrom: timeSpan(data.from),
    dateTo: timeSpan(data.to),
    allowedWeekDays: weekMap === null ? null : weekdays.filter((_, day) => (weekMap & (1 << day)) !== 0),
    minSum: data.minSum === null ? null : moneyToJson(data.minSum, scale),
  }
}

const rejectedOnWire = (catalog: Catalog, rejected: RejectedGroup): RejectItem => ({
  terminalGroupId: rejected.terminalGroupId,
  organizationId: rejected.organizationId,
  zone: rejected.zone,
  rejectCode: rejected.rejectCode,
  rejectHint: rejected.rejectHint,
  rejectItemData: dataOnWire(
    rejected.data,
    placeOfOrder(catalog, rejected.organizationId, rejected.terminalGroupId).scale,
  ),
})

/** Who can take it (cloud-api §5.3). */
export const allowedRestrictions: Handler<'/api/1/delivery_restrictions/allowed'> = async ({
  app,
  login,
  body,
  correlationId,
}) => {
  const organizationIds = [
    ...new Set([...(body.organizationIds ?? []), ...(body.organizationId ? [body.organizationId] : [])]),
  ]
  requireOrganizations(login, organizationIds)
  const catalog = await app.catalog(login.key.tenantId)
  const place = placeOfOrder(catalog, organizationIds[0] ?? '', null)
  const question = namingField(() => readQuestion(body, organizationIds, place))
  const found = await findAllowedTills(app, login, question)
  return {
    correlationId,
    isAllowed: found.isAllowed,
    rejectCause: found.rejectCause,
    // No external mapping system is connected.
    addressExternalId: null,
    location: found.location,
    allowedItems: found.allowed.map((group) => ({
      terminalGroupId: group.terminalGroupId,
      organizationId: group.organizationId,
      deliveryDurationInMinutes: group.deliveryDurationInMinutes,
      zone: group.zone,
      deliveryServiceProductId: group.deliveryServiceProductId,
    })),
    rejectedItems: found.rejected.map((rejected) => rejectedOnWire(catalog, rejected)),
  }
}
