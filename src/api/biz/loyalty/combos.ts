import { priceCombo } from '../../../app/menu/price-combo.ts'
import type { BookItem, ComboAction } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { printDecimal } from '../../../kernel/exact.ts'
import type { Call, Handler } from '../call.ts'
import { fault } from '../faults.ts'
import type { Place } from '../wire/place.ts'
import { readItem } from '../wire/read-order.ts'
import { deskOf, deskOfQuery } from './desk.ts'

/** Money where the combo fixes prices (0 and 1), percent where it discounts them (2 to 4; biz-card-api §12.10). */
const modification = ({ priceModificationType }: ComboAction, value: bigint, place: Place) =>
  priceModificationType <= 1 ? place.money(value) : Number(printDecimal(value, 2))

const codeOf = (catalog: Catalog, id: string): string | null => catalog.find('product', id)?.body.code ?? null

/** Products and modifiers go by their codes here, sizes by their names. */
const specificationOnWire = ({ id, body }: BookItem<'comboAction'>, catalog: Catalog, place: Place) => ({
  sourceActionId: id,
  categoryId: body.categoryId,
  name: body.name,
  priceModificationType: body.priceModificationType,
  priceModification: modification(body, body.priceModification, place),
  groups: body.groups.map((group) => ({
    id: group.id,
    name: group.name,
    products: group.products.map(({ productId, sizeId, forbiddenModifierIds, priceModification }) => {
      const scale = catalog.find('sizeScale', catalog.find('product', productId)?.body.sizeScaleId)
      return {
        code: codeOf(catalog, productId),
        size: scale?.body.sizes.find((size) => size.id === sizeId)?.name ?? null,
        forbiddenModifiersCodes: forbiddenModifierIds.flatMap((one) => codeOf(catalog, one) ?? []),
        priceModificationAmount: modification(body, priceModification, place),
      }
    }),
  })),
})

const info: Handler = async (call) => {
  const { organization, place } = deskOfQuery(call, 'combo')
  const { catalog } = call
  return {
    comboCategories: catalog
      .of('comboCategory', organization.id)
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ id, body }) => ({ id, name: body.name })),
    comboSpecifications: catalog
      .of('comboAction', organization.id)
      .filter(({ isDeleted, body }) => !isDeleted && body.isActive)
      .map((combo) => specificationOnWire(combo, catalog, place)),
  }
}

/** One combo at a time: every item says of which it is a part (§12.10). */
const price: Handler = async (call: Call) => {
  const { body, query } = call
  const organizationId =
    body.id('organization', 'organizationId') ?? query.id('organization', 'organizationId')
  const { organization, place } = deskOf(call, organizationId, 'combo/calculate')
  const items = body.list('items').map((item) => readItem(item, call))
  const [first] = items
  if (!first) throw body.missing('items')
  const sourceId = first.combo?.comboSourceId
  if (!sourceId || items.some(({ combo }) => combo?.comboSourceId !== sourceId))
    throw fault(
      400,
      "The field 'items': every item must be a part of one combo (comboInformation.comboSourceId)",
    )
  const answer = await priceCombo(call.app, call.login.key.tenantId, organization.id, { sourceId, items })
  return { incorrectlyFilledGroups: answer.incorrectlyFilledGroups, price: place.money(answer.price) }
}

export const comboHandlers = {
  'orders/get_combos_info': info,
  'orders/check_and_get_combo_price': price,
} satisfies Record<string, Handler>
